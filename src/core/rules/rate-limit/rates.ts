import type { CodeForm } from "../../files/syntax/code";
import type { Value } from "../../files/syntax/value";

/** What a launch asks for: requests a minute of one client. */
export const PLANNED = 100;

const units: Readonly<Record<string, number>> = {
  s: 1 / 60,
  sec: 1 / 60,
  second: 1 / 60,
  m: 1,
  min: 1,
  minute: 1,
  h: 60,
  hour: 60,
  d: 1440,
  day: 1440,
  month: 43_200,
  year: 525_600,
};

/**
 * The requests a minute that a limit like `100/minute`, `5 per 2 seconds` or `10/second;1000/hour` lets through, the
 * strictest of several; undefined where it is not understood.
 */
export function perMinute(text: string): number | undefined {
  const rates = text.split(/[;,|]/).map((part) => {
    const match = /^\s*(\d{1,9})\s*(?:\/|per)\s*(\d{1,6})?\s*([a-z]+?)s?\s*$/i.exec(part);
    const unit = match?.[3]?.toLowerCase() ?? "";
    const minutes = Object.hasOwn(units, unit) ? units[unit] : undefined;
    return match && minutes !== undefined ? Number(match[1]) / (minutes * Number(match[2] ?? 1)) : undefined;
  });
  const known = rates.filter((rate) => rate !== undefined);
  return known.length === rates.length && known.length > 0 ? Math.min(...known) : undefined;
}

/** The number that `value` is, products and sums worked out: `15 * 60 * 1000`. */
export function numberOf(value: Value, form: CodeForm, depth = 0): number | undefined {
  const known = form.resolve(value);
  if (known.kind === "number") return known.value;
  if (known.kind !== "operation" || depth > 10) return undefined;
  const [left, right] = known.operands.map((operand) => numberOf(operand, form, depth + 1));
  if (left === undefined || right === undefined) return undefined;
  if (known.operator === "*") return left * right;
  if (known.operator === "/") return left / right;
  return known.operator === "+" ? left + right : undefined;
}

/** A time like `1 minute`, `15m`, `1000` (milliseconds) in milliseconds. */
export function milliseconds(text: string): number | undefined {
  const match = /^\s*(\d{1,9})\s*([a-z]*?)s?\s*$/i.exec(text);
  if (!match) return undefined;
  const unit = match[2]?.toLowerCase() ?? "";
  if (unit === "" || unit === "millisecond") return Number(match[1]);
  const minutes = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return minutes === undefined ? undefined : Number(match[1]) * minutes * 60_000;
}
