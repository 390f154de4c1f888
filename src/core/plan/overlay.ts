import { asMap, parseYaml, toPlain, type YamlMap } from "../files/yaml/form";
import { applyEdits } from "../text/edits";
import { LineIndex } from "../text/lines";
import type { Span } from "../text/span";
import type { PlanEdit } from "./edit";
import type { Item, Plan, PlanProblem } from "./model";
import { setOverlayField } from "./yaml/edit";
import { overlaySchema } from "./yaml/schema";
import { FieldReader, placeAt } from "./yaml/values";

/** What the overlay says of one item; what it leaves out is undefined or empty. */
export type OverlayItem = Pick<
  Item,
  | "why"
  | "priority"
  | "estimate"
  | "owner"
  | "due"
  | "notes"
  | "reason"
  | "dependsOn"
  | "verify"
  | "scaffolds"
>;

export interface Overlay {
  readonly items: ReadonlyMap<string, OverlayItem>;
  readonly problems: readonly PlanProblem[];
}

/** Reads the text of `.liftoff/overlay.yaml`. Never throws; what is wrong is in `problems`. */
export function readOverlay(text: string): Overlay {
  const form = parseYaml(text);
  const lines = new LineIndex(text);
  const problems: PlanProblem[] = [];
  const report = (kind: PlanProblem["kind"], message: string, at: Span) =>
    problems.push({ kind, message, at, line: lines.lineAt(at.start) });
  for (const { at, message } of form.problems) report("broken", message, at);
  const outcome = overlaySchema.safeParse(form.root ? toPlain(form.root) : {});
  for (const { path, message } of outcome.error?.issues ?? [])
    report("invalid", message, placeAt(form.root, path));
  const fields = new FieldReader((slice) => slice);
  const items = new Map<string, OverlayItem>();
  for (const { key, value } of asMap(asMap(form.root)?.get("items"))?.own ?? []) {
    const map = asMap(value);
    if (map) items.set(key, overlayItem(fields, map));
  }
  return { items, problems };
}

/**
 * `plan` with what `overlay` says of its items, found by id. A field the overlay states wins over one read from
 * the plan; rules, files and dependencies add up.
 */
export function withOverlay(plan: Plan, overlay: Overlay): Plan {
  if (overlay.items.size === 0) return plan;
  const merge = (item: Item): Item => {
    const children = item.children.map(merge);
    const said = overlay.items.get(item.id);
    return said ? { ...mergeItem(item, said), children } : { ...item, children };
  };
  const phases = plan.phases.map((phase) => ({
    ...phase,
    sections: phase.sections.map((section) => ({ ...section, items: section.items.map(merge) })),
  }));
  return { ...plan, phases };
}

/**
 * The edits of the overlay's text (which may be empty: there is no file yet) that set a field of an item of a
 * Markdown plan, or remove it when `value` is empty.
 */
export function editOverlay(
  text: string,
  itemId: string,
  key: "owner" | "due" | "notes" | "reason",
  value: string,
): PlanEdit {
  const edits = setOverlayField(text, itemId, key, value.trim());
  if (edits && parseYaml(applyEdits(text, edits)).clean) return { edits };
  return { refused: "The overlay file cannot be changed safely. Edit its text instead." };
}

function overlayItem(fields: FieldReader, map: YamlMap): OverlayItem {
  return {
    why: fields.text(map, "why"),
    priority: fields.priority(map),
    estimate: fields.estimate(map),
    owner: fields.text(map, "owner"),
    due: fields.due(map),
    notes: fields.text(map, "notes"),
    reason: fields.text(map, "reason"),
    dependsOn: fields.texts(map, "depends_on"),
    verify: fields.verify(map),
    scaffolds: fields.texts(map, "scaffolds"),
  };
}

function mergeItem(item: Item, said: OverlayItem): Item {
  return {
    ...item,
    why: said.why ?? item.why,
    priority: said.priority ?? item.priority,
    estimate: said.estimate ?? item.estimate,
    owner: said.owner ?? item.owner,
    due: said.due ?? item.due,
    notes: said.notes ?? item.notes,
    reason: said.reason ?? item.reason,
    dependsOn: union(item.dependsOn, said.dependsOn),
    verify: {
      rules: union(item.verify.rules, said.verify.rules),
      files: union(item.verify.files, said.verify.files),
    },
    scaffolds: union(item.scaffolds, said.scaffolds),
  };
}

function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
}
