import type { Usage } from "./script-usage";

const NEAR = 160;

/**
 * What code does with `os.Getenv("NAME")`, which covers `start` to `end` but for its closing bracket, within `reach`
 * characters behind it.
 */
export function goUsage(text: string, start: number, end: number, isLookup: boolean, reach: number): Usage {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(text[end] === ")" ? end + 1 : end, end + reach);
  if (isLookup) return lookup(before, after);
  if (/^\s{0,8}==\s{0,8}""/.test(after)) return stops(after) ? "required" : "guard";
  if (/^\s{0,8}!=\s{0,8}""/.test(after) || /\blen\(\s{0,4}$/.test(before)) return "guard";
  if (/^\s{0,8}[=!]=/.test(after) || /[=!]=\s{0,8}$/.test(before)) return "optional";
  // switch os.Getenv("A") {
  if (/\bswitch\s{1,4}(?:[\w.]{1,40}\(){0,2}$/.test(before)) return "optional";
  // on, _ := strconv.ParseBool(os.Getenv("A"))
  if (/,\s{0,4}_\s{0,4}:?=\s{0,4}[\w.]{1,60}\($/.test(before)) return "optional";
  if (hasAlternative(before, after)) return "optional";
  const [, name, operator] =
    /([A-Za-z_]\w{0,80})\s{0,8}(:=|=|:)\s{0,20}(?:[\w.]{1,60}\()?$/.exec(before) ?? [];
  if (name === undefined) return "required";
  // n, err := strconv.Atoi(os.Getenv("A"))
  if (name === "err") return onError(after);
  return followed(name, operator === ":=" ? lifeOf(name, after) : after);
}

/** `cmp.Or(os.Getenv("A"), "b")`, `firstNonEmpty(os.Getenv("A"), os.Getenv("B"))` */
function hasAlternative(before: string, after: string): boolean {
  return (
    /(?:Or|Default|NonEmpty|Coalesce|Fallback|First)\w{0,20}\((?:[^()]{0,60}\([^()]{0,60}\)){0,6}[^()]{0,60}$/i.test(
      before,
    ) && /^\s{0,8},|^\s{0,8}\)/.test(after)
  );
}

/** `v, ok := os.LookupEnv("A")`: whoever asks whether it is set either stops or goes on. */
function lookup(before: string, after: string): Usage {
  const ok = /,\s{0,4}(\w{1,40})\s{0,4}:?=\s{0,4}$/.exec(before)?.[1];
  if (ok === undefined || ok === "_") return "optional";
  const life = lifeOf(ok, after.slice(0, 600));
  const test = new RegExp(String.raw`!\s{0,4}${ok}\b`).exec(life);
  return test && stops(life.slice(test.index + test[0].length)) ? "required" : "guard";
}

/** The code in which a name of a function stands for the same: up to where it is declared again, or the function ends. */
function lifeOf(name: string, after: string): string {
  const end = new RegExp(String.raw`^\}|\b${name}\b(?:\s{0,4},\s{0,4}\w{1,40})?\s{0,4}:=`, "m").exec(after);
  return end ? after.slice(0, end.index) : after;
}

function onError(after: string): Usage {
  const test = /^[^\n]{0,100}\n?\s{0,40}(?:if\s{1,4})?err\s{0,4}!=\s{0,4}nil\b/.exec(after);
  return test && !stops(after.slice(test[0].length)) ? "guard" : "required";
}

function followed(name: string, after: string): Usage {
  const isEmpty = new RegExp(String.raw`\b${name}\)?\s{0,4}==\s{0,4}(?:""|0\b)`, "g");
  let isAsked = false;
  for (const match of after.matchAll(isEmpty)) {
    if (stops(after.slice(match.index + match[0].length))) return "required";
    isAsked = true;
  }
  if (isAsked) return "guard";
  const isTested = new RegExp(
    String.raw`\b${name}\)?\s{0,4}(?:[=!]=|>)|\bswitch\s{1,4}${name}\b|\blen\((?:\w{1,40}\.)?${name}\)`,
  );
  return isTested.test(after) ? "guard" : "required";
}

const stop =
  /\bpanic\(|\bos\.Exit\(|\bFatal\w{0,3}\(|\bPanic\w{0,3}\(|\breturn\b[^\n]{0,200}(?:\berr\b|\b[eE]rr(?:ors?)?[A-Z.]|\bErrorf\()|\b\w{0,20}[eE]rrs?\s{0,4}=\s{0,4}append\(|\bmissing\s{0,4}=\s{0,4}append\(/;

/** Whether the block that a test opens ends the program, or hands an error on. */
function stops(after: string): boolean {
  const body = /^[^{\n]{0,200}\{([\s\S]{0,300}?)(?:\n\s{0,40}\}|$)/.exec(after.slice(0, 600))?.[1];
  return body !== undefined && stop.test(body);
}
