import type { MarkdownTable } from "../../files/markdown/ast";
import { type Span, span } from "../../text/span";
import { readHeadingAnnotations } from "../annotations";
import { parseEstimate } from "../estimate";
import type { Estimate, Phase, Plan } from "../model";
import { addRanges, daysOf } from "../schedule/days";
import { type Forecast, forecast } from "../schedule/schedule";
import { cleanTitle } from "../title";
import type { Range } from "../view";
import { durationColumn } from "../vocabulary";
import type { PlanDocument, PlanLine } from "./document";
import { type PlanFinding, spanIn } from "./finding";

/** A stated time may be rounded, up to this share of it. */
const TOLERANCE = 0.15;
/** How much wider than what it holds a stated range may be. */
const WIDE = 1.6;

/** Times that a plan states and that its own steps do not add up to. */
export function* wrongTimes(document: PlanDocument): Generator<PlanFinding> {
  const { plan } = document;
  const taken = new Set<PlanLine>();
  for (const table of document.tables) yield* tableTotals(table, document);
  for (const line of document.lines) {
    const total = totalIn(line);
    if (!total) continue;
    const heading = headingOf(line, document);
    const steps = listAbove(line, document) ?? (heading && stepsBelow(heading, document));
    const summed = steps && sumOf(steps);
    for (const above of heading ? headingsAbove(heading, document) : []) taken.add(above);
    if (summed && !agrees(total.days, summed)) yield report(total.at, total.text, summed);
    if (!summed && heading) yield* totalOfPhases(total, heading, document);
  }
  for (const line of document.lines) {
    const stated = line.kind === "heading" && !taken.has(line) ? annotated(line) : undefined;
    const steps = stated && stepsBelow(line, document);
    const summed = steps && sumOf(steps);
    if (stated && summed && !agrees(stated.days, summed)) yield report(stated.at, stated.text, summed);
  }
  if (plan.format === "yaml") yield* longPhases(document);
  else yield* shortPlan(document);
}

/** A time that the opening of a plan states, and that its phases, each with a time of its own, cannot be done in. */
function* shortPlan({ plan, lines }: PlanDocument): Generator<PlanFinding> {
  const field = plan.details.fields.find(({ name }) =>
    /^(?:(?:estimated|total) )?(?:timeline|duration|time|dauer)$/i.test(name),
  );
  const value = field?.value.replace(/\s*[(,;].*$/u, "").trim() ?? "";
  const stated = closed(parseEstimate(value));
  const isComplete =
    plan.phases.length > 1 && plan.phases.every(({ estimate }) => closed(estimate) !== undefined);
  const line = lines.find(
    ({ text, kind }) => kind === "text" && text.includes(field?.name ?? "") && text.includes(value),
  );
  const times = stated && line && isComplete ? forecastOf(plan)?.schedule : undefined;
  if (!times || !stated || !line || times.duration.low <= stated.high * (1 + TOLERANCE)) return;
  const message = `The phases take ${words(times.duration)} one after another, not ${value}.`;
  const at = spanIn(line, line.text.indexOf(value), value.length);
  yield { rule: "plan/schedule-sum", severity: "info", at, message, fixes: [] };
}

interface Time {
  readonly at: Span;
  /** As it is written. */
  readonly text: string;
  readonly days: Range;
}

function timeOf(line: PlanLine, from: number, written: string): Time | undefined {
  const estimate = parseEstimate(written);
  const days = closed(estimate);
  return days && { at: spanIn(line, from, written.length), text: written, days };
}

/** An estimate that is open above says too little to be added up. */
function closed(estimate: Estimate | undefined): Range | undefined {
  return estimate?.endsWith("..") ? undefined : daysOf(estimate);
}

const duration = String.raw`[~≈]?\d{1,4}(?:[.,]\d)?(?: ?(?:-|–|to|bis) ?\d{1,4}(?:[.,]\d)?)?\+?[ -]?(?:minutes?|mins?|hours?|hrs?|h|(?:working |business )?days?|weeks?|months?|minuten|stunden?|tage?n?|wochen?|monate?)\b`;
const totalLine = new RegExp(
  String.raw`^[\s>*_\-+#]*(?:total|overall|gesamt(?:dauer|aufwand)?|insgesamt)\b[^:|\d]{0,40}:[\s*_]{0,4}(${duration})`,
  "iu",
);

/** `**Total estimated time: 2-3 weeks**` */
function totalIn(line: PlanLine): Time | undefined {
  if (line.kind === "code" || line.kind === "comment") return undefined;
  const match = totalLine.exec(line.text);
  return match?.[1] ? timeOf(line, match[0].length - match[1].length, match[1]) : undefined;
}

/** The time that a heading states of itself: `Deploy (8 hours)`, `Launch - 4-6 weeks`. */
function annotated(line: PlanLine): Time | undefined {
  const title = line.headings.at(-1) ?? "";
  if (!readHeadingAnnotations(title).estimate) return undefined;
  const found = [...line.text.matchAll(new RegExp(duration, "giu"))].at(-1);
  return found && timeOf(line, found.index, found[0]);
}

function headingOf(line: PlanLine, { lines }: PlanDocument): PlanLine | undefined {
  for (let i = line.index - 1; i >= 0; i--)
    if (lines[i]?.kind === "heading") return outermost(lines[i], lines);
  return undefined;
}

/** A total at the end of several steps belongs to the heading above these. */
function outermost(heading: PlanLine | undefined, lines: readonly PlanLine[]): PlanLine | undefined {
  let found = heading;
  for (let i = heading?.index ?? 0; found && annotated(found) && i >= 0; i--) {
    const line = lines[i];
    if (line?.kind === "heading" && levelOf(line) < levelOf(found)) found = line;
  }
  return found;
}

/** A heading and those that it stands under. */
function headingsAbove(heading: PlanLine, { lines }: PlanDocument): PlanLine[] {
  const found = [heading];
  for (let i = heading.index - 1; i >= 0; i--) {
    const line = lines[i];
    if (line?.kind === "heading" && levelOf(line) < levelOf(found.at(-1) ?? heading)) found.push(line);
  }
  return found;
}

function levelOf({ text }: PlanLine): number {
  return /^\s*(#{1,6})/.exec(text)?.[1]?.length ?? 2;
}

/** The times of the steps under a heading, where all of them state one; undefined where they do not. */
function stepsBelow(heading: PlanLine, { lines }: PlanDocument): Range[] | undefined {
  const below: PlanLine[] = [];
  for (let i = heading.index + 1; i < lines.length; i++) {
    const line = lines[i];
    if (line?.kind !== "heading") continue;
    if (levelOf(line) <= levelOf(heading)) break;
    below.push(line);
  }
  for (let level = levelOf(heading) + 1; level <= 6; level++) {
    const steps = below.filter((line) => levelOf(line) === level);
    if (steps.length === 0) continue;
    const times = steps.map((step) => annotated(step)?.days);
    if (times.every((time) => time === undefined)) {
      if (steps.length > 1) return undefined;
      continue;
    }
    return times.length > 1 && times.every((time) => time !== undefined) ? times : undefined;
  }
  return undefined;
}

/** The times in the lines of the list that ends with a total. */
function listAbove(total: PlanLine, { lines }: PlanDocument): Range[] | undefined {
  if (!/^\s*[-*+|]/.test(total.text)) return undefined;
  const times: (Range | undefined)[] = [];
  for (let i = total.index - 1; i >= 0 && /^\s*[-*+]\s/.test(lines[i]?.text ?? ""); i--) {
    const line = lines[i];
    const found =
      line &&
      new RegExp(String.raw`(?::|[-–—(])\s*(?:\*\*)?(${duration})\)?(?:\*\*)?\s*$`, "iu").exec(
        line.text,
      )?.[1];
    times.push(found ? closed(parseEstimate(found)) : undefined);
  }
  return times.length > 1 && times.every((time) => time !== undefined) ? times : undefined;
}

function* tableTotals(table: MarkdownTable, { text }: PlanDocument): Generator<PlanFinding> {
  const column = timeColumn(table, text);
  if (column < 1) return;
  const times: (Range | undefined)[] = [];
  let total: { readonly at: Span; readonly text: string; readonly days: Range } | undefined;
  for (const row of table.rows) {
    const [name, cell] = [row[0], row[column]];
    if (!name || !cell) continue;
    const written = cleanTitle(text.slice(cell.start, cell.end));
    const days = closed(parseEstimate(written));
    if (!/^(?:total|sum|gesamt|summe)\b/i.test(cleanTitle(text.slice(name.start, name.end))))
      times.push(days);
    else if (days) {
      const from = text.indexOf(written, cell.start);
      const at = from === -1 || from > cell.end ? cell : span(from, from + written.length);
      total = { at, text: written, days };
    }
  }
  const steps = times.filter((time) => time !== undefined);
  if (!total || steps.length < 2 || steps.length < times.length || needsColumn(table, text) > 0) return;
  const summed = sumOf(steps);
  if (!agrees(total.days, summed)) yield report(total.at, total.text, summed);
}

function timeColumn({ header }: MarkdownTable, text: string): number {
  return header.findIndex(({ start, end }) => durationColumn.test(cleanTitle(text.slice(start, end))));
}

function needsColumn({ header }: MarkdownTable, text: string): number {
  return header.findIndex(({ start, end }) =>
    /^(?:depends on|dependenc(?:y|ies)|after|requires|abhängig von|voraussetzung(?:en)?)$/i.test(
      cleanTitle(text.slice(start, end)),
    ),
  );
}

/**
 * A total under a table of the plan's phases: less than its longest chain takes is too little, and so is a total that
 * leaves out what comes before the table's phases.
 */
function* totalOfPhases(
  total: Time,
  heading: PlanLine,
  { plan, tables, lineAt }: PlanDocument,
): Generator<PlanFinding> {
  const above = tables.findLast(({ at }) => at.start < total.at.start);
  const isOwn = above && at(lineAt(above.at.start)) >= heading.index;
  const times = isOwn ? forecastOf(plan) : undefined;
  if (!times) return;
  const { duration: chain, serial, outside } = times.schedule;
  const firstInTable = plan.phases.find(({ id }) => times.phases.has(id) && !outside.includes(id));
  const before = plan.phases.flatMap((phase) => {
    const isFirst = outside.includes(phase.id) && phase.line < (firstInTable?.line ?? 0);
    const days = isFirst ? ownDays(phase) : undefined;
    return days ? [{ title: phase.title, days }] : [];
  });
  const extra = sumOf(before.map(({ days }) => days));
  const least = addRanges(chain, extra);
  const most = addRanges(serial, extra);
  const isEnough =
    total.days.high >= least.low * (1 - TOLERANCE) && total.days.high >= least.high * (1 - TOLERANCE);
  const isTooMuch = total.days.low > most.high * (1 + TOLERANCE);
  if (isEnough && !isTooMuch) return;
  const names = before.map(({ title }) => `“${title.slice(0, 60)}”`).join(", ");
  const missing = names === "" ? "" : ` ${names}, which comes first, takes another ${words(extra)}.`;
  const message = `The phases add up to ${words(serial)}, ${words(chain)} on their longest chain, not ${total.text}.${missing}`;
  yield { rule: "plan/schedule-sum", severity: "info", at: total.at, message, fixes: [] };
}

/** What a phase states for itself, or for its outermost sections. */
function ownDays({ estimate, sections }: Phase): Range | undefined {
  const own = closed(estimate);
  if (own) return own;
  const stated = sections.filter((section) => closed(section.estimate) !== undefined);
  const depth = Math.min(...stated.map(({ parents }) => parents.length));
  const times = stated.flatMap((one) => (one.parents.length === depth ? (closed(one.estimate) ?? []) : []));
  return times.length > 0 ? sumOf(times) : undefined;
}

function at(line: PlanLine | undefined): number {
  return line?.index ?? -1;
}

function forecastOf(plan: Plan): Forecast | undefined {
  return forecast({ plan, leftOut: new Set(), doneShare: () => 0, today: undefined });
}

/** Phases of a YAML plan whose items, all with an estimate, take longer than the phase. */
function* longPhases({ plan, lines }: PlanDocument): Generator<PlanFinding> {
  const people = Math.max(1, plan.details.team?.size ?? 1);
  for (const phase of plan.phases) {
    const stated = closed(phase.estimate);
    const items = phase.sections.flatMap((section) => section.items);
    const times = items.map(({ estimate }) => closed(estimate));
    const known = times.filter((time) => time !== undefined);
    if (!stated || known.length < 2 || known.length < times.length) continue;
    const summed = sumOf(known);
    if (summed.low <= stated.high * people * (1 + TOLERANCE)) continue;
    const line = lines.find(({ index, text }) => index > phase.line && /^\s+estimate:/.test(text));
    const from = line ? line.text.indexOf(":") + 2 : 0;
    if (line)
      yield report(spanIn(line, from, line.text.trimEnd().length - from), phase.estimate ?? "", summed);
  }
}

function sumOf(ranges: readonly Range[]): Range {
  return ranges.reduce(addRanges, { low: 0, high: 0 });
}

function agrees(stated: Range, summed: Range): boolean {
  const holds = stated.low <= summed.low && summed.high <= stated.high;
  if (holds && stated.low < stated.high)
    return stated.high <= summed.high * WIDE && stated.low >= summed.low / WIDE;
  return isAbout(stated.low, summed.low) && isAbout(stated.high, summed.high);
}

function isAbout(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(a, b) + 1e-6;
}

function report(at: Span, written: string, summed: Range): PlanFinding {
  const message = `The steps add up to ${words(summed)}, not ${written}.`;
  return { rule: "plan/schedule-sum", severity: "info", at, message, fixes: [] };
}

/** Days in the unit that a person would choose. */
function words({ low, high }: Range): string {
  const [unit, size] =
    high < 0.5
      ? (["minute", 1 / 480] as const)
      : high < 1.5
        ? (["hour", 1 / 8] as const)
        : (["day", 1] as const);
  const number = (days: number) => String(Math.round((days / size) * 10) / 10);
  const [a, b] = [number(low), number(high)];
  return `${a === b ? a : `${a}–${b}`} ${unit}${b === "1" ? "" : "s"}`;
}
