import type { Side } from "../../core/plan/reorder";
import type { ItemView, PhaseView, PlanView } from "../../core/plan/view";

/** Where an item goes: before or behind another one. */
export interface Destination {
  readonly targetId: string;
  readonly side: Side;
}

/** One step up or down among the items beside it, at their edge into the next section; undefined at the last edge. */
export function neighbourOf(view: PlanView, itemId: string, step: -1 | 1): Destination | undefined {
  for (const { sections } of view.phases) {
    const rows = sections.map(({ items }) => items).filter((items) => items.length > 0);
    const at = rows.findIndex((items) => rowWith(items, itemId));
    const row = rows[at] && rowWith(rows[at], itemId);
    if (!row) continue;
    const beside = row[row.findIndex(({ id }) => id === itemId) + step];
    if (beside) return { targetId: beside.id, side: step > 0 ? "after" : "before" };
    const next = row === rows[at] ? rows[at + step]?.at(step > 0 ? 0 : -1) : undefined;
    return next && { targetId: next.id, side: step > 0 ? "before" : "after" };
  }
  return undefined;
}

/** Where an item goes that is dropped on another: to its place, so that it moves by what lies between. */
export function dropOn(view: PlanView, itemId: string, targetId: string): Destination {
  const order = view.phases.flatMap(idsOf);
  return { targetId, side: order.indexOf(itemId) < order.indexOf(targetId) ? "after" : "before" };
}

/** The first item below a phase or a section: what is dropped on a group goes before it. */
export function firstOf({ sections }: Pick<PhaseView, "sections">): string | undefined {
  return sections.flatMap(({ items }) => items)[0]?.id;
}

function rowWith(items: readonly ItemView[], id: string): readonly ItemView[] | undefined {
  if (items.some((item) => item.id === id)) return items;
  for (const { children } of items) {
    const found = rowWith(children, id);
    if (found) return found;
  }
  return undefined;
}

function idsOf({ sections }: PhaseView): string[] {
  const below = (item: ItemView): string[] => [item.id, ...item.children.flatMap(below)];
  return sections.flatMap(({ items }) => items.flatMap(below));
}
