import type { YamlEdits } from "../files/yaml/edits";
import { asMap, parseYaml, toPlain, type YamlMap } from "../files/yaml/form";
import { applyEdits } from "../text/edits";
import { LineIndex } from "../text/lines";
import type { Span } from "../text/span";
import type { PlanEdit } from "./edit";
import type { Item, Plan, PlanProblem, Waiver } from "./model";
import { setOverlayField, waiverInput } from "./yaml/edit";
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
  | "records"
  | "ttl"
  | "waiver"
  | "docs"
  | "blocker"
  | "aliasOf"
  | "optional"
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
  return checked(text, setOverlayField(text, itemId, key, value.trim()));
}

/** The same for a waiver; undefined takes it back. */
export function editOverlayWaiver(text: string, itemId: string, waiver: Waiver | undefined): PlanEdit {
  return checked(text, setOverlayField(text, itemId, "waiver", waiver ? waiverInput(waiver) : ""));
}

function checked(text: string, edits: YamlEdits): PlanEdit {
  if (edits && parseYaml(applyEdits(text, edits)).clean) return { edits };
  return { refused: "The overlay file cannot be changed safely. Edit its text instead." };
}

function overlayItem(fields: FieldReader, map: YamlMap): OverlayItem {
  return {
    why: fields.text(map, "why"),
    priority: fields.priority(map),
    estimate: fields.estimate(map),
    owner: fields.text(map, "owner"),
    due: fields.date(map, "due"),
    notes: fields.text(map, "notes"),
    reason: fields.text(map, "reason"),
    dependsOn: fields.texts(map, "depends_on"),
    verify: fields.verify(map),
    scaffolds: fields.texts(map, "scaffolds"),
    ...fields.additions(map),
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
      ...commandOf(said.verify.command ?? item.verify.command),
    },
    scaffolds: union(item.scaffolds, said.scaffolds),
    records: [...item.records, ...said.records],
    ttl: said.ttl ?? item.ttl,
    waiver: said.waiver ?? item.waiver,
    docs: union(item.docs, said.docs),
    blocker: said.blocker ?? item.blocker,
    aliasOf: said.aliasOf ?? item.aliasOf,
    optional: said.optional || item.optional,
  };
}

function commandOf(command: string | undefined): { readonly command?: string } {
  return command === undefined ? {} : { command };
}

function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
}
