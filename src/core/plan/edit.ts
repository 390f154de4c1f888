import { insertPair, setScalar, setValue } from "../files/yaml/edits";
import { asMap, valueAt } from "../files/yaml/form";
import { applyEdits, replacement, type TextEdit } from "../text/edits";
import { findItem, type ItemRef } from "./item-ref";
import { type MarkdownReading, readMarkdownPlan } from "./markdown/read";
import { signsFor } from "./markdown/signs";
import type { Claim, Item, PlanReading, Waiver } from "./model";
import { isYaml, nameFromPath } from "./read";
import { type ItemKey, setField, waiverInput } from "./yaml/edit";
import { readYamlPlaces, readYamlPlan, type YamlReading } from "./yaml/read";

/** Edits for the text they were computed from, or why there are none, as a sentence for the user. */
export type PlanEdit = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

export interface ClaimOptions {
  /** Why the item does not apply; needed for `na` in a plan file. */
  readonly reason?: string | undefined;
  /** Whether `[/]` and `[-]` may be written to Markdown. GitHub shows them as plain text. */
  readonly extraMarks?: boolean | undefined;
}

const marks: Readonly<Record<Claim, string>> = { todo: " ", doing: "/", done: "x", na: "-" };

/** The character between the brackets of a box in Markdown. */
export function markOf(claim: Claim): string {
  return marks[claim];
}

/**
 * Changes what is claimed of an item in `text`, the plan's text as it is now; `ref` may come from an earlier
 * reading. A Markdown plan changes in one character, a YAML plan in one token. Boxes above and below stay as they
 * are.
 */
export function editClaim(
  path: string,
  text: string,
  ref: ItemRef,
  claim: Claim,
  options: ClaimOptions = {},
): PlanEdit {
  if (isYaml(path)) return editYaml(text, ref, (reading, item) => claimEdits(reading, item, claim, options));
  if ((claim === "doing" || claim === "na") && options.extraMarks !== true) {
    return {
      refused:
        "A Markdown box says only done or not done. Allow extra marks in the settings to write others.",
    };
  }
  const reading = readMarkdownPlan(text, nameFromPath(path));
  const item = locate(reading, ref, (id) => reading.places.get(id)?.pinned === true);
  return "refused" in item ? item : markEdits(reading, item, path, text, claim);
}

/** Sets the notes of an item, or removes them when `notes` is empty. */
export function editNotes(path: string, text: string, ref: ItemRef, notes: string): PlanEdit {
  return editField(path, text, ref, "notes", notes);
}

/** Sets who takes care of an item, or removes it when `owner` is empty. */
export function editOwner(path: string, text: string, ref: ItemRef, owner: string): PlanEdit {
  return editField(path, text, ref, "owner", owner);
}

/** Sets the day an item is due (`YYYY-MM-DD`), or removes it when `due` is empty. */
export function editDue(path: string, text: string, ref: ItemRef, due: string): PlanEdit {
  if (due !== "" && !isDate(due)) return { refused: `“${due}” is no date: write it as 2026-12-31.` };
  return editField(path, text, ref, "due", due);
}

/** Accepts the failure of an item until a day, or takes that back. */
export function editWaiver(path: string, text: string, ref: ItemRef, waiver: Waiver | undefined): PlanEdit {
  if (waiver && waiver.reason.trim() === "")
    return { refused: "Say why the failure is accepted. Nothing was changed." };
  if (waiver && !isDate(waiver.until))
    return { refused: `“${waiver.until}” is no date: write it as 2026-12-31.` };
  if (!isYaml(path)) return { refused: "A Markdown plan has no place for this." };
  return editYaml(text, ref, ({ form, places }, { id }) => {
    const place = places.get(id);
    return place && setField(form, place.map, "waiver", waiver ? waiverInput(waiver) : "");
  });
}

/** Takes `choice` of the option `option`, both by id, in a plan in YAML. */
export function editChoice(path: string, text: string, option: string, choice: string): PlanEdit {
  if (!isYaml(path))
    return { refused: "A Markdown plan says in its own words what was decided. Edit its text." };
  const reading = readYamlPlan(text, nameFromPath(path));
  const locked = lockedReason(reading);
  if (locked) return locked;
  const set = reading.plan.details.options.find(({ id }) => id === option);
  const map = asMap(valueAt(reading.form.root, "options", option));
  if (!set?.choices.some(({ id }) => id === choice) || !map || map.via) {
    return { refused: "This choice is not in the plan any more. Nothing was changed." };
  }
  const first = map.own[0]?.key;
  const edits = map.own.some(({ key }) => key === "chosen")
    ? setValue(reading.form, map, "chosen", choice)
    : insertPair(reading.form, map, "chosen", choice, first === undefined ? {} : { before: first });
  if (!edits || !readYamlPlan(applyEdits(text, edits), nameFromPath(path)).editable) {
    return {
      refused: `“${set.title}” is written in a way that cannot be changed safely. Edit the text instead.`,
    };
  }
  return { edits };
}

function editField(path: string, text: string, ref: ItemRef, key: ItemKey, value: string): PlanEdit {
  if (!isYaml(path)) return { refused: "A Markdown plan has no place for this." };
  return editYaml(text, ref, ({ form, places }, { id }) => {
    const place = places.get(id);
    return place && setField(form, place.map, key, value.replace(/\r\n?/g, "\n").trim());
  });
}

type YamlEdit = (
  reading: YamlReading,
  item: Item,
) => readonly TextEdit[] | { readonly refused: string } | undefined;

function editYaml(text: string, ref: ItemRef, compute: YamlEdit): PlanEdit {
  const reading = readYamlPlaces(text);
  const item = locate(reading, ref, (id) => reading.places.has(id));
  if ("refused" in item) return item;
  if (reading.places.get(item.id)?.isDuplicate) {
    return {
      refused: `Several items have the id “${item.id}”. Give each its own first. Nothing was changed.`,
    };
  }
  const edits = compute(reading, item);
  if (edits && "refused" in edits) return edits;
  if (!edits || !keepsOthers(reading, applyEdits(text, edits), item.id)) {
    return {
      refused: `“${item.title}” is written in a way that cannot be changed safely. Edit the text instead.`,
    };
  }
  return { edits };
}

function claimEdits({ form, places }: YamlReading, item: Item, claim: Claim, { reason }: ClaimOptions) {
  const map = places.get(item.id)?.map;
  if (!map || map.via) return undefined;
  if (claim === "na" && !(reason ?? item.reason)?.trim()) {
    return { refused: "Say why the item does not apply. Nothing was changed." };
  }
  const status = map.own.find((entry) => entry.key === "status")?.value;
  if (status && (status.kind !== "scalar" || status.via)) return undefined;
  const unchanged = status?.text === claim;
  const claimed = unchanged
    ? []
    : status
      ? setScalar(form, status, claim)
      : setField(form, map, "status", claim);
  const isNew =
    claim === "na" && reason !== undefined && reason.trim() !== "" && reason.trim() !== item.reason;
  const reasoned = isNew ? setField(form, map, "reason", reason.trim()) : [];
  return claimed && reasoned && [...claimed, ...reasoned];
}

function markEdits(reading: MarkdownReading, item: Item, path: string, text: string, claim: Claim): PlanEdit {
  const place = reading.places.get(item.id);
  if (!place) return { refused: `“${item.title}” is not in the plan any more. Nothing was changed.` };
  const mark = text.slice(place.mark.start, place.mark.end);
  const unchanged = item.claim === claim && (mark !== "!" || claim !== "todo");
  if (unchanged) return { edits: [] };
  if (mark.charCodeAt(0) < 128) return { edits: [replacement(place.mark, marks[claim])] };
  return signEdits(reading, item, path, text, claim);
}

/**
 * A box that is drawn gets the sign that the plan uses for that claim elsewhere, else the usual one, and brackets where
 * it stands among such; whichever of these is read as a box there.
 */
function signEdits(reading: MarkdownReading, item: Item, path: string, text: string, claim: Claim): PlanEdit {
  const own = reading.places.get(item.id)?.mark;
  const used = [...reading.places.values()].map(({ mark }) => text.slice(mark.start, mark.end));
  for (const sign of [...signsFor(claim, used), `[${marks[claim]}]`]) {
    const edits = own ? [replacement(own, sign)] : [];
    const after = readMarkdownPlan(applyEdits(text, edits), nameFromPath(path));
    const isRead = after.places.size === reading.places.size && after.places.has(item.id);
    if (isRead) return { edits };
  }
  return { refused: `“${item.title}” is ticked by a sign that cannot be changed safely. Edit the text.` };
}

/** Finds the item in a text that may have been edited since, unless that text is locked. */
export function locate(
  reading: PlanReading,
  ref: ItemRef,
  keepsId: (id: string) => boolean,
): Item | { refused: string } {
  return lockedReason(reading) ?? findItem(reading.plan, ref, keepsId);
}

function lockedReason(reading: PlanReading): { refused: string } | undefined {
  const conflict = reading.problems.find(({ kind }) => kind === "conflict");
  if (conflict)
    return { refused: `The plan holds two merged versions (line ${conflict.line + 1}). Choose one first.` };
  if (reading.editable) return undefined;
  const [problem] = reading.problems;
  return { refused: `The plan cannot be read (line ${(problem?.line ?? 0) + 1}). Correct its text first.` };
}

/** A last check before anything is written: the edited text is a plan with the same items. */
function keepsOthers(before: YamlReading, edited: string, id: string): boolean {
  const after = readYamlPlaces(edited);
  return after.editable && after.places.has(id) && after.places.size === before.places.size;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
