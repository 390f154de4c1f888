import { applyEdits, insertion, replacement, type TextEdit } from "../text/edits";
import { eolOf } from "../text/lines";
import { type Span, span } from "../text/span";
import { locate, type PlanEdit } from "./edit";
import { type ItemLines, type LinesOf, markdownItemLines, yamlItemLines } from "./item-lines";
import { type ItemRef, placedItems } from "./item-ref";
import { readMarkdownPlan } from "./markdown/read";
import type { Item, Plan, PlanReading } from "./model";
import { isYaml, nameFromPath, readPlan } from "./read";
import { readYamlPlan } from "./yaml/read";

export type Side = "before" | "after";

/**
 * Moves an item before or behind another of the same phase: its lines are taken as they are, with one gap to a
 * neighbour. Every other byte stays where it is. Refused where the lines of one of the two cannot be told from others,
 * and where anything but the order would change.
 */
export function moveItem(path: string, text: string, ref: ItemRef, target: ItemRef, side: Side): PlanEdit {
  const { reading, keepsId, linesOf } = readForMoving(path, text);
  const item = locate(reading, ref, keepsId);
  if ("refused" in item) return item;
  const other = locate(reading, target, keepsId);
  if ("refused" in other) return other;
  const { plan } = reading;
  if (phaseOf(plan, item.id) !== phaseOf(plan, other.id)) {
    return { refused: `“${item.title}” can be moved inside its phase only. Nothing was changed.` };
  }
  if (item.id === other.id || holds(item, other.id)) return { edits: [] };
  const expected = orderOf(plan, { item, other, side });
  if (expected === orderOf(plan)) return { edits: [] };
  const [own, there] = [linesOf(item), linesOf(other)];
  if (!own || !there || (isYaml(path) && neighboursOf(plan, item.id).length === 1)) {
    return { refused: `“${item.title}” is written in a way that cannot be moved safely. Edit the text.` };
  }
  if (own.prefix !== there.prefix) {
    return { refused: `“${item.title}” can be moved among items of its own indentation only.` };
  }
  if (own.number !== there.number) {
    return { refused: "The items are numbered: moving one would leave the numbers wrong. Edit the text." };
  }
  const edits = movingEdits(text, neighboursOf(plan, item.id), item, { own, there, side, linesOf });
  const after = readPlan(path, applyEdits(text, edits));
  if (after.editable && orderOf(after.plan) === expected && contentsOf(after.plan) === contentsOf(plan))
    return { edits };
  const hint = isYaml(path) ? "" : " Pin its id first, so that notes and owner stay with it.";
  return {
    refused: `Moving “${item.title}” there would change more than the order.${hint} Nothing was changed.`,
  };
}

function readForMoving(path: string, text: string) {
  if (isYaml(path)) {
    const reading = readYamlPlan(text, nameFromPath(path));
    const keepsId = (id: string) => reading.places.has(id);
    return { reading: reading as PlanReading, keepsId, linesOf: yamlItemLines(reading) };
  }
  const reading = readMarkdownPlan(text, nameFromPath(path));
  const keepsId = (id: string) => reading.places.get(id)?.pinned === true;
  return { reading: reading as PlanReading, keepsId, linesOf: markdownItemLines(text, reading) };
}

interface Move {
  readonly own: ItemLines;
  readonly there: ItemLines;
  readonly side: Side;
  readonly linesOf: LinesOf;
}

/** Takes the item out with a gap and puts both in at the other place. */
function movingEdits(text: string, row: readonly Item[], item: Item, move: Move): readonly TextEdit[] {
  const { own, there, side } = move;
  const isUp = there.at.start < own.at.start;
  const gap = gapOf(text, row, item, move, isUp);
  const [block, between] = [own.at, gap].map(({ start, end }) => text.slice(start, end)) as [string, string];
  const taken = span(Math.min(own.at.start, gap.start), Math.max(own.at.end, gap.end));
  const placed =
    side === "before" ? insertion(there.at.start, block + between) : insertion(there.at.end, between + block);
  return isUp ? [placed, replacement(taken, "")] : [replacement(taken, ""), placed];
}

/**
 * What goes along, so that the distances between items stay as they are: the blank lines on the side where the item
 * goes, else those on the other side, else one line break.
 */
function gapOf(text: string, row: readonly Item[], item: Item, move: Move, isUp: boolean): Span {
  const { own, linesOf } = move;
  const index = row.indexOf(item);
  const linesAt = (at: number) => {
    const neighbour = row[at];
    return neighbour && linesOf(neighbour)?.at;
  };
  const [above, below] = [linesAt(index - 1), linesAt(index + 1)];
  const gaps = [above && span(above.end, own.at.start), below && span(own.at.end, below.start)];
  const blank = (isUp ? gaps : gaps.reverse()).find((gap) => gap && isGap(text, gap));
  if (blank) return blank;
  const eol = eolOf(text);
  return text.startsWith(eol, own.at.end)
    ? span(own.at.end, own.at.end + eol.length)
    : span(own.at.start - eol.length, own.at.start);
}

/** Whether nothing but blank lines lies there, in a quote with its marks. */
function isGap(text: string, { start, end }: Span): boolean {
  return start < end && /^[\s>]*$/.test(text.slice(start, end));
}

function phaseOf(plan: Plan, id: string): string | undefined {
  return plan.phases.find(({ sections }) =>
    sections.some(({ items }) => items.some((item) => holds(item, id))),
  )?.id;
}

/** Whether `item` is the one with that id, or has it below itself. */
function holds(item: Item, id: string): boolean {
  return item.id === id || item.children.some((child) => holds(child, id));
}

/** The items that stand beside the one with that id, itself among them. */
function neighboursOf(plan: Plan, id: string): readonly Item[] {
  const find = (items: readonly Item[]): readonly Item[] | undefined => {
    if (items.some((item) => item.id === id)) return items;
    for (const { children } of items) {
      const found = find(children);
      if (found) return found;
    }
    return undefined;
  };
  for (const { sections } of plan.phases) {
    for (const { items } of sections) {
      const found = find(items);
      if (found) return found;
    }
  }
  return [];
}

/** All ids in their order and nesting; with a move, as they should be after it. */
function orderOf(plan: Plan, move?: { item: Item; other: Item; side: Side }): string {
  const one = (item: Item): unknown => [item.id, list(item.children)];
  const list = (items: readonly Item[]): unknown[] =>
    items.flatMap((item) => {
      if (!move) return [one(item)];
      if (item.id === move.item.id) return [];
      if (item.id !== move.other.id) return [one(item)];
      return move.side === "before" ? [one(move.item), one(item)] : [one(item), one(move.item)];
    });
  // A section that has lost its last item is no section any more in Markdown.
  const sections = (phase: Plan["phases"][number]) =>
    phase.sections.map(({ id, items }) => [id, list(items)]).filter(([, items]) => items?.length !== 0);
  return JSON.stringify(plan.phases.map((phase) => [phase.id, sections(phase)]));
}

/** What every item says, by id: all but the place where it stands. */
function contentsOf(plan: Plan): string {
  const said = [...placedItems(plan)].map(({ item }) => {
    const attachments = item.attachments.map((attachment) => ({ ...attachment, line: 0 }));
    return [item.id, { ...item, attachments, children: [], at: 0, line: 0 }] as const;
  });
  return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}
