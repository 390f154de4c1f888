import type { Item, ManualEvidence, Waiver } from "./model";

/** Whether a waiver still counts on the day `today` (`YYYY-MM-DD`); the day it names is the last. */
export function isWaived(waiver: Waiver | undefined, today: string | undefined): boolean {
  return waiver !== undefined && (today === undefined || today <= waiver.until);
}

/** What a person wrote down last. */
export function latestRecord({ records }: Pick<Item, "records">): ManualEvidence | undefined {
  return records.reduce<ManualEvidence | undefined>(
    (last, record) => (last === undefined || record.at >= last.at ? record : last),
    undefined,
  );
}

/**
 * The last day on which what a person wrote down counts, `YYYY-MM-DD`. Undefined where it counts for ever, where
 * nothing was written down, or where the text is no duration of days, weeks or hours.
 */
export function expiryOf(item: Pick<Item, "records" | "ttl">): string | undefined {
  const last = latestRecord(item);
  const match = /^(\d{1,4})([hdw])$/.exec(item.ttl ?? "");
  if (!last || !match?.[1]) return undefined;
  const time = Date.parse(last.at.length > 10 ? `${last.at.slice(0, 16)}Z` : `${last.at}T00:00:00Z`);
  if (Number.isNaN(time)) return undefined;
  const hours = Number(match[1]) * (match[2] === "h" ? 1 : match[2] === "d" ? 24 : 168);
  return new Date(time + hours * 3_600_000).toISOString().slice(0, 10);
}
