import type { BudgetTier, Money } from "./model";
import type { BudgetView } from "./view";

/** What the lines of each tier add up to in a month. What is paid once does not count. */
export function budgetOf(tiers: readonly BudgetTier[]): BudgetView[] {
  return tiers.map(({ id, title, lines }) => ({
    id,
    title,
    total: sumOf(lines.filter((line) => !line.optional).map((line) => line.cost)),
    withOptional: sumOf(lines.map((line) => line.cost)),
  }));
}

/** A sum a month; undefined where there is nothing to add, or where currencies differ. */
export function sumOf(costs: readonly Money[]): Money | undefined {
  const running = costs.filter(({ per }) => per !== "once");
  const currencies = new Set(running.flatMap(({ currency }) => currency ?? []));
  if (running.length === 0 || currencies.size > 1) return undefined;
  const total = (edge: "low" | "high") =>
    cents(running.reduce((sum, cost) => sum + (cost.per === "year" ? cost[edge] / 12 : cost[edge]), 0));
  return { low: total("low"), high: total("high"), per: "month", currency: [...currencies][0] };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
