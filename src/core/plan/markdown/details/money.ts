import type { BudgetLine, BudgetTier, Money } from "../../model";
import { parseMoney } from "../../money";
import { IdPool, slug } from "../../slug";
import { cleanTitle } from "../../title";
import { type Chapter, fieldOf, type PlanSource } from "../chapters";
import { about, withoutMarks } from "./words";

/** One line of a budget as it stands in the text, with where. */
interface CostLine {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Budgets: lists and drawn trees of prices under headings about costs, one tier for each label or fence. What the plan
 * states is its `Total`, else a line such as `Monthly cost: $25-50` beside the list, else the sum in the heading.
 */
export function budgetsOf(source: PlanSource): BudgetTier[] {
  const tiers: BudgetTier[] = [];
  const ids = new IdPool();
  for (const chapter of source.chapters()) {
    if (!isAboutMoney(chapter)) continue;
    const groups = [
      costsOfLists(chapter, source),
      ...source
        .fences(chapter)
        .map((fence) => costsOfText(source.read(fence.content), source.lineOf(fence.content.start))),
    ];
    for (const costs of groups) {
      const tier = tierOf(chapter, costs, statedBeside(chapter, source), ids);
      if (tier) tiers.push(tier);
    }
  }
  return tiers;
}

/** The heading, or one above it, is about costs: `Minimum (0-100 users)` under `Monthly cost estimates`. */
function isAboutMoney(chapter: Chapter): boolean {
  for (let one: Chapter | undefined = chapter; one; one = one.parent)
    if (about.budget.test(one.title)) return true;
  return false;
}

function tierOf(
  { title, line }: Chapter,
  costs: readonly CostLine[],
  besideList: Money | undefined,
  ids: IdPool,
): BudgetTier | undefined {
  const lineIds = new IdPool();
  let stated: Money | undefined;
  let optional = false;
  const lines: BudgetLine[] = [];
  for (const cost of costs) {
    if (/^optional\b/i.test(cost.name)) optional = true;
    const money = parseMoney(priceIn(cost.value));
    if (!money) continue;
    if (about.total.test(cost.name)) stated ??= money;
    else if (!saysAgain.test(cost.name)) {
      const own = optional || /\boptional\b/i.test(`${cost.name} ${cost.value}`);
      lines.push({
        id: lineIds.take(slug(cost.name, 32)),
        title: cost.name,
        line: cost.line,
        cost: money,
        optional: own,
      });
    }
  }
  if (lines.length < 2) return undefined;
  stated ??= besideList ?? parseMoney(title.slice(title.lastIndexOf(":") + 1));
  return { id: ids.take(slug(title, 32)), title, line, asOf: undefined, lines, stated };
}

/** The sum that a line beside a list states: `**Monthly cost**: $25-50`. */
function statedBeside(chapter: Chapter, source: PlanSource): Money | undefined {
  return source
    .paragraphLines(chapter)
    .flatMap((text) => fieldOf(text) ?? [])
    .filter(({ name }) => about.budget.test(name))
    .map(({ value }) => parseMoney(priceIn(value)))
    .find((money) => money !== undefined);
}

function costsOfLists(chapter: Chapter, source: PlanSource): CostLine[] {
  return source.items(chapter).flatMap((item) => {
    const field = fieldOf(source.itemSource(item));
    return field ? [{ ...field, line: source.lineOf(item.at.start) }] : [];
  });
}

function costsOfText(text: string, first: number): CostLine[] {
  return text.split(/\r\n|\n|\r/).flatMap((raw, i) => {
    const written = withoutMarks(raw);
    const field = fieldOf(written);
    const name = field?.name ?? cleanTitle(written);
    return field || /^optional\b/i.test(name) ? [{ name, value: field?.value ?? "", line: first + i }] : [];
  });
}

/** A line that repeats a sum in other words: `For a start you only need: $59`. */
const saysAgain = /\b(?:you|we|only|in total|altogether|per user|saved?|savings?|insgesamt|nur)\b/i;

/** The price at the start of a text: `$25 (Supabase Pro)`, `~$100-120/month`, `Free tier`. */
function priceIn(value: string): string {
  const start = value.replace(/\s*(?:[(;]|,(?!\d{3}(?!\d))).*$/u, "").trim();
  return /^free\b/i.test(start) ? "free" : start;
}
