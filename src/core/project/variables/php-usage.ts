import type { Usage } from "./script-usage";

const NEAR = 160;

/** What code does with `getenv('NAME')`, which covers `start` to `end`, within `reach` characters behind it. */
export function phpUsage(text: string, start: number, end: number, reach: number): Usage {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(end, end + NEAR);
  // Behind one of these nothing goes on without the variable.
  if (/^[\s)]{0,20}(?:\?\?|\?:|\|\||or)\s{0,8}(?:throw|die|exit|abort)\b/.test(after)) return "required";
  if (/^\s{0,8}\?\?=/.test(after)) return "optional";
  if (/^\s{0,8}=(?![=>])/.test(after)) return "set";
  if (/\bunset\(\s{0,8}$/.test(before)) return "none";
  if (/^[\s)]{0,8}===?\s{0,8}(?:false|null|''|"")/.test(after))
    return stops("!", after) ? "required" : "guard";
  if (
    /\b(?:isset|empty)\(\s{0,8}$|(?:^|[^!])!\s{0,4}$|\b(?:if|elseif|while)\s{0,4}\(\s{0,4}$|(?:&&|\|\|)\s{0,8}$/.test(
      before,
    )
  )
    return stops(before, after) ? "required" : "guard";
  if (/^[\s)]{0,20}(?:\?\?|\?:|\?(?![->])|\|\||&&|[=!]==?|or\b|and\b)/.test(after)) return "optional";
  if (
    /[=!]==?\s{0,8}$|\(bool(?:ean)?\)\s{0,4}$|\b(?:in_array|filter_var|boolval)\(\s{0,8}$|\bmatch\s{0,4}\(\s{0,4}$|\bswitch\s{0,4}\(\s{0,4}$/.test(
      before,
    )
  )
    return "optional";
  const name = /\$(\w{1,80})\s{0,8}=\s{0,8}$/.exec(before)?.[1];
  return name === undefined ? "required" : followed(name, lifeOf(name, text.slice(end, end + reach)));
}

/** Whether the branch of a test for what is missing ends the program. */
function stops(before: string, after: string): boolean {
  if (!/!\s{0,4}(?:isset\(\s{0,8})?$|\bempty\(\s{0,8}$/.test(before)) return false;
  return isEnd(after);
}

function isEnd(after: string): boolean {
  return /^[^{};]{0,120}\)\s{0,40}\{?\s{0,40}(?:(?:error_log|fwrite|echo|Log::\w{1,12})\b[^;\n]{0,120};?\s{0,40})?(?:throw|die|exit|abort)\b/.test(
    after,
  );
}

/** The code in which a name stands for the same: up to the line that gives it something else. */
function lifeOf(name: string, after: string): string {
  const end = new RegExp(String.raw`\$${name}\s{0,4}=(?![=>])[^\n]{0,200}`).exec(after);
  return end ? after.slice(0, end.index + end[0].length) : after;
}

function followed(name: string, after: string): Usage {
  const missing = new RegExp(
    String.raw`(?:!\s{0,4}(?:isset\(\s{0,4})?|\bempty\(\s{0,4})\$${name}\b|\$${name}\s{0,4}===?\s{0,4}(?:false|null|''|"")|\b(?:false|null)\s{0,4}===?\s{0,4}\$${name}\b`,
    "g",
  );
  let isAsked = false;
  for (const match of after.matchAll(missing)) {
    if (isEnd(after.slice(match.index + match[0].length, match.index + match[0].length + 400)))
      return "required";
    isAsked = true;
  }
  if (isAsked) return "guard";
  const isTested = new RegExp(
    String.raw`\$${name}\s{0,4}(?:\?\?|\?:|\?(?![->])|\|\||&&|[=!]==?)|\b(?:if|elseif|isset)\s{0,4}\(\s{0,4}\$${name}\s{0,4}\)|(?:&&|\|\||[=!]==?)\s{0,4}\$${name}\b`,
  );
  return isTested.test(after) ? "guard" : "required";
}
