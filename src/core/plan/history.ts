import type { Item } from "./model";
import { readPlan } from "./read";

/** A plan's text as it was at the end of a day, `YYYY-MM-DD`. */
export interface PlanVersion {
  readonly day: string;
  readonly text: string;
}

/** How much was ticked at the end of a day. */
export interface BurnUpPoint {
  readonly day: string;
  readonly total: number;
  readonly done: number;
}

/** How claims grew over the versions of the plan at `path`: one point a day, in order; unreadable versions left out. */
export function burnUp(path: string, versions: readonly PlanVersion[]): BurnUpPoint[] {
  const days = new Map<string, BurnUpPoint>();
  for (const { day, text } of versions) {
    const { plan, editable } = readPlan(path, text);
    if (!editable) continue;
    const items = plan.phases.flatMap(({ sections }) =>
      sections.flatMap((section) => section.items.flatMap(leaves)),
    );
    const counted = items.filter(({ claim, aliasOf }) => claim !== "na" && aliasOf === undefined);
    days.set(day, {
      day,
      total: counted.length,
      done: counted.filter(({ claim }) => claim === "done").length,
    });
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function leaves(item: Item): Item[] {
  return item.children.length === 0 ? [item] : item.children.flatMap(leaves);
}
