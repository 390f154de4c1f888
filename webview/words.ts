import type { Claim, Estimate, Priority } from "../src/core/plan/model";
import type { Shown } from "../src/core/plan/view";

/** How a shown state looks and what it means. The word always stands beside the icon. */
export interface StateWords {
  readonly word: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly meaning: string;
}

export const stateWords: Readonly<Record<Shown, StateWords>> = {
  open: { word: "open", icon: "circle-large", meaning: "Not done yet." },
  doing: { word: "doing", icon: "play-circle", meaning: "Somebody is working on it." },
  blocked: { word: "blocked", icon: "lock", meaning: "Waits for another item." },
  ready: {
    word: "ready",
    icon: "lightbulb",
    meaning: "Already true in the workspace; only the tick is missing.",
  },
  claimed: { word: "claimed", icon: "check", meaning: "Ticked, and nothing in the workspace proves it." },
  verified: { word: "verified", icon: "pass-filled", meaning: "Ticked, and proved by the workspace." },
  regressed: { word: "regressed", icon: "warning", meaning: "Ticked, but no longer true in the workspace." },
  waived: { word: "waived", icon: "shield", meaning: "Accepted as it is for now." },
  na: { word: "not applicable", icon: "circle-slash", meaning: "Left out of this launch, with a reason." },
};

export const claimWords: Readonly<Record<Claim, string>> = {
  todo: "To do",
  doing: "Doing",
  done: "Done",
  na: "Not applicable",
};

export const priorityWords: Readonly<Record<Priority, string>> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
};

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  m: ["minute", "minutes"],
  h: ["hour", "hours"],
  d: ["day", "days"],
  w: ["week", "weeks"],
};

/** `2d..3d` as "2 to 3 days", `2w..` as "2 weeks or more". What is written in another way stays as it is. */
export function estimateWords(estimate: Estimate): string {
  const match = /^(\d{1,4})([mhdw])(\.\.)?(?:(\d{1,4})([mhdw]))?$/.exec(estimate.trim());
  if (match === null) return estimate;
  const [, low = "", lowUnit = "", range, high, highUnit = ""] = match;
  if (high === undefined)
    return range === undefined ? amount(low, lowUnit) : `${amount(low, lowUnit)} or more`;
  if (range === undefined) return estimate;
  const from = lowUnit === highUnit ? low : amount(low, lowUnit);
  return `${from} to ${amount(high, highUnit)}`;
}

function amount(count: string, unit: string): string {
  const [one, many] = units[unit] ?? [unit, unit];
  return `${count} ${count === "1" ? one : many}`;
}

/** `2026-11-27` as "27 Nov", with the year when it is not this one. Not a date: as it is. */
export function dueWords(due: string, today: Date, language: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(due) ? new Date(`${due}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) return due;
  const year = date.getUTCFullYear() === today.getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString(language, { day: "numeric", month: "short", timeZone: "UTC", ...year });
}

/** Whether the day `due` has passed where the user is. */
export function isOverdue(due: string, today: Date): boolean {
  const pad = (part: number) => String(part).padStart(2, "0");
  const day = `${today.getFullYear()}-${pad(today.getMonth() + 1)}-${pad(today.getDate())}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(due) && due < day;
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
