import type { PlanView, Shown } from "../view";
import { workOf } from "./items";

/** How every item stood once: what a later state is compared with. */
export interface Baseline {
  readonly version: 1;
  readonly items: Readonly<Record<string, Shown>>;
}

/** An item that stands worse than it did. */
export interface Setback {
  readonly id: string;
  readonly title: string;
  readonly was: Shown;
  readonly now: Shown;
}

export function baselineOf(view: PlanView): Baseline {
  return { version: 1, items: Object.fromEntries(workOf(view).map(({ item }) => [item.id, item.shown])) };
}

/** The baseline in a text; undefined for any other text. */
export function readBaseline(text: string): Baseline | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("version" in value) || value.version !== 1)
      return undefined;
    const items = "items" in value ? value.items : undefined;
    return typeof items === "object" && items !== null && !Array.isArray(items)
      ? (value as Baseline)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Every item that was proven, claimed or accepted and is less now, each for itself. New items have nothing to lose. */
export function setbacks(view: PlanView, { items }: Baseline): Setback[] {
  return workOf(view).flatMap(({ item: { id, title, shown } }) => {
    const was = Object.hasOwn(items, id) ? items[id] : undefined;
    return was !== undefined && rankOf(shown) < rankOf(was) ? [{ id, title, was, now: shown }] : [];
  });
}

/** What does not apply is not worse than anything. */
function rankOf(shown: Shown): number {
  if (shown === "verified" || shown === "na") return 2;
  return shown === "claimed" || shown === "waived" ? 1 : 0;
}
