import type { Span } from "../../text/span";
import { cleanTitle } from "../title";
import type { PlanDocument, PlanLine } from "./document";
import { matchesIn, type PlanFinding, spanIn } from "./finding";
import { Groups } from "./groups";
import { milestoneOf } from "./milestones";

/** Something that a plan sets itself, with a number or a grade. */
interface Claim {
  /** What it is about: only claims about the same are compared. */
  readonly subject: string;
  readonly value: string;
  readonly at: Span;
  readonly line: PlanLine;
}

const kinds =
  /\b(unit|integration|component|e2e|end-to-end|backend|frontend|api|line|branch|statement|function)\b/gi;
/** What is so today is no goal. */
const today =
  /\b(?:current(?:ly)?|now|today|actual|already|achieved|complete[d]?|passed|from|was|aktuell|derzeit|bisher|erreicht|requirement)\b/i;

/** So many claims about one thing are compared with the next. */
const MAX_CLAIMS = 50;

/** The same goal set twice, differently: 70 % here and 80 % there, an A and an A+. */
export function* conflictingClaims({ lines }: PlanDocument): Generator<PlanFinding> {
  const first = new Groups<string, Claim>();
  const reported = new Set<string>();
  for (const line of lines) {
    if (line.kind === "comment") continue;
    for (const claim of claimsIn(line, lines)) {
      const known = first.of(claim.subject);
      const other = known.find((one) => one.value !== claim.value && isSameScope(one.line, claim.line));
      const key = `${claim.subject} ${[other?.value, claim.value].toSorted().join()}`;
      if (known.length < MAX_CLAIMS) first.add(claim.subject, claim);
      if (!other || reported.has(key)) continue;
      reported.add(key);
      const message = `Line ${other.line.index + 1} says ${other.value} for ${claim.subject}, this says ${claim.value}: set one goal.`;
      yield { rule: "plan/claim-conflict", severity: "warning", at: claim.at, message, fixes: [] };
    }
  }
}

function* claimsIn(line: PlanLine, lines: readonly PlanLine[]): Generator<Claim> {
  if (!/\d\s?%|\d\s?(?:min(?:ute)?s?|hours?|h|m)\b|\b[ABC][+-]?(?![\w+-])/.test(line.text)) return;
  yield* coverage(line);
  yield* uptime(line, ownerOf(line, lines));
  yield* recovery(line, ownerOf(line, lines));
  yield* grades(line);
}

function* coverage(line: PlanLine): Generator<Claim> {
  const match = /\b(?:coverage|testabdeckung|abdeckung)\b/i.exec(line.text);
  const isOfTests =
    /\b(?:tests?|code|unit|integration|component|e2e|jest|vitest|pytest)\b|\btestabdeckung\b/i;
  if (!match || !isOfTests.test(line.text) || today.test(line.text)) return;
  const shares = [...matchesIn(line.text, /(?<![\d.])(\d{2,3})\s?%/g)];
  const [share] = shares;
  if (!share?.[1] || shares.length > 1) return;
  // `Unit tests: 80 % coverage` speaks of unit tests; a heading such as `Backend` narrows it.
  const named = [...new Set(line.text.toLowerCase().match(kinds) ?? [])].toSorted().join(" ");
  const subject = named === "" ? "test coverage" : `the coverage of ${named} tests`;
  yield { subject, value: `${share[1]} %`, at: spanIn(line, share.index, share[0].length), line };
}

/** What a line that is indented belongs to: `Database server:`. Two servers may promise different things. */
function ownerOf(line: PlanLine, lines: readonly PlanLine[]): string {
  const depth = depthOf(line);
  if (depth === 0) return "";
  for (let i = line.index - 1; i >= Math.max(0, line.index - 30); i--) {
    const above = lines[i];
    if (!above || above.listing !== line.listing) break;
    if (above.text.trim() !== "" && depthOf(above) < depth)
      return ` of “${cleanTitle(above.text.replace(/^[\s*+•-]+/, "")).slice(0, 40)}”`;
  }
  return "";
}

function depthOf({ text }: PlanLine): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

function* uptime(line: PlanLine, owner: string): Generator<Claim> {
  if (!/\b(?:uptime|availability|verfügbarkeit)\b/i.test(line.text) || today.test(line.text)) return;
  const shares = [...matchesIn(line.text, /(?<![\d.])(9\d(?:[.,]\d{1,3})?)\s?%/g)];
  const [share] = shares;
  if (!share?.[1] || shares.length > 1) return;
  const value = `${share[1].replace(",", ".")} %`;
  yield { subject: `the availability${owner}`, value, at: spanIn(line, share.index, share[0].length), line };
}

function* recovery(line: PlanLine, owner: string): Generator<Claim> {
  for (const match of line.text.matchAll(
    /^[\s>*_+-]*(?:\[.\] ?)?[*_]{0,2}(RTO|RPO)\b[^\n\d;,|]{0,40}?(\d{1,3})\s?(minutes?|mins?|hours?|h|m)\b/g,
  )) {
    const [whole, name = "", number = "", unit = ""] = match;
    const minutes = Number(number) * (unit.startsWith("h") ? 60 : 1);
    const from = match.index + whole.lastIndexOf(number, whole.length - unit.length);
    yield {
      subject: `${name}${owner}`,
      value: minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`,
      at: spanIn(line, from, match.index + whole.length - from),
      line,
    };
  }
}

const graded =
  /(?<![\w+-])([AB][+-]?)(?=\s(?:ssl |tls |security )?(?:rating|grade|score|note)\b|\s(?:on|at|bei)\s(?:ssl labs|securityheaders|observatory))|\b(?:rating|grade|score|note)(?: of|:| ≥| >=)? ([AB][+-]?)(?![\w+-])/gi;

function* grades(line: PlanLine): Generator<Claim> {
  for (const match of matchesIn(line.text, graded)) {
    const value = match[1] ?? match[2] ?? "";
    if (value !== value.toUpperCase()) continue;
    const from = match.index + match[0].lastIndexOf(value);
    yield { subject: `the rating${ofWhat(line)}`, value, at: spanIn(line, from, value.length), line };
  }
}

/** What is rated: named in the line, or the heading that it stands under. */
function ofWhat({ headings }: PlanLine): string {
  return headings.length === 0 ? "" : ` in “${headings.at(-1)}”`;
}

/** Goals of different stages differ on purpose: those of the first version, those of the full one. */
function isSameScope(a: PlanLine, b: PlanLine): boolean {
  const stages = [milestoneOf(a.headings), milestoneOf(b.headings)];
  if (stages[0] !== undefined && stages[1] !== undefined && stages[0] !== stages[1]) return false;
  const steps = [a, b].map(({ headings }) =>
    headings.find((title) => /^(?:week|phase|sprint|month|day|stage|woche)\b.{0,4}\d/i.test(title)),
  );
  return steps[0] === undefined || steps[1] === undefined || steps[0] === steps[1];
}
