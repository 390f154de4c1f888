import type { ItemView, PhaseView, PlanView } from "../view";

/** An item without boxes below it, and the phase it is in. */
export interface PlacedView {
  readonly item: ItemView;
  readonly phase: PhaseView;
}

/** The items of a plan that are work of their own, in order: boxes over others and repetitions are none. */
export function workOf({ phases }: PlanView): PlacedView[] {
  const below = (item: ItemView): ItemView[] =>
    item.children.length === 0 ? [item] : item.children.flatMap(below);
  return phases.flatMap((phase) =>
    phase.sections
      .flatMap(({ items }) => items.flatMap(below))
      .filter(({ aliasOf }) => aliasOf === undefined)
      .map((item) => ({ item, phase })),
  );
}

/** The first thing that contradicts an item, as `path:line message`, lines from 1. */
export function failureOf({ evidence }: ItemView): string | undefined {
  const first = evidence.find(({ kind }) => kind === "fails");
  return first && `${first.path}:${first.line + 1} ${first.message}`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Math.floor((part / whole) * 100)} %`;
}
