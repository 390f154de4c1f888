import { readHeadingAnnotations } from "../annotations";
import { parseEstimate } from "../estimate";
import { daysOf } from "../schedule/days";
import type { Range } from "../view";
import type { PlanDocument, PlanLine } from "./document";
import { type PlanFinding, spanIn } from "./finding";
import { Groups } from "./groups";
import { milestoneOf } from "./milestones";

/** How long something takes, where the plan says it. */
interface Statement {
  /** Only times of the same are compared. */
  readonly subject: string;
  readonly written: string;
  readonly days: Range;
  /** Open above: at least so long. */
  readonly isOpen: boolean;
  readonly from: number;
  readonly line: PlanLine;
  readonly source: "heading" | "field" | "table" | "listing";
}

/** So many times of one thing are compared with each other. */
const MAX_STATEMENTS = 50;

/** The same stage or phase with two times that do not go together. */
export function* conflictingTimes(document: PlanDocument): Generator<PlanFinding> {
  const known = Groups.by(statementsIn(document), ({ subject }) => subject);
  for (const all of known.all()) {
    const statements = all.slice(0, MAX_STATEMENTS);
    if (isCountedTwice(statements)) continue;
    const reported = new Set<string>();
    for (const [i, statement] of statements.entries()) {
      const other = statements.slice(0, i).find((one) => !goTogether(one, statement));
      const key = [other?.written, statement.written].join(" ");
      if (!other || reported.has(key)) continue;
      reported.add(key);
      const message = `Line ${other.line.index + 1} gives ${statement.subject} ${other.written}, this gives it ${statement.written}: both cannot hold.`;
      const at = spanIn(statement.line, statement.from, statement.written.length);
      yield { rule: "plan/schedule-conflict", severity: "warning", at, message, fixes: [] };
    }
  }
  yield* tooManyWeeks(document);
  yield* otherWindows(document);
}

/** `1-2 weeks (week 19-22)`: the window is longer than the time, or shorter. */
function* otherWindows({ lines }: PlanDocument): Generator<PlanFinding> {
  for (const line of lines) {
    if (line.kind === "code" || line.kind === "comment") continue;
    const match =
      /(\d{1,2}(?: ?(?:-|–|to|bis) ?\d{1,2})? (weeks?|days?|wochen?|tage?))\s*[(,]\s*(weeks?|days?|wochen?|tage?) (\d{1,3}) ?[-–] ?(\d{1,3})\b/i.exec(
        line.text,
      );
    const stated = match && daysOf(parseEstimate(match[1] ?? ""));
    if (!match?.[1] || !stated || match[2]?.charAt(0).toLowerCase() !== match[3]?.charAt(0).toLowerCase())
      continue;
    const units = Number(match[5]) - Number(match[4]) + 1;
    const days = /^w/i.test(match[3] ?? "") ? units * 5 : units;
    if (units < 1 || (days >= stated.low * 0.9 && days <= stated.high * 1.1)) continue;
    const message = `${match[3]} ${match[4]} to ${match[5]} are ${units} ${match[3]?.replace(/s$/, "")}s, not ${match[1]}.`;
    const at = spanIn(line, match.index, match[1].length);
    yield { rule: "plan/schedule-conflict", severity: "warning", at, message, fixes: [] };
  }
}

/** Steps whose numbers start again elsewhere are others. */
function isCountedTwice(statements: readonly Statement[]): boolean {
  if (!statements[0]?.subject.startsWith("“")) return false;
  return (["heading", "table", "listing"] as const).some(
    (source) => statements.filter((one) => one.source === source).length > 1,
  );
}

/** One range that holds the other says the same with more or less care. */
function goTogether(a: Statement, b: Statement): boolean {
  const holds = (one: Statement, other: Statement) =>
    one.days.low <= other.days.low * 1.1 && (one.isOpen || other.days.high <= one.days.high * 1.1);
  return holds(a, b) || holds(b, a);
}

function* statementsIn({ lines, text }: PlanDocument): Generator<Statement> {
  if (!/\d/.test(text)) return;
  for (const line of lines) {
    if (line.kind === "heading") yield* inHeading(line);
    else if (line.kind === "code") yield* inListing(line);
    else if (line.kind === "text") {
      yield* inField(line);
      yield* inTable(line);
    }
  }
}

const duration =
  /[~≈]?\d{1,4}(?:[.,]\d)?(?: ?(?:-|–|to|bis) ?\d{1,4}(?:[.,]\d)?)?\+?[ -]?(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|minuten|stunden?|tage?n?|wochen?|monate?)\b\+?/giu;

function statement(
  line: PlanLine,
  subject: string,
  source: Statement["source"],
  within: string = line.text,
): Statement | undefined {
  const offset = line.text.indexOf(within);
  const found = [...within.matchAll(duration)].at(-1);
  const estimate = found && parseEstimate(found[0]);
  const days = daysOf(estimate);
  if (!found || !days || offset === -1) return undefined;
  const isOpen = estimate?.endsWith("..") ?? false;
  return { subject, written: found[0], days, isOpen, from: offset + found.index, line, source };
}

function* inHeading(line: PlanLine): Generator<Statement> {
  const title = line.headings.at(-1) ?? "";
  if (!readHeadingAnnotations(title).estimate) return;
  for (const subject of [stageOf(title), stepOf(title)]) {
    const found = subject === undefined ? undefined : statement(line, subject, "heading");
    if (found) yield found;
  }
}

const field =
  /^[\s>*_\-+]*(?:(?:estimated|total|expected|overall)\s+)?(?:(?:development|deployment|delivery|project|implementation)\s+)?(?:time|timeline|duration|effort|dauer|zeitplan)[*_]{0,2}\s?:[*_]{0,2}\s*(\S.*)$/iu;

/** `**Timeline**: 6-8 weeks` under a heading that names a stage. */
function* inField(line: PlanLine): Generator<Statement> {
  const value = field.exec(line.text)?.[1];
  const subject = stageOf(line.headings.at(-1) ?? "");
  const first = value?.replace(/\s*[(,;].*$/u, "").trim();
  const found =
    first && subject !== undefined && parseEstimate(first)
      ? statement(line, subject, "field", first)
      : undefined;
  if (found) yield found;
}

function* inTable(line: PlanLine): Generator<Statement> {
  if (!/^\s*\|/.test(line.text)) return;
  const cells = line.text.split("|").map((cell) => cell.trim());
  const subject = stepOf((cells[1] ?? "").replace(/[*_`]/g, ""));
  const time = cells.slice(2).find((cell) => parseEstimate(cell) !== undefined);
  const found =
    subject === undefined || time === undefined ? undefined : statement(line, subject, "table", time);
  if (found) yield found;
}

/** `DAY 1: Docker setup (8 hours)` in a summary. */
function* inListing(line: PlanLine): Generator<Statement> {
  if (line.listing?.language !== "" && line.listing?.language !== "text") return;
  const match = /^\s*([\p{L}]{3,9} \d[^()]{0,80})\(([^()]{2,30})\)\s*$/u.exec(line.text);
  const subject = match?.[1] && stepOf(match[1]);
  const found =
    subject && match?.[2] && parseEstimate(match[2])
      ? statement(line, subject, "listing", match[2])
      : undefined;
  if (found) yield found;
}

/** Words beside the name of a stage that leave it the stage as a whole. */
const plain = new Set(
  "a the to of for and in on option scenario variant level stage phase step plan deploy deployment launch release ship build production product version ready now limited recommended minimum minimal viable proof concept timeline scope estimate total path goal current state full scale initial first complete development b c d i ii iii".split(
    " ",
  ),
);

/** The stage that a title is about as a whole: `Option 2: MVP production`, and not `MVP backend`. */
function stageOf(title: string): string | undefined {
  const stage = milestoneOf([title]);
  if (stage === undefined) return undefined;
  const words = title
    .replace(duration, " ")
    .toLowerCase()
    .match(/\p{L}+/gu);
  const isPlain = (word: string) => plain.has(word) || /^(?:poc|mvp|beta|alpha|pilot|v)$/.test(word);
  return (words ?? []).every(isPlain) ? stage : undefined;
}

/** `Phase 2: …` as what it counts. */
function stepOf(title: string): string | undefined {
  const match =
    /^\W{0,6}(phase|week|day|step|stage|sprint|milestone|woche|tag|schritt)\s(\d{1,3}(?:\s?[-–]\s?\d{1,3})?[a-z]?)(?![\p{L}\d.])/iu.exec(
      title,
    );
  return match?.[1] && match[2] ? `“${match[1].toLowerCase()} ${match[2].replace(/\s/g, "")}”` : undefined;
}

/** A plan of four weeks whose phases end in week six. */
function* tooManyWeeks({ plan, lines }: PlanDocument): Generator<PlanFinding> {
  const stated = plan.details.fields.find(({ name }) =>
    /^(?:estimated )?(?:timeline|duration|zeitplan|dauer)$/i.test(name),
  );
  const value = stated?.value.replace(/\s*[(,;].*$/u, "").trim() ?? "";
  const estimate = parseEstimate(value);
  const days = estimate?.endsWith("..") ? undefined : daysOf(estimate);
  const line = lines.find(
    ({ text, kind }) => kind === "text" && text.includes(value) && text.includes(stated?.name ?? ""),
  );
  if (!stated || !days || !line || value === "") return;
  for (const phase of plan.phases) {
    const match = /\b(weeks?|days?|woche|tage?) (\d{1,3})(?: ?[-–] ?(\d{1,3}))?(?!\s?\+)/iu.exec(phase.title);
    if (!match || /\b(?:post|after|later|beyond|nach)\b|\+/i.test(phase.title)) continue;
    const last = Number(match[3] ?? match[2]);
    const unit = /^w/i.test(match[1] ?? "") ? "week" : "day";
    // Days may be counted by the calendar.
    const weeks = unit === "week" ? last : last / 7;
    if (weeks <= (days.high / 5) * 1.1) continue;
    const message = `“${phase.title.slice(0, 60)}” in line ${phase.line + 1} goes on to ${unit} ${last}: that is more than ${value}.`;
    const at = spanIn(line, line.text.indexOf(value), value.length);
    yield { rule: "plan/schedule-conflict", severity: "warning", at, message, fixes: [] };
    return;
  }
}
