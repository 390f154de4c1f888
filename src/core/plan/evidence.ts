import { appendItem, insertPair } from "../files/yaml/edits";
import { asMap, parseYaml, toPlain } from "../files/yaml/form";
import { blockPair, type YamlInput } from "../files/yaml/print";
import { applyEdits, insertion } from "../text/edits";
import { eolOf, LineIndex } from "../text/lines";
import type { Span } from "../text/span";
import type { PlanEdit } from "./edit";
import type { Item, ManualEvidence, Plan, PlanProblem } from "./model";
import { fingerprint } from "./slug";
import { recordSchema } from "./yaml/schema";
import { FieldReader, placeAt } from "./yaml/values";

/** Where evidence of people is kept: one file an item, so that two people never write into the same one. */
export const EVIDENCE_FOLDER = ".liftoff/evidence";

/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

export interface EvidenceFile {
  /** The item that the file is about; undefined where it does not say. */
  readonly item: string | undefined;
  readonly records: readonly ManualEvidence[];
  readonly problems: readonly PlanProblem[];
}

/** The path of an item's evidence in the workspace. What an id may hold and a file name may not is replaced. */
export function evidencePath(itemId: string): string {
  const isPlain =
    /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/.test(itemId) &&
    !itemId.includes("..") &&
    !reserved.test(itemId);
  const name = isPlain
    ? itemId
    : `${itemId
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .slice(0, 60)}-${fingerprint(itemId)}`;
  return `${EVIDENCE_FOLDER}/${name.replace(/^-+/, "")}.yaml`;
}

/** Reads a file of evidence. Never throws; what is wrong is in `problems`. */
export function readEvidence(text: string): EvidenceFile {
  const form = parseYaml(text);
  const lines = new LineIndex(text);
  const problems: PlanProblem[] = [];
  const report = (kind: PlanProblem["kind"], message: string, at: Span) =>
    problems.push({ kind, message, at, line: lines.lineAt(at.start) });
  for (const { at, message } of form.problems) report("broken", message, at);
  const root = asMap(form.root);
  const list = root?.get("evidence");
  const fields = new FieldReader((slice) => slice);
  for (const item of list?.kind === "list" ? list.items : []) {
    const outcome = recordSchema.safeParse(toPlain(item));
    for (const { path, message } of outcome.error?.issues ?? []) {
      const place = path.length === 0 ? item.at : placeAt(item, path);
      report("invalid", message, place);
    }
  }
  return { item: fields.text(root, "item"), records: fields.records(list), problems };
}

/** The edits that add `record` to the evidence of an item; `text` is empty where there is no file yet. */
export function addRecord(text: string, itemId: string, record: ManualEvidence): PlanEdit {
  const { at, by, text: said, link } = record;
  const input: YamlInput = {
    at,
    ...(by !== undefined && { by }),
    ...(said !== undefined && { text: said }),
    ...(link !== undefined && { link }),
  };
  const eol = eolOf(text);
  const layout = { indent: "", step: "  ", eol } as const;
  const form = parseYaml(text);
  const root = asMap(form.root);
  const list = root?.get("evidence");
  if (form.clean && form.root === undefined) {
    const opening = text === "" || text.endsWith("\n") ? "" : eol;
    const pairs = [blockPair("item", itemId, layout), blockPair("evidence", [input], layout)];
    return { edits: [insertion(text.length, `${opening}${pairs.join(eol)}${eol}`)] };
  }
  const edits =
    list === undefined && root
      ? insertPair(form, root, "evidence", [input])
      : list?.kind === "list"
        ? appendItem(form, list, input)
        : undefined;
  const isRead =
    edits && readEvidence(applyEdits(text, edits)).records.length === readEvidence(text).records.length + 1;
  return isRead
    ? { edits }
    : { refused: "The evidence file cannot be changed safely. Edit its text instead. Nothing was changed." };
}

/** `plan` with what is written down of its items in files of their own, by id of the item. */
export function withEvidence(plan: Plan, records: ReadonlyMap<string, readonly ManualEvidence[]>): Plan {
  if (records.size === 0) return plan;
  const merge = (item: Item): Item => ({
    ...item,
    records: [...item.records, ...(records.get(item.id) ?? [])],
    children: item.children.map(merge),
  });
  const phases = plan.phases.map((phase) => ({
    ...phase,
    sections: phase.sections.map((section) => ({ ...section, items: section.items.map(merge) })),
  }));
  return { ...plan, phases };
}
