import type { BudgetLine, BudgetTier, Money } from "../../src/core/plan/model";
import type { BudgetView } from "../../src/core/plan/view";
import type { Context } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { amountWords, moneyWords } from "../words";
import { fold, icon, part, planText } from "./parts";

/** What running the app costs: the lines of each tier, their sum, and where the plan states another. */
export function budget(context: Context): Child {
  const tiers = context.plan.details.budget;
  const [first] = tiers;
  if (first === undefined) return undefined;
  const content = tiers.map((tier, index) => {
    const sums = context.plan.budget.find(({ id }) => id === tier.id);
    const title = [...planText(tier.title), h("span", { class: "muted" }, [sumWords(context, sums?.total)])];
    if (tiers.length === 1) return tierTable(context, tier, sums);
    return fold(context, { name: `tier ${tier.id}`, title, usually: index === 0 }, () => [
      tierTable(context, tier, sums),
    ]);
  });
  return part(context, "budget", "Budget", content, first.line);
}

/** The sum of the first tier that has one: what the launch begins with. */
export function firstSum({ plan }: Context): Money | undefined {
  return plan.budget.find(({ total }) => total !== undefined)?.total;
}

function sumWords({ language }: Context, sum: Money | undefined): string {
  return sum === undefined ? "" : `: ${moneyWords(sum, language)}`;
}

function tierTable(context: Context, tier: BudgetTier, sums: BudgetView | undefined): View {
  const { language } = context;
  const total = sums?.total;
  const withOptional = sums?.withOptional;
  const rows = [
    ...tier.lines.map((line) => lineRow(context, line)),
    total && sumRow("A month", amountWords(total, language)),
    withOptional && total && !isSame(withOptional, total)
      ? sumRow("With what is optional", amountWords(withOptional, language))
      : undefined,
  ];
  const { stated } = tier;
  const differs = stated && [total, withOptional].every((sum) => !sum || !isSame(monthly(stated), sum));
  return h(
    "div",
    {},
    [
      h("table", {}, [h("caption", { class: "spoken" }, [`Budget: ${tier.title}`]), h("tbody", {}, rows)]),
      stated && differs
        ? h("p", { class: "differs" }, [icon("warning"), `The plan says ${moneyWords(stated, language)}.`])
        : undefined,
      tier.asOf === undefined ? undefined : h("p", { class: "muted" }, [`Prices of ${tier.asOf}.`]),
    ],
    tier.id,
  );
}

function lineRow({ language }: Context, { id, title, cost, optional }: BudgetLine): View {
  const sum = cost.per === "month" ? amountWords(cost, language) : moneyWords(cost, language);
  return h(
    "tr",
    {},
    [
      h("th", { scope: "row" }, [
        ...planText(title),
        optional ? h("span", { class: "muted" }, [", optional"]) : undefined,
      ]),
      h("td", {}, [sum]),
    ],
    id,
  );
}

function sumRow(label: string, sum: string): View {
  return h("tr", { class: "sum" }, [h("th", { scope: "row" }, [label]), h("td", {}, [sum])], label);
}

function monthly(sum: Money): Money {
  return sum.per === "year" ? { ...sum, low: sum.low / 12, high: sum.high / 12 } : sum;
}

/** Cents are no difference. */
function isSame(a: Money, b: Money): boolean {
  return Math.abs(a.low - b.low) < 1 && Math.abs(a.high - b.high) < 1;
}
