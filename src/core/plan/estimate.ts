import type { Estimate } from "./model";
import { estimateFillers, units } from "./vocabulary";

const amount = String.raw`\d{1,4}(?:[.,]\d{1,2})?`;
const unit = String.raw`\p{L}{1,10}`;
/** `8 hours`, `2-3 days`, `30 min to 2 hours`, `12+ weeks`, `2w..`. */
const duration = new RegExp(
  String.raw`^(${amount}) ?-?(${unit})?(?:\.(?!\.))?(?: ?(?:-|–|—|to|bis|\.\.) ?(${amount})| ?(\+|\.\.))? ?-?(${unit})?\.?(\+)?$`,
  "iu",
);
/** `2-3 Week Security Sprint`: a duration used as an adjective, so its unit is singular. */
const adjective = new RegExp(
  String.raw`^(${amount})(?: ?(?:-|–|—|to) ?(${amount})|\+)?[ -](minute|hour|day|week|month) (?=\p{L})(?!before|after|prior|post|pre)`,
  "iu",
);

/** `text` as a range of working time when it says nothing else but that: `8h`, `2d..3d`, `2w..`. */
export function parseEstimate(text: string): Estimate | undefined {
  if (!/\d/.test(text)) return undefined;
  const match = duration.exec(withoutFillers(text.trim().slice(0, 80)));
  if (!match) return undefined;
  const [, low, firstUnit, high, openMark, lastUnit, plus] = match;
  if (firstUnit !== undefined && lastUnit !== undefined && high === undefined) return undefined;
  const end = unitOf(lastUnit ?? firstUnit);
  const start = unitOf(firstUnit ?? lastUnit);
  if (!low || !start || !end) return undefined;
  const from = quantity(low, start);
  if (openMark !== undefined || plus !== undefined) return `${from}..`;
  return high === undefined ? from : `${from}..${quantity(high, end)}`;
}

/** The estimate that a title opens with: `2-3 Week Security Sprint`. */
export function leadingEstimate(title: string): Estimate | undefined {
  const match = adjective.exec(title);
  return match ? parseEstimate(match[0]) : undefined;
}

function withoutFillers(text: string): string {
  const words = text.replace(/^[~≈:]\s*/u, "").split(/\s+/);
  const isFiller = (word: string | undefined) =>
    estimateFillers.has((word ?? "").toLowerCase().replace(/[.:]$/, ""));
  while (isFiller(words[0])) words.shift();
  while (isFiller(words.at(-1))) words.pop();
  return words
    .join(" ")
    .replace(/^[~≈]\s?/u, "")
    .replace(/(\d) ?(?:working|business|person|work)[ -]/iu, "$1 ");
}

function unitOf(word: string | undefined) {
  const name = word?.toLowerCase() ?? "";
  return Object.hasOwn(units, name) ? units[name] : undefined;
}

function quantity(
  number: string,
  { unit: name, times }: { readonly unit: string; readonly times: number },
): string {
  return `${Number(number.replace(",", ".")) * times}${name}`;
}
