import { diff3Merge } from "node-diff3";
import { eolOf } from "../../text/lines";
import { placedItems } from "../item-ref";
import type { PlanReading } from "../model";
import { isYaml, readPlan } from "../read";
import { claimsOf, mergeClaims, withClaims } from "./claims";

export interface MergeLabels {
  readonly ours: string;
  readonly theirs: string;
}

export interface Merged {
  readonly text: string;
  /** How many places a person has to decide; their marks are in the text. */
  readonly conflicts: number;
}

/**
 * Merges two versions of the plan at `path` that came from `base`. Claims are merged item by item, so that ticks in
 * neighbouring lines never conflict, and items that both sides added are both kept; everything else is merged line by
 * line. What cannot be decided is marked the way git does.
 */
export function mergePlans(
  path: string,
  base: string,
  ours: string,
  theirs: string,
  labels: MergeLabels = { ours: "ours", theirs: "theirs" },
): Merged {
  const eol = eolOf(ours);
  const texts = [base, ours, theirs].map((text) => text.replace(/\r?\n/g, eol)) as [string, string, string];
  const readings = texts.map((text) => readPlan(path, text)) as [PlanReading, PlanReading, PlanReading];
  // A text that cannot be read is merged as any other text: nothing about its items is sure.
  if (readings.some(({ editable }) => !editable)) return mergeLines(texts, labels, () => undefined);
  const claims = mergeClaims(
    ...(readings.map(({ plan }) => claimsOf(plan)) as Parameters<typeof mergeClaims>),
  );
  const level = texts.map((text) => withClaims(path, text, claims)) as [string, string, string];
  const merged = mergeLines(level, labels, (one, other) => bothAdded(path, one, other));
  return merged.conflicts > 0 || isComplete(path, merged.text, readings)
    ? merged
    : mergeLines(texts, labels, () => undefined);
}

type Resolver = (ours: readonly string[], theirs: readonly string[]) => readonly string[] | undefined;

function mergeLines(
  [base, ours, theirs]: readonly [string, string, string],
  labels: MergeLabels,
  resolve: Resolver,
): Merged {
  const eol = eolOf(ours);
  let conflicts = 0;
  const out = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), {
    excludeFalseConflicts: true,
  }).flatMap(({ ok, conflict }) => {
    if (ok) return ok;
    if (!conflict) return [];
    const { a, o, b } = conflict;
    const resolved = o.length === 0 ? resolve(a, b) : undefined;
    if (resolved) return [...resolved];
    conflicts++;
    return [`<<<<<<< ${labels.ours}`, ...a, "=======", ...b, `>>>>>>> ${labels.theirs}`];
  });
  return { text: out.join(eol), conflicts };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** What both sides added at the same place, one behind the other, where both are whole items. */
function bothAdded(
  path: string,
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] | undefined {
  const [first, second] = [ours, theirs].map((lines) => lines.filter((line) => line.trim() !== ""));
  if (!first || !second || first.length === 0 || second.length === 0) return undefined;
  const isWhole = isYaml(path) ? areEntries : areBoxes;
  if (!isWhole(first) || !isWhole(second) || indentOf(first[0]) !== indentOf(second[0])) return undefined;
  const known = new Set(
    first.filter((line) => indentOf(line) === indentOf(first[0])).map((line) => line.trim()),
  );
  const isRepeated = second.some((line) => indentOf(line) === indentOf(second[0]) && known.has(line.trim()));
  return isRepeated ? undefined : [...ours, ...theirs];
}

/** `id:` and its fields, deeper. */
function areEntries(lines: readonly string[]): boolean {
  const indent = indentOf(lines[0]);
  return (
    indent > 0 &&
    lines.every(
      (line) => indentOf(line) > indent || (indentOf(line) === indent && /^\s+[\w.-]+:\s*$/.test(line)),
    )
  );
}

function areBoxes(lines: readonly string[]): boolean {
  const indent = indentOf(lines[0]);
  return lines.every(
    (line) =>
      indentOf(line) > indent || (indentOf(line) === indent && /^\s*(?:[-*+]|\d+[.)])\s+\[.\]\s/.test(line)),
  );
}

function indentOf(line = ""): number {
  return line.length - line.trimStart().length;
}

/** A last check: the merged text is a plan, and no item that a side added is missing. */
function isComplete(
  path: string,
  text: string,
  [base, ours, theirs]: readonly [PlanReading, PlanReading, PlanReading],
): boolean {
  const merged = readPlan(path, text);
  if (!merged.editable) return false;
  const count = ({ plan }: PlanReading) => [...placedItems(plan)].length;
  const kept = new Set([...placedItems(merged.plan)].map(({ key }) => key));
  const old = new Set([...placedItems(base.plan)].map(({ key }) => key));
  const added = [ours, theirs].flatMap(({ plan }) =>
    [...placedItems(plan)].filter(({ key }) => !old.has(key)),
  );
  return (
    added.every(({ key }) => kept.has(key)) &&
    (added.length > 0 || count(merged) <= Math.max(count(ours), count(theirs)))
  );
}
