import { applyEdits } from "../../text/edits";
import { placedItems } from "../item-ref";
import type { Item } from "../model";
import { readPlan } from "../read";
import { type Conflict, conflictsIn, resolveConflict } from "./resolve";

export type ConflictChoice = "ours" | "theirs" | "both";

/** What one side of a conflict says of an item that the other side says otherwise, or does not have. */
export interface ItemVersion {
  readonly id: string;
  readonly title: string;
  readonly claim: Item["claim"];
  /** Whether the other side does not have the item. */
  readonly isNew: boolean;
}

/** A conflict as a person decides it. */
export interface ConflictSides {
  /** Empty where the sides differ in something else than items: then their lines tell. */
  readonly ours: readonly ItemVersion[];
  readonly theirs: readonly ItemVersion[];
  /** What can be chosen: a choice that leaves no plan behind is left out. */
  readonly choices: readonly ConflictChoice[];
}

const all: readonly ConflictChoice[] = ["ours", "theirs", "both"];

/** What the sides of one conflict of the plan at `path` say of items, and what can be chosen. */
export function sidesOf(path: string, text: string, conflict: Conflict): ConflictSides {
  const outcomes = all.map((choice) => ({ choice, reading: readPlan(path, alone(text, conflict, choice)) }));
  const readable = outcomes.filter(({ reading }) => reading.editable).map(({ choice }) => choice);
  const [ours, theirs] = outcomes.map(({ reading }) => itemsOf(reading.plan));
  return {
    ours: differences(ours, theirs),
    theirs: differences(theirs, ours),
    // Where none gives a plan, the reason lies elsewhere in the text.
    choices: readable.length > 0 ? readable : all,
  };
}

/** The text with every conflict resolved as chosen, in their order; undefined where choices are missing. */
export function resolveConflicts(text: string, choices: readonly ConflictChoice[]): string | undefined {
  const conflicts = conflictsIn(text);
  if (choices.length !== conflicts.length) return undefined;
  return applyEdits(
    text,
    conflicts.map((conflict, i) => resolveConflict(text, conflict, choices[i] ?? "ours")),
  );
}

/** The text with one conflict resolved as told and all others in the first version. */
function alone(text: string, conflict: Conflict, choice: ConflictChoice): string {
  const edits = conflictsIn(text).map((one) =>
    resolveConflict(text, one, one.at.start === conflict.at.start ? choice : "ours"),
  );
  return applyEdits(text, edits);
}

function itemsOf(plan: Parameters<typeof placedItems>[0]): ReadonlyMap<string, Item> {
  return new Map([...placedItems(plan)].map(({ item }) => [item.id, item]));
}

function differences(
  side: ReadonlyMap<string, Item> = new Map(),
  other: ReadonlyMap<string, Item> = new Map(),
): ItemVersion[] {
  return [...side.values()].flatMap((item) => {
    const twin = other.get(item.id);
    if (twin && said(twin) === said(item)) return [];
    const { id, title, claim } = item;
    return [{ id, title, claim, isNew: twin === undefined }];
  });
}

/** What an item says, its place and what is below it left out. */
function said(item: Item): string {
  const attachments = item.attachments.map((attachment) => ({ ...attachment, line: 0 }));
  return JSON.stringify({ ...item, attachments, children: [], at: 0, line: 0 });
}
