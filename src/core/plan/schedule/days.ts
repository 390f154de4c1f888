import type { Estimate } from "../model";
import type { Range } from "../view";

/** Hours of a working day where the plan does not say. */
const HOURS_PER_DAY = 8;
const DAYS_PER_WEEK = 5;

/**
 * `2d..3d`, `8h`, `30m`, `2w..` as a range of working days; a range that is open above ends where it begins. Undefined
 * for what is no estimate.
 */
export function daysOf(estimate: Estimate | undefined, hoursPerDay = HOURS_PER_DAY): Range | undefined {
  const match = /^(\d+(?:\.\d+)?)([mhdw])(?:\.\.(?:(\d+(?:\.\d+)?)([mhdw]))?)?$/.exec(estimate ?? "");
  if (!match?.[1] || !match[2]) return undefined;
  const inDays = (amount: string, unit: string) => {
    const number = Number(amount);
    if (unit === "w") return number * DAYS_PER_WEEK;
    if (unit === "d") return number;
    return unit === "h" ? number / hoursPerDay : number / 60 / hoursPerDay;
  };
  const low = inDays(match[1], match[2]);
  const high = match[3] && match[4] ? inDays(match[3], match[4]) : low;
  return { low: Math.min(low, high), high: Math.max(low, high) };
}

/**
 * The working day (Monday to Friday) that is `days` after `start`, both as `YYYY-MM-DD`; days that are begun count
 * whole. `start` itself is day 0, moved to Monday when it is a weekend. Undefined where `start` is no date.
 */
export function addWorkingDays(start: string, days: number): string | undefined {
  const time = Date.parse(`${start}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(start) || Number.isNaN(time) || !Number.isFinite(days)) return undefined;
  const date = new Date(time);
  const skipWeekend = () => {
    while (date.getUTCDay() === 0 || date.getUTCDay() === 6) date.setUTCDate(date.getUTCDate() + 1);
  };
  skipWeekend();
  const whole = Math.min(Math.ceil(round(days)), MAX_DAYS);
  date.setUTCDate(date.getUTCDate() + Math.floor(whole / DAYS_PER_WEEK) * 7);
  for (let left = whole % DAYS_PER_WEEK; left > 0; left--) {
    date.setUTCDate(date.getUTCDate() + 1);
    skipWeekend();
  }
  return date.toISOString().slice(0, 10);
}

/** Forty years: what a plan says beyond that is a mistake, and dates end somewhere. */
const MAX_DAYS = 10_000;

/** Without the noise of adding thirds of a day: nine digits are far below a second. */
export function round(days: number): number {
  return Math.round(days * 1e9) / 1e9;
}

export function addRanges(a: Range, b: Range): Range {
  return { low: a.low + b.low, high: a.high + b.high };
}
