import type { MetricTarget } from "./model";

const operators: Readonly<Record<string, MetricTarget["operator"]>> = {
  "<": "<",
  "<=": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "≥": ">=",
  "=": "=",
  "==": "=",
  under: "<",
  below: "<",
  "less than": "<",
  "at most": "<=",
  over: ">",
  above: ">",
  "more than": ">",
  "at least": ">=",
  unter: "<",
  über: ">",
  höchstens: "<=",
  mindestens: ">=",
};
const words = Object.keys(operators)
  .filter((word) => /^\p{L}/u.test(word))
  .join("|");
/** Words that go on with the sentence name no unit: `> 10 in the first week`. */
const value = String.raw`(\d{1,9}(?:[.,]\d{1,4})?)\s?(%|(?!(?:in|of|on|at|by|for|from|to|with|within|and|or|as|per|is|are|the|a|an|im|in|pro|und|oder|von|bei)\b)[a-zA-Zµ]{1,12}(?:\/[a-zA-Z]{1,8})?)?(\+)?`;
const compared = new RegExp(String.raw`(<=|>=|==|[<>≤≥=]|\b(?:${words})\b)\s?${value}`, "iu");
const share = new RegExp(String.raw`(?:^|[\s(:])${value}`, "iu");

/**
 * What a metric is to reach, as plans write it: `p95 < 200 ms`, `99.9% uptime`, `80%+`. A share without a sign is the
 * least that is asked. Undefined where the text holds no such number.
 */
export function parseTarget(text: string): MetricTarget | undefined {
  const sample = text.slice(0, 200);
  const match = compared.exec(sample);
  if (match?.[1] && match[2]) {
    const operator = operators[match[1].toLowerCase()] ?? "=";
    const subject = sample
      .slice(0, match.index)
      .replace(/[\s:(*–-]+$/u, "")
      .trim();
    return {
      subject: subject === "" ? undefined : subject,
      operator,
      value: numberOf(match[2]),
      unit: match[3] ?? "",
    };
  }
  const plain = share.exec(sample);
  if (!plain?.[1] || (plain[2] !== "%" && plain[3] !== "+")) return undefined;
  return { subject: undefined, operator: ">=", value: numberOf(plain[1]), unit: plain[2] ?? "" };
}

function numberOf(text: string): number {
  return Number(text.replace(",", "."));
}
