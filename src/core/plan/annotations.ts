import { collapse } from "../files/markdown/inline";
import { leadingEstimate, parseEstimate } from "./estimate";
import type { Estimate, Priority } from "./model";
import { estimateLabels, priorityLabels, priorityWords } from "./vocabulary";

/** What a title says about itself beside its name. */
export interface Annotations {
  /** The title without the brackets that held nothing else. */
  readonly title: string;
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
}

/**
 * Reads `(8 hours)`, `(Priority: Critical)`, `(Recommended - 1-2 hours)`, `… - 4-6 Weeks` and the like from the
 * plain text of a heading. `Day 3-4`, `(Weeks 1-2)` and `First 24 hours` say when, not how long.
 */
export function readHeadingAnnotations(text: string): Annotations {
  const read = readBrackets(text, () => true);
  let { title, estimate } = read;
  if (estimate === undefined) {
    const tail = /^(.{1,200}?)\s*[-–—:]\s+(~?\d[^-–—:]{0,20}(?:[-–—]\s?\d[^-–—:]{0,20})?)$/u.exec(title);
    estimate = tail?.[2] === undefined ? undefined : parseEstimate(tail[2]);
    if (estimate !== undefined) title = tail?.[1] ?? title;
  }
  estimate ??= leadingEstimate(title.slice(title.indexOf(":") + 1).trim());
  return { title, priority: read.priority, estimate };
}

/**
 * Reads the same from the text of an item, where brackets say more often what is to be done: `Keep logs (30
 * days)`, `Alert on load (high)`. Only `[2h]`, `(~2h)`, `(P1)` and labelled ones are taken.
 */
export function readItemAnnotations(text: string): Annotations {
  return readBrackets(text, (whole) => whole.startsWith("[") || /^\((?:~|est|p\d\)|prio)/i.test(whole));
}

const brackets = /[([]([^()[\]]{1,80})[)\]]/g;

/** Takes what the brackets say of which `accepts` is true; brackets that said nothing else leave the title. */
function readBrackets(text: string, accepts: (whole: string) => boolean): Annotations {
  let priority: Priority | undefined;
  let estimate: Estimate | undefined;
  const title = text.replace(brackets, (whole: string, inner: string) => {
    if (!accepts(whole)) return whole;
    const parts = inner.split(/[,;/]| [-–—] /u).map((part) => part.trim());
    const read = parts.map((part) => ({ priority: statedPriority(part), estimate: parseEstimate(part) }));
    priority ??= read.find((part) => part.priority)?.priority;
    estimate ??= read.find((part) => part.estimate)?.estimate;
    return read.every((part) => part.priority ?? part.estimate) ? "" : whole;
  });
  return { title: collapse(title).replace(/ (?=[:,.;](?:\s|$))/g, "") || text, priority, estimate };
}

/** The priority that `part` states: `Priority: High`, `high priority`, `P0`, or one of the four bare words. */
function statedPriority(part: string): Priority | undefined {
  const words = part
    .toLowerCase()
    .split(/[\s:=]+/)
    .filter((word) => word !== "");
  const named = words.filter((word) => !priorityLabels.has(word));
  const [only] = named;
  if (named.length !== 1 || only === undefined) return undefined;
  return words.length > 1 || /^(?:critical|high|medium|low|p[0-4])$/.test(only)
    ? priorityOf(only)
    : undefined;
}

/** The level that a single word names. */
export function priorityOf(word: string | undefined): Priority | undefined {
  const key = (word ?? "").toLowerCase();
  return Object.hasOwn(priorityWords, key) ? priorityWords[key] : undefined;
}

/** A line such as `Priority: CRITICAL` or `Estimated time: 2-3 days`, as plain text; undefined for any other. */
export function readFieldLine(line: string): Omit<Annotations, "title"> | undefined {
  const colon = line.indexOf(":");
  if (colon < 1 || colon > 40) return undefined;
  const label = line.slice(0, colon).trim().toLowerCase().split(/\s+/);
  const value = line.slice(colon + 1).trim();
  if (label.length === 1 && priorityLabels.has(label[0] ?? "")) {
    const priority = priorityOf(/^[\p{L}\d]+/u.exec(value.replace(/^[^\p{L}\d]+/u, ""))?.[0]);
    return priority && { priority, estimate: undefined };
  }
  if (label.length > 3 || !label.some((word) => estimateLabels.has(word))) return undefined;
  const estimate = parseEstimate(value);
  return estimate === undefined ? undefined : { priority: undefined, estimate };
}
