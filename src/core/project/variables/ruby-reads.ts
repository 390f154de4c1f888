import type { ScannedForm } from "../../files/scanned/form";
import { Collector, nameIn } from "./collector";
import { helperCalls, helpersIn } from "./helper-calls";
import { lineBefore } from "./line-before";
import { type CodeReads, noReads } from "./read";
import { rubyUsage } from "./ruby-usage";
import type { Usage } from "./script-usage";

const record = String.raw`(?<![\w.])(?<!\w::)ENV`;
const index = new RegExp(String.raw`${record}\[\s{0,8}(["'])([A-Za-z_]\w{0,99})\1\s{0,8}\]`, "g");
const method = new RegExp(
  String.raw`${record}\.(fetch|key\?|has_key\?|include\?|member\?|dig|store)(?:\(\s{0,40}|[ \t]{1,4})(["'])([A-Za-z_]\w{0,99})\2`,
  "g",
);
const several = new RegExp(
  String.raw`${record}\.(values_at|fetch_values|slice)\(((?:\s{0,40}["']\w{1,100}["']\s{0,8},?){1,30})`,
  "g",
);
const helperBody = /\bENV(?:\.fetch\(|\[)\s{0,8}(\w+)\b/g;

interface RubyText {
  readonly text: string;
  readonly form: ScannedForm;
}

/** What a Ruby file says about the environment. */
export function rubyReads({ text, form }: RubyText): CodeReads {
  if (!text.includes("ENV")) {
    // Functions of the project that read it for others have it in their name.
    return /env\w{0,20}\(/.test(text) ? new Collector(form).result(callsIn(text), []) : noReads;
  }
  const found = new Collector(form);
  for (const match of found.matches(index)) {
    const [whole, , name = ""] = match;
    found.add(
      name,
      nameIn(match, name),
      rubyUsage(text, match.index, match.index + whole.length, found.reach()),
    );
  }
  for (const match of found.matches(method)) {
    const [whole, verb = "", , name = ""] = match;
    found.add(
      name,
      nameIn(match, name),
      usageOf(verb, text, match.index, match.index + whole.length, found.reach()),
    );
  }
  for (const match of found.matches(several)) {
    const [whole, verb, list = ""] = match;
    const start = match.index + whole.length - list.length;
    for (const one of list.matchAll(/\w+/g)) {
      const at = { start: start + one.index, end: start + one.index + one[0].length };
      found.add(one[0], at, verb === "slice" ? "optional" : "required");
    }
  }
  return found.result(callsIn(text), helpersIn(text, helperBody, "ruby"));
}

function callsIn(text: string) {
  return helperCalls(text, "#").filter(({ helper }) => /env/i.test(helper));
}

function usageOf(verb: string, text: string, start: number, end: number, reach: number): Usage {
  if (verb === "store") return "set";
  if (verb === "fetch") {
    // ENV.fetch("A", "b"), ENV.fetch("A") { "b" }
    const after = text.slice(end, end + 60);
    return /^\s{0,20},|^[ \t]{0,8}\)?[ \t]{0,8}(?:\{|do\b)/.test(after) ? "optional" : "required";
  }
  const close = /^\s{0,8}\)/.exec(text.slice(end, end + 10))?.[0].length ?? 0;
  const usage = rubyUsage(text, start, end + close, reach);
  return verb === "dig"
    ? usage
    : usage === "required" && stopsWithout(text, start, end + close)
      ? usage
      : "guard";
}

function stopsWithout(text: string, start: number, end: number): boolean {
  const line = lineBefore(text, start);
  return (
    /\b(?:raise|abort|fail)\b/.test(line) ||
    /^[^\n]{0,80}\r?\n\s{0,40}(?:raise|abort|fail)\b/.test(text.slice(end, end + 200))
  );
}
