import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { Collector, nameIn } from "./collector";
import { derivedInGo, goTags } from "./go-tags";
import { goUsage } from "./go-usage";
import { helperCalls, helpersIn } from "./helper-calls";
import { type CodeReads, type HelperCall, noReads } from "./read";

const call =
  /\b(?:os|syscall)\.(Getenv|LookupEnv|Setenv)\(\s{0,40}(?:["`]([A-Za-z_]\w{0,99})["`]|([A-Za-z_]\w{0,99}))\s{0,20}(?=[,)])/g;
const bind =
  /\.(?:Must)?BindEnv\(\s{0,40}["`][^"`\n]{1,100}["`]((?:\s{0,40},\s{0,40}["`]\w{1,100}["`]){1,10})/g;
const get =
  /\b(?:viper|v|vip|cfg|config|conf)\.Get\w{0,20}\(\s{0,20}["`]([A-Z][A-Z0-9]*_\w{1,99})["`]\s{0,20}\)/g;
const helperBody = /\bos\.(?:Getenv|LookupEnv)\(\s{0,8}(\w+)\s{0,8}\)/g;

/** What a Go file says about the environment. */
export function goReads(file: SourceFile<"go">): CodeReads {
  const { text, form } = file;
  // Everything about the environment has one of these in its name: most files have not.
  if (!/[eE]nv/.test(text)) return noReads;
  const found = new Collector(form);
  const constants = constantsIn(text);
  for (const match of found.matches(call)) {
    const [whole, verb = "", literal, constant] = match;
    const known = constant === undefined ? undefined : constants().get(constant);
    const name = literal ?? known?.name ?? "";
    const at = literal === undefined ? known?.at : nameIn(match, name);
    if (!at) continue;
    const end = match.index + whole.length;
    const isLookup = verb === "LookupEnv";
    const usage = verb === "Setenv" ? "set" : goUsage(text, match.index, end, isLookup, found.reach());
    found.add(name, at, usage);
  }
  for (const { name, at, need } of text.includes("`") ? goTags(file) : []) found.add(name, at, need);
  for (const match of found.matches(bind)) {
    const [whole, list = ""] = match;
    const start = match.index + whole.length - list.length;
    for (const one of list.matchAll(/\w+/g)) {
      found.add(one[0], { start: start + one.index, end: start + one.index + one[0].length }, "optional");
    }
  }
  if (text.includes("AutomaticEnv") && !text.includes("SetEnvPrefix")) {
    for (const match of found.matches(get))
      found.add(match[1] ?? "", nameIn(match, match[1] ?? ""), "optional");
  }
  return found.result(callsIn(text), helpersIn(text, helperBody, "go"), derivedInGo(text));
}

/** Calls of functions that are about the environment by their name; what turns nothing into false does without. */
function callsIn(text: string): HelperCall[] {
  return helperCalls(text, "//").flatMap((one) => {
    if (
      !/env/i.test(one.helper) ||
      /^(?:Getenv|LookupEnv|Setenv|Unsetenv|BindEnv|MustBindEnv)$/.test(one.helper)
    )
      return [];
    return /bool|flag|enabled|optional/i.test(one.helper) ? { ...one, need: "optional" } : one;
  });
}

interface Constant {
  readonly name: string;
  readonly at: Span;
}

/** The constants of a file that hold the name of a variable; what has two values stands for neither. */
function constantsIn(text: string): () => ReadonlyMap<string, Constant> {
  let known: Map<string, Constant> | undefined;
  return () => {
    if (known) return known;
    known = new Map();
    const twice = new Set<string>();
    for (const block of text.matchAll(/\bconst\s{1,4}(?:\(([^()]{1,20000})\)|(\w[^\n]{1,200}))/g)) {
      const body = block[1] ?? block[2] ?? "";
      const start = block.index + block[0].indexOf(body);
      for (const one of body.matchAll(
        /\b(\w{1,80})(?:\s{1,20}\w{1,40})?\s{0,20}=\s{0,20}["`]([A-Z]\w{1,99})["`]/g,
      )) {
        const [whole, constant = "", name = ""] = one;
        if (known.has(constant)) twice.add(constant);
        const end = start + one.index + whole.length - 1;
        known.set(constant, { name, at: { start: end - name.length, end } });
      }
    }
    for (const name of twice) known.delete(name);
    return known;
  };
}
