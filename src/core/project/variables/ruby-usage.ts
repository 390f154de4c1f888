import { lineBefore } from "./line-before";
import type { Usage } from "./script-usage";

const NEAR = 160;

/** What code does with `ENV["NAME"]`, which covers `start` to `end`, within `reach` characters behind it. */
export function rubyUsage(text: string, start: number, end: number, reach: number): Usage {
  const line = lineBefore(text, start);
  const after = text.slice(end, end + NEAR);
  if (/^[ \t]{0,8}\|\|=/.test(after)) return "optional";
  if (/^[ \t]{0,8}=(?![=~>])/.test(after)) return "set";
  if (isTest(line, after)) return stops(line, after) ? "required" : "guard";
  // What nil can be asked as well as a text.
  if (/^\.(?:presence|to_s|to_i|to_f|to_a|to_h|then|inspect)\b|^&\./.test(after)) return "optional";
  if (/^[\s)]{0,8}(?:\|\||&&|\?\s|[=!]=|=~|!~|or\b|and\b)/.test(after.split("\n", 1)[0] ?? ""))
    return "optional";
  if (
    /(?:[=!]=|=~|\|\||\bor|\bcase|\bwhen|\bin)\s{0,4}$|\b(?:include\?|cast|Array|Integer|String|blank\?)\(\s{0,4}$/.test(
      line,
    )
  )
    return /\bInteger\(\s{0,4}$/.test(line) ? "required" : "optional";
  const name = /(?:^|[^\w.@])(@{0,2}[a-z_]\w{0,80})\s{0,8}=\s{0,8}$/.exec(line)?.[1];
  return name === undefined ? "required" : followed(name, lifeOf(name, text.slice(end, end + reach)));
}

function isTest(line: string, after: string): boolean {
  return (
    /^(?:&?\.(?:present\?|blank\?|nil\?|empty\?))/.test(after) ||
    /\b(?:if|unless|elsif|while|until|not|and)\s{1,4}\(?$|(?:&&|!)\s{0,4}$/.test(line)
  );
}

/** `raise "…" unless ENV["A"]`, `unless ENV["A"]` with `raise` on the next line. */
function stops(line: string, after: string): boolean {
  const isMissing =
    /\bunless\s{1,4}\(?$|!\s{0,4}$|\bnot\s{1,4}$/.test(line) || /^&?\.(?:blank|nil|empty)\?/.test(after);
  if (!isMissing) return false;
  return (
    /^\s{0,40}(?:raise|abort|fail|exit)\b/.test(line) ||
    /^[^\n]{0,80}\r?\n\s{0,40}(?:raise|abort|fail|exit)\b/.test(after)
  );
}

/** The code in which a name stands for the same: up to the line that gives it something else. */
function lifeOf(name: string, after: string): string {
  const end = new RegExp(String.raw`(?<![\w.@])${name}\s{0,4}=(?![=~>])[^\n]{0,200}`).exec(after);
  return end ? after.slice(0, end.index + end[0].length) : after;
}

function followed(name: string, after: string): Usage {
  const stopsThere = new RegExp(
    String.raw`\b(?:raise|abort|fail)\b[^\n]{0,120}\b(?:unless\s{1,4}${name}\b|if\s{1,4}${name}\.(?:nil|blank|empty)\?)|\b(?:unless\s{1,4}${name}\b|if\s{1,4}${name}\.(?:nil|blank|empty)\?)[^\n]{0,40}\r?\n\s{0,40}(?:raise|abort|fail)\b`,
  );
  if (stopsThere.test(after)) return "required";
  const isTested = new RegExp(
    String.raw`\b(?:if|unless|elsif|and|or|not)\s{1,4}!?${name}(?![\w(\[])|(?<![\w.])${name}(?:\s{0,4}(?:\|\||&&|\?\s|[=!]=)|&\.|\.(?:present|blank|nil|empty)\?|\.presence\b)`,
  );
  return isTested.test(after) ? "guard" : "required";
}
