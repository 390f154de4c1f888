import type { MarkdownTable } from "../../files/markdown/ast";
import { type Span, span } from "../../text/span";
import { sumOf } from "../budget";
import type { BudgetTier, Money, Plan } from "../model";
import { parseMoney } from "../money";
import { cleanTitle } from "../title";
import type { PlanDocument, PlanLine } from "./document";
import { type PlanFinding, spanIn } from "./finding";

/** What a plan states may be rounded, up to this share of it. */
const TOLERANCE = 0.1;

const amount = String.raw`[$€£¥]?\s?\d{1,3}(?:[,.' ]\d{3})*(?:[.,]\d{1,2})?`;
const sum = new RegExp(
  String.raw`[~≈]?(?:USD|EUR|GBP|CHF)?\s?${amount}(?:\s?(?:-|–|—|to|bis|\.\.)\s?${amount})?\+?(?:\s?(?:USD|EUR|GBP|CHF|[€$£]))?`,
  "giu",
);

/** Sums that a plan states and that its own lines do not add up to. */
export function* wrongSums(document: PlanDocument): Generator<PlanFinding> {
  const { plan } = document;
  const seen = new Set<number>();
  for (const [index, tier] of plan.details.budget.entries()) {
    const end = plan.details.budget[index + 1]?.line ?? document.lines.length;
    for (const stated of statedIn(tier, end, document)) {
      if (seen.has(stated.at.start) || agrees(stated.money, tier)) continue;
      seen.add(stated.at.start);
      yield report(stated, tier);
    }
  }
  for (const table of document.tables) yield* tableSums(table, document.text);
  const [only] = plan.details.budget;
  if (!only || plan.details.budget.length > 1) return;
  for (const stated of statedOfAll(document, plan)) {
    if (!seen.has(stated.at.start) && !agrees(stated.money, only)) yield report(stated, only);
  }
}

/** The columns of a table of costs against their total. */
function* tableSums({ header, rows }: MarkdownTable, text: string): Generator<PlanFinding> {
  const read = (at: Span | undefined) => (at ? cleanTitle(text.slice(at.start, at.end)) : "");
  const last = rows.at(-1);
  if (!last || rows.length < 3 || !/^(?:total|sum|gesamt|summe)\b/i.test(read(last[0]))) return;
  for (const [column, title] of header.entries()) {
    const cell = last[column];
    if (
      column === 0 ||
      !cell ||
      !/\b(?:costs?|price|monthly|month|annual|yearly|budget|kosten|preis|usd|eur)\b|[$€£]/i.test(read(title))
    )
      continue;
    const costs = rows.slice(0, -1).map((row) => parseMoney(read(row[column]).replace(/\s*\(.*$/, "")));
    const stated = parseMoney(read(cell).replace(/\s*\(.*$/, ""));
    const known = costs.flatMap((cost) => cost ?? []);
    const summed = sumOf(known.map((cost) => ({ ...cost, per: "month" as const })));
    if (!stated || !summed || known.length < costs.length) continue;
    const isRight = isAbout(stated.low, summed.low) && isAbout(stated.high, summed.high);
    const holds = stated.low === stated.high && summed.low <= stated.low && stated.low <= summed.high;
    if (isRight || holds) continue;
    const message = `This column adds up to ${range(summed)}, not ${range(stated)}.`;
    yield { rule: "plan/budget-sum", severity: "warning", at: trimmed(cell, text), message, fixes: [] };
  }
}

function trimmed(at: Span, text: string): Span {
  const written = text.slice(at.start, at.end);
  const said = written.replace(/^[\s*_]+|[\s*_]+$/g, "");
  const from = at.start + written.indexOf(said);
  return span(from, from + said.length);
}

interface Stated {
  readonly at: Span;
  readonly money: Money;
}

const total =
  /^[\s\-*+|│├└─`•]*(?:\*\*|__)?\s*(?:[~≈]\s?)?(?:total|sum|gesamt|summe|monthly total|total_cost)\b/iu;
const besideList =
  /^[\s\-*+]*(?:\*\*|__)?(?:[\p{L} ]{0,30}\b)?(?:costs?|budget|kosten|price)\b[\p{L} ()]{0,20}(?:\*\*|__)?\s?:/iu;

/** The sums that are stated of one tier: in its heading, beside its lines, and as their total. */
function* statedIn(tier: BudgetTier, end: number, { lines, plan }: PlanDocument): Generator<Stated> {
  const own = new Set(tier.lines.map(({ line }) => line));
  const last = Math.max(tier.line, ...own);
  for (let i = tier.line; i < Math.min(end, last + 4); i++) {
    const line = lines[i];
    if (!line || own.has(i)) continue;
    if (i > tier.line && line.kind === "heading") return;
    const isOwnHeading = i === tier.line && plan.format === "markdown";
    if (!isOwnHeading && !total.test(line.text) && !besideList.test(line.text)) continue;
    // The users in a title are no money; its sum stands behind a colon.
    const from = line.text.lastIndexOf(":") + 1;
    if (isOwnHeading && from === 0) continue;
    const stated = moneyIn(line, from);
    if (stated) yield stated;
  }
}

/** What the opening of a plan says of its cost. */
function* statedOfAll({ lines }: PlanDocument, { details }: Plan): Generator<Stated> {
  const field = details.fields.find(({ name }) => /^(?:monthly )?(?:costs?|budget|kosten)$/i.test(name));
  if (!field) return;
  const line = lines.find(({ text }) => text.includes(field.name) && text.includes(field.value.slice(0, 12)));
  const stated = line && moneyIn(line, line.text.indexOf(":") + 1);
  if (stated) yield stated;
}

function moneyIn(line: PlanLine, from: number): Stated | undefined {
  const rest = line.text.slice(from);
  for (const match of rest.matchAll(sum)) {
    const written = match[0].trim();
    const unit = /^\s?(?:\/|per |a |pro |im )\s?(?:month|mo|monat|year|yr|jahr)\b/i.exec(
      rest.slice(match.index + match[0].length),
    )?.[0];
    const money = parseMoney(`${written}${unit ?? ""}`);
    if (money && (money.currency !== undefined || line.text.includes("total:")))
      return { money, at: spanIn(line, from + match.index + match[0].indexOf(written), written.length) };
  }
  return undefined;
}

/** Whether the lines add up to what is stated, with what is optional or without it. */
function agrees(stated: Money, tier: BudgetTier): boolean {
  const sums = sumsOf(tier);
  if (sums.length === 0 || stated.per === "once") return true;
  return sums.some((one) => {
    if (
      one.currency !== undefined &&
      stated.currency !== undefined &&
      !isSameCurrency(one.currency, stated.currency)
    )
      return true;
    const low = stated.per === "year" ? stated.low / 12 : stated.low;
    const high = stated.per === "year" ? stated.high / 12 : stated.high;
    // One number stands for a range that holds it.
    if (low === high && one.low < one.high)
      return isAbout(low, one.low) || isAbout(high, one.high) || (low > one.low && low < one.high);
    return isAbout(low, one.low) && isAbout(high, one.high);
  });
}

function sumsOf({ lines }: BudgetTier): Money[] {
  const firm = sumOf(lines.filter(({ optional }) => !optional).map(({ cost }) => cost));
  const all = sumOf(lines.map(({ cost }) => cost));
  return [firm, all].flatMap((one) => one ?? []);
}

const names: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };

function isSameCurrency(a: string, b: string): boolean {
  return (names[a] ?? a) === (names[b] ?? b);
}

function isAbout(stated: number, summed: number): boolean {
  return Math.abs(stated - summed) <= Math.max(1, TOLERANCE * Math.max(stated, summed));
}

function report({ at, money }: Stated, tier: BudgetTier): PlanFinding {
  const [firm, all] = sumsOf(tier).map((one) => range(one));
  const both = all === undefined || all === firm ? firm : `${firm}, with what is optional ${all}`;
  const message = `The lines of “${tier.title}” add up to ${both} a month, not ${range(money)}.`;
  return { rule: "plan/budget-sum", severity: "warning", at: span(at.start, at.end), message, fixes: [] };
}

function range({ low, high, currency = "" }: Money): string {
  const symbol = currency.length === 1 ? currency : "";
  const numbers = low === high ? `${symbol}${low}` : `${symbol}${low}–${high}`;
  return symbol === "" && currency !== "" ? `${numbers} ${currency}` : numbers;
}
