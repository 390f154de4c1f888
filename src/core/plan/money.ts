import type { Money } from "./model";

const symbols = /[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\b/i;
const number = String.raw`(\d{1,3}(?:[,' ]\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)`;
const currency = "(?:[$€£¥]|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD))?";
const amount = new RegExp(
  String.raw`^[~≈]?\s?${currency}\s?${number}(?:\s?(?:\.\.|-|–|—|to|bis)\s?${currency}\s?${number})?(\+)?\s?${currency}\s?(?:(?:\/|per|a|pro|im)\s?(month|mo|mon|m|monat|year|yr|y|a|jahr|once|einmalig)\.?|(monthly|yearly|annually|once|monatlich|jährlich|einmalig))?$`,
  "iu",
);
const free = /^(?:free|kostenlos|gratis|0)$/i;

/**
 * A sum of money as plans write it: `$12-20/mo`, `12..20`, `€9 per month`, `120/year`, `Free`. A month unless it says
 * otherwise. Undefined for any other text.
 */
export function parseMoney(text: string): Money | undefined {
  const trimmed = text.trim().slice(0, 60);
  if (free.test(trimmed)) return { low: 0, high: 0, per: "month", currency: undefined };
  const match = amount.exec(trimmed);
  if (!match?.[1]) return undefined;
  const low = amountOf(match[1]);
  const high = match[2] === undefined ? low : amountOf(match[2]);
  return {
    low: Math.min(low, high),
    high: Math.max(low, high),
    per: periodOf(match[4] ?? match[5]),
    currency: symbols.exec(trimmed)?.[0].toUpperCase(),
  };
}

/** `1,200`, `9.99`, `9,99` */
function amountOf(written: string): number {
  if (/[,' ]\d{3}(?!\d)/.test(written)) return Number(written.replaceAll(/[,' ]/g, ""));
  return Number(written.replace(",", "."));
}

function periodOf(word: string | undefined): Money["per"] {
  if (/^(?:y|a|j)/i.test(word ?? "")) return "year";
  return /^(?:o|e)/i.test(word ?? "") ? "once" : "month";
}
