import type { ItemView } from "../core/plan/view";

/** Which items tree and checklist leave over. */
export type ItemFilter = "all" | "open" | "mine" | "due" | "critical" | "unverified" | "regressed";

/** What a filter compares items with. */
export interface FilterBasis {
  /** Who uses the editor, as `owner` names people; undefined where that is not known. */
  readonly me: string | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** How many days ahead something counts as due. */
export const DUE_DAYS = 7;

/**
 * Whether an item without boxes below it passes: a parent is as far as its children. `owner` is the item's own or that
 * of what it stands below.
 */
export function passesFilter(
  item: ItemView,
  filter: ItemFilter,
  { me, today }: FilterBasis,
  owner = item.owner,
): boolean {
  switch (filter) {
    case "all":
      return true;
    case "open":
      return isOpen(item);
    case "mine":
      return me !== undefined && owner !== undefined && plain(owner) === plain(me) && item.shown !== "na";
    case "due":
      return isOpen(item) && item.due !== undefined && item.due <= daysAfter(today, DUE_DAYS);
    case "critical":
      return item.priority === "critical" && item.shown !== "na";
    case "unverified":
      return item.shown === "claimed";
    case "regressed":
      return item.shown === "regressed";
  }
}

/** Whether there is something left to do: what has regressed is open again. */
export function isOpen({ shown }: ItemView): boolean {
  return shown !== "claimed" && shown !== "verified" && shown !== "waived" && shown !== "na";
}

/** The day that lies `days` after another one, by the calendar; both `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return Number.isNaN(date.getTime()) ? day : date.toISOString().slice(0, 10);
}

function plain(name: string): string {
  return name.trim().replace(/^@/, "").toLowerCase();
}
