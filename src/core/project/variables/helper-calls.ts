import { isVariableName } from "../../data/environment-names";
import { lineBefore } from "./line-before";
import type { HelperCall, Need } from "./read";

/** A call with the name of a variable as its first argument: `env("SMTP_HOST", "localhost")`. */
const call = /\(\s{0,20}["'`]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)["'`](?=\s{0,20}[,)])/g;

/** More in one file are generated. */
const MAX_CALLS = 2_000;
/** Functions that read the environment for others are few, and stand together. */
const MAX_HELPERS = 30;

/** The calls that would read a variable if the function did. `comment` starts a comment that ends with its line. */
export function helperCalls(text: string, comment: "//" | "#"): HelperCall[] {
  const found: HelperCall[] = [];
  for (const match of text.matchAll(call)) {
    if (found.length >= MAX_CALLS) break;
    const [whole, name = ""] = match;
    const helper = /([\w$]{1,60})(?:<[^<>()]{0,60}>|\[[\w.]{1,40}\])?$/.exec(
      text.slice(Math.max(0, match.index - 130), match.index),
    )?.[1];
    // One word in capitals may be anything, unless the function is about the environment.
    if (helper === undefined || !isVariableName(name) || !(name.includes("_") || /env/i.test(helper)))
      continue;
    if (isCommented(text, match.index, comment)) continue;
    const end = match.index + whole.length;
    const at = { start: end - 1 - name.length, end: end - 1 };
    found.push({ helper, name, at, need: needOfCall(text, end), side: "server" });
  }
  return found;
}

/** Whether a call, of which the first argument ends at `end`, has something to fall back to. */
export function needOfCall(text: string, end: number): Need {
  const after = text.slice(end, end + 120);
  if (/^\s{0,20},\s{0,60}[^\s)]/.test(after)) return "optional";
  const rest = /^\s{0,20},?\s{0,20}\)([\s)]{0,40})(\S[\s\S]{0,10}|)/.exec(after);
  if (!rest) return "required";
  const [, gap = "", next = ""] = rest;
  const goesOn = /^(?:\?\?|\|\||\?\.|\?(?!\?)|&&|[=!]==?|(?:or|and)\b)/.test(next);
  // On the next line these would start a statement of their own.
  const isTested = !gap.includes("\n") && /^(?:is|in|if|not)\b/.test(next);
  return goesOn || isTested ? "optional" : "required";
}

/** Whether the line up to `offset` is a comment, as far as that shows without reading the code. */
export function isCommented(text: string, offset: number, comment: "//" | "#"): boolean {
  const line = lineBefore(text, offset);
  const start = line.trimStart();
  if (start.startsWith(comment) || (comment === "//" && start.startsWith("*"))) return true;
  const at = line.indexOf(` ${comment}`);
  return at >= 0 && !/["'`]/.test(line.slice(at));
}

/** How a function begins: its name and its first parameter. */
const heads = {
  python: /\bdef\s{1,4}(\w+)\(\s{0,40}(?:(?:self|cls)\s{0,4},\s{0,40})?(\w+)/g,
  script:
    /(?:\bfunction\s{1,4}([\w$]+)|([\w$]+)\s{0,4}(?::[^=\n]{0,80})?[=:]\s{0,4}(?:async\s{1,4})?(?:function\s{0,4})?)(?:<[^<>()]{0,80}>)?\(\s{0,40}([\w$]+)|([\w$]+)\s{0,4}=\s{0,4}([\w$]+)\s{0,4}=>|^\s{1,12}(?:(?:public|private|protected|static|async)\s{1,4}){0,3}([\w$]+)(?:<[^<>()]{0,80}>)?\(\s{0,40}([\w$]+)[^()]{0,200}\)[^{};]{0,80}\{/gm,
  go: /\bfunc\s{1,4}(?:\([^()]{0,80}\)\s{0,4})?(\w+)(?:\[[^\]]{0,80}\])?\(\s{0,40}(\w+)/g,
  ruby: /\bdef\s{1,4}(?:self\.)?(\w+[?!]?)[ \t]{0,4}\(?[ \t]{0,4}(\w+)/g,
  php: /\bfunction\s{1,4}&?(\w+)\s{0,4}\(\s{0,40}(?:\??[\w|\\]{1,60}\s{1,4})?(\$\w+)/g,
};
/** How far above a read the head of its function may stand. */
const REACH = 1_500;

/**
 * The functions whose first parameter names the variable that they read. `read` finds reads with a computed name, which
 * is its first or second group.
 */
export function helpersIn(text: string, read: RegExp, language: keyof typeof heads): string[] {
  const found = new Set<string>();
  let looked = 0;
  for (const match of text.matchAll(read)) {
    if (looked++ >= MAX_HELPERS) break;
    const parameter = match[1] ?? match[2] ?? "";
    if (isCommented(text, match.index, language === "python" || language === "ruby" ? "#" : "//")) continue;
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const last = [...before.matchAll(heads[language])]
      .map((one) => one.slice(1).filter((part) => part !== undefined))
      .at(-1);
    const [name, first] = last ?? [];
    if (name !== undefined && first === parameter && !/^(?:if|for|while|switch|catch|return)$/.test(name))
      found.add(name);
  }
  return [...found];
}
