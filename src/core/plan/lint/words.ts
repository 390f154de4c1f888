import { doubtfulAdvice, providers, type RetiredTerm, retiredTerms } from "../../data/plan-terms";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import type { PlanDocument, PlanLine } from "./document";
import { matchesIn, morePlaces, type PlanFinding, reviewFix, spanIn } from "./finding";
import { Groups } from "./groups";

/** `[Your Name]`: every one stands for something else. */
const blank =
  /\[(?:your|insert|enter|fill in|current|company|placeholder|todo|tbd|tbc|project name|app name|product name)\b[^\][\n]{0,40}\](?![([:])/gi;
/** `Lead: [Name]`, `as of [Date]`. */
const field =
  /(?<=[:|@(,][ ]?(?:\*\*[ ])?|[a-z][ ])\[(?:[A-Z][A-Za-z]{1,15}[ /]){0,3}(?:Name|Date|Email|Phone(?: Number)?|URL|NAME|DATE|EMAIL)\](?![([:])/g;
/** `<your-app>`, `yourdomain.com`, `your-256-bit-secret-key`, `YOUR_API_KEY`: the same thing wherever it stands. */
const standIn =
  /<your[-_ ][^<>\n]{1,40}>|(?<![-#\w])your(?:[-_][a-z\d]+){1,8}(?:\.[a-z\d-]+){0,3}|\byour(?:domain|site|app|company|project|server)\.[a-z]{2,6}\b|\bYOUR(?:_[A-Z\d]+){1,8}\b/gi;
const open = /[:|][ ]{0,3}(?:\*\*[ ]?)?(TBD|TBC|TODO|FIXME|XXX|\?\?\?)(?=[ ]{0,3}(?:[|),(*]|$))/g;
const template = /(?<!\$)\{\{ ?[A-Za-z][\w ]{1,30}\}\}/g;

/** A value that is set from outside: no plan should hold more than a stand-in for it. */
const assigned = /\b[A-Z][A-Z\d_]{2,60}[=:][ ]?(?:"[^"]{0,200}|'[^']{0,200}|\S{0,200})$/;
const example =
  /(?:\be\.?g\.|\bfor example\b|\bsuch as\b|\bexample:|\bz\. ?B\.|\bbeispielsweise\b)[^;)\n]{0,40}$/i;

/** What a template left for the team to fill in. */
export function* leftPlaceholders({ lines }: PlanDocument): Generator<PlanFinding> {
  const standIns = new Groups<string, Span>();
  for (const line of lines) {
    if (line.kind === "comment") continue;
    const blanks = line.text.includes("[")
      ? [...matchesIn(line.text, blank), ...matchesIn(line.text, field)]
      : [];
    for (const match of new Map(blanks.map((one) => [one.index, one])).values()) {
      const before = line.text.slice(Math.max(0, match.index - 240), match.index);
      if (!assigned.test(before)) yield placeholder(match[0], spanIn(line, match.index, match[0].length));
    }
    for (const match of line.kind === "code" ? [] : matchesIn(line.text, open)) {
      const word = match[1] ?? "";
      yield placeholder(word, spanIn(line, match.index + match[0].length - word.length, word.length));
    }
    for (const match of line.kind === "code" ? [] : matchesIn(line.text, template)) {
      yield placeholder(match[0], spanIn(line, match.index, match[0].length));
    }
    for (const match of matchesIn(line.text, standIn)) {
      const before = line.text.slice(Math.max(0, match.index - 240), match.index);
      if (assigned.test(before) || example.test(before)) continue;
      const key = match[0].toLowerCase();
      standIns.add(key, spanIn(line, match.index, match[0].length));
    }
  }
  for (const [at, ...more] of standIns.all()) {
    if (at) yield placeholder(text(lines, at), at, more.length);
  }
}

function text(lines: readonly PlanLine[], { start, end }: Span): string {
  const line = lines.findLast((one) => one.start <= start);
  return line ? line.text.slice(start - line.start, end - line.start) : "";
}

function placeholder(written: string, at: Span, more = 0): PlanFinding {
  const places = morePlaces(more);
  const message = `\`${written}\` is a placeholder${places && ` (${places})`}: write what it stands for.`;
  return { rule: "plan/placeholder-left", severity: "info", at, message, fixes: [] };
}

/** A line that speaks of leaving something, or of what was: it names the old on purpose. */
const leaving =
  /\b(?:no longer|not|isn['’]t|don['’]t|instead of|rather than|replac(?:e|es|ed|ing|ement)|migrat\w{1,6}|mov(?:e|ed|ing) (?:away|off|from)|upgrad\w{1,4}|retired|gone|discontinued|deprecated|end[- ]of[- ]life|eol|ended|remov(?:e|ed|ing)|drop(?:ped|ping)?|avoid|never|formerly|legacy|statt|nicht|keine?|ersetz\w{1,4}|abgelöst|migrier\w{1,4}|veraltet\w{0,2}|entfern\w{1,3}|lösch\w{1,3}|abschalt\w{1,2}|bisher\w{0,3}|lief|früher)(?!\p{L})/iu;

/** Whether a line, or the sentence that it goes on with, names what it names in order to leave it. */
export function isLeaving(line: PlanLine, lines: readonly PlanLine[]): boolean {
  if (line.kind === "code") return false;
  if (leaving.test(line.text)) return true;
  const above = lines[line.index - 1];
  const isProse = (one: PlanLine | undefined) =>
    one?.kind === "text" && one.text.trim() !== "" && !/^\s*(?:[-*+|>#]|\d+[.)]|[\w-]+:)/.test(one.text);
  return isProse(line) && isProse(above) && leaving.test(above?.text ?? "");
}

/** Plans, offers and commands that did not exist any more on `today` (`YYYY-MM-DD`). */
export function* outdatedTerms(document: PlanDocument, today: string): Generator<PlanFinding> {
  for (const term of retiredTerms.terms) {
    if (term.since > today) continue;
    const places = placesOf(term, document);
    if (term.rule === "plan/outdated-term") {
      for (const { at } of places) yield outdated(term, [at], "warning");
    } else for (const group of together(places)) yield outdated(term, group, "info");
  }
}

interface Place {
  readonly at: Span;
  readonly line: PlanLine;
}

function placesOf({ pattern, of }: RetiredTerm, { lines }: PlanDocument): Place[] {
  const places: Place[] = [];
  for (const line of lines) {
    if (line.kind === "comment") continue;
    for (const match of matchesIn(line.text, pattern)) {
      if (isLeaving(line, lines) || (of && !isOffer(of, lines, line, match.index))) continue;
      places.push({ at: spanIn(line, match.index, match[0].length), line });
    }
  }
  return places;
}

/** Whether the company spoken of at a place is the one that `of` names: in its line, else in the lines above it. */
function isOffer(of: RegExp, lines: readonly PlanLine[], line: PlanLine, at: number): boolean {
  const own = named(line.text.slice(0, at)).at(-1) ?? named(line.text.slice(at))[0];
  if (own !== undefined) return of.test(own);
  for (let i = line.index - 1; i >= Math.max(0, line.index - 12); i--) {
    const above = lines[i];
    if (!above || (above.headings !== line.headings && above.headings.join() !== line.headings.join())) break;
    const last = named(above.text).at(-1);
    if (last !== undefined) return of.test(last);
  }
  const heading = line.headings.toReversed().flatMap(named)[0];
  return heading !== undefined && of.test(heading);
}

function named(text: string): string[] {
  return text.match(providers) ?? [];
}

/** Places of one listing, and places in lines close to each other, make one group. */
function together(places: readonly Place[]): Span[][] {
  const groups: { readonly spans: Span[]; last: PlanLine }[] = [];
  for (const { at, line } of places) {
    const group = groups.at(-1);
    const isNear =
      group &&
      (line.listing
        ? line.listing === group.last.listing
        : line.index - group.last.index <= 5 && !group.last.listing);
    if (group && isNear) {
      group.spans.push(at);
      group.last = line;
    } else groups.push({ spans: [at], last: line });
  }
  return groups.map(({ spans }) => spans);
}

function outdated(
  { rule, message, use }: RetiredTerm,
  spans: readonly Span[],
  severity: PlanFinding["severity"],
): PlanFinding {
  const at = spans[0] ?? { start: 0, end: 0 };
  const places = morePlaces(spans.length - 1);
  const title = `Replace by \`${use}\`${places && ` here and in ${places}`}`;
  const fixes =
    use === undefined
      ? []
      : [
          reviewFix(
            title,
            spans.map((one) => replacement(one, use)),
          ),
        ];
  return { rule, severity, at, message: places ? `${message} It stands in ${places} here.` : message, fixes };
}

/** What a plan advises against better knowledge. */
export function* doubtful({ lines }: PlanDocument): Generator<PlanFinding> {
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.kind === "comment") continue;
    for (const { pattern, rule, severity, message } of doubtfulAdvice) {
      for (const match of matchesIn(line.text, pattern)) {
        const token = match.groups?.token ?? match[0];
        if (seen.has(`${rule} ${line.index}`)) continue;
        seen.add(`${rule} ${line.index}`);
        const at = spanIn(line, match.index + match[0].lastIndexOf(token), token.length);
        yield { rule, severity, at, message, fixes: [] };
      }
    }
  }
}
