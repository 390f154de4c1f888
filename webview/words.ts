import type { Claim, Estimate, Level, Money, Priority } from "../src/core/plan/model";
import type { Range, Shown } from "../src/core/plan/view";

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

export const levelWords: Readonly<Record<Level, string>> = {
  poc: "Proof of concept",
  mvp: "First version",
  production: "Production",
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

/** Two days as "23 Nov to 2 Dec", one of them where both are the same. */
export function periodWords(first: string, last: string, today: Date, language: string): string {
  const [from, to] = [first, last].map((day) => dueWords(day, today, language));
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** Working days as "2 to 3 days"; parts of a day to one digit. */
export function daysWords({ low, high }: Range): string {
  const [from, to] = [low, high].map((days) => String(Math.round(days * 10) / 10));
  if (from === to) return plural(Number(from), "day", "days");
  return `${from} to ${to} days`;
}

/** A sum as "$42 to 60"; a currency of letters stands behind it. */
export function amountWords({ low, high, currency = "" }: Money, language: string): string {
  const number = (amount: number) => amount.toLocaleString(language, { maximumFractionDigits: 2 });
  const amount = low === high ? number(low) : `${number(low)} to ${number(high)}`;
  return /^[A-Z]{2,}$/i.test(currency) ? `${amount} ${currency}` : `${currency}${amount}`;
}

const periods: Readonly<Record<Money["per"], string>> = {
  month: " a month",
  year: " a year",
  once: " once",
};

/** A sum with the time it is for: "$42 to 60 a month". */
export function moneyWords(money: Money, language: string): string {
  return `${amountWords(money, language)}${periods[money.per]}`;
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
