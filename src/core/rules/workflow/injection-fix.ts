import { toolOf } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import type { Expression } from "../../files/workflow/expression";
import { environmentsOf, type Step } from "../../files/workflow/pipeline";
import { shellOf, wordAround } from "../../files/workflow/script";
import type { Embedded } from "../../files/workflow/template";
import { insertPair, type YamlEdits } from "../../files/yaml/edits";
import { asMap, textOf } from "../../files/yaml/form";
import type { YamlScalar } from "../../files/yaml/value";
import { replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import type { Fix } from "../rule";
import { withoutRunner } from "./commands";

/** Names that mean something to the shell or the runner. */
const taken =
  /^(?:PATH|HOME|USER|SHELL|PWD|LANG|CI|IFS|TERM|UID|PS1|ENV|BASH\w*|GITHUB_.*|RUNNER_.*|ACTIONS_.*)$/;
/** Commands that read their arguments as code again. */
const evaluating = /^(?:eval|ssh|bash|sh|zsh|xargs|python3?|node|perl|ruby|awk|psql|mysql|su)$/;

/** The fix that hands an expression to the script as a variable; none where it cannot stand in the same place. */
export function injectionFixes(
  file: SourceFile<"workflow" | "yaml">,
  step: Step,
  scalar: YamlScalar,
  embedded: Embedded,
  part: Expression,
): readonly Fix[] {
  const isBlock = scalar.style === "literal" || scalar.style === "folded";
  // A plain scalar may not begin with the quote that the variable needs.
  const isPlain = scalar.style === "plain" && embedded.start > 0 && !scalar.inFlow;
  if (scalar.via || step.map.flow || !(isBlock || isPlain)) return [];
  const place = scalar.spanOf(embedded.start, embedded.end);
  const text = `\${{ ${embedded.source.trim().replaceAll(/\s+/g, " ")} }}`;
  const known = knownVariable(step, embedded.source);
  const name = known ?? variableFor(step, embedded.source.slice(part.start, part.end), text);
  const use =
    scalar === step.run
      ? inShell(file.text, step, place, name)
      : inScript(file.text, scalar.origin.start, step, place, name);
  if (!use) return [];
  if (known !== undefined) return [{ title: `Read the variable ${name}`, kind: "review", edits: [use] }];
  const env = readsOwnVariables(step, embedded.source) ? undefined : addVariable(file, step, name, text);
  return env ? [{ title: `Pass it as ${name}`, kind: "review", edits: [use, ...env] }] : [];
}

/** The name of the variable where an expression is nothing but `env.NAME`: the script has that one already. */
function knownVariable(step: Step, source: string): string | undefined {
  const name = /^\s*env\.([A-Za-z_]\w*)\s*$/.exec(source)?.[1];
  if (name === undefined) return undefined;
  const isIt = ({ key }: { readonly key: string }) => key.toLowerCase() === name.toLowerCase();
  return environmentsOf(step).flatMap(({ entries }) => entries.find(isIt)?.key ?? [])[0] ?? name;
}

/** Whether an expression reads a variable that the step sets: in the `env` of the same step it would be empty. */
function readsOwnVariables(step: Step, source: string): boolean {
  const own = asMap(step.map.get("env"))?.entries.map(({ key }) => key.toLowerCase()) ?? [];
  return [...source.matchAll(/\benv\.(\w+)/g)].some(([, name = ""]) => own.includes(name.toLowerCase()));
}

/** `github.event.pull_request.title` as PULL_REQUEST_TITLE. */
function variableFor(step: Step, context: string, text: string): string {
  const words = context
    .replace(/^github\.(?:event\.)?/i, "")
    .replace(/^inputs\./i, "input_")
    .replace(/^(?:env|matrix|needs|steps)\./i, "")
    .replace(/\.outputs\b/i, "")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toUpperCase();
  const base =
    words === "" || /^\d/.test(words) || taken.test(words) ? `VALUE_${words}`.replace(/_$/, "") : words;
  const known = textOf(asMap(step.map.get("env"))?.get(base));
  return known === undefined || known === text ? base : `${base}_VALUE`;
}

function addVariable(
  file: SourceFile<"workflow" | "yaml">,
  step: Step,
  name: string,
  text: string,
): YamlEdits {
  const env = step.map.get("env");
  if (!env)
    return insertPair(file.form, step.map, "env", { [name]: text }, { after: step.run ? "run" : "with" });
  if (env.kind !== "map" || env.via) return undefined;
  if (env.has(name)) return textOf(env.get(name)) === text ? [] : undefined;
  return insertPair(file.form, env, name, text);
}

function inShell(text: string, step: Step, place: Span, name: string): TextEdit | undefined {
  const shell = shellOf(step);
  if (shell === "powershell") return inPowerShell(text, place, name);
  if (shell !== "posix") return undefined;
  const found = wordAround(step, place);
  if (!found || evaluating.test(withoutRunner(found.command)[0] ?? toolOf(found.command))) return undefined;
  const before = text.slice(found.word.span.start, place.start);
  const quote = /\$\(|`/.test(before) ? undefined : quoteAfter(before);
  switch (quote) {
    case '"':
      return replacement(place, `\${${name}}`);
    case "'":
      return replacement(place, `'"\${${name}}"'`);
    case "":
      return replacement(place, `"\${${name}}"`);
    default:
      return undefined;
  }
}

/** The quote that is open behind `text`, the beginning of a word; "" when there is none. */
function quoteAfter(text: string): string {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\" && quote !== "'") at++;
    else if (character === quote) quote = "";
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
  }
  return quote;
}

function inPowerShell(text: string, place: Span, name: string): TextEdit | undefined {
  const line = text.slice(text.lastIndexOf("\n", place.start) + 1, place.start);
  const quote = quoteAfter(line.replaceAll("\\", "/"));
  if (quote === "'") return undefined;
  return replacement(place, quote === '"' ? `\${env:${name}}` : `$env:${name}`);
}

/** Only the JavaScript of `actions/github-script` is known to have the variables at hand. */
function inScript(text: string, from: number, step: Step, place: Span, name: string): TextEdit | undefined {
  if (step.uses?.action !== "actions/github-script") return undefined;
  const [before, after] = [text[place.start - 1] ?? "", text[place.end] ?? ""];
  const value = `process.env.${name}`;
  if (before === after && /["'`]/.test(before))
    return replacement(span(place.start - 1, place.end + 1), value);
  const line = text.slice(text.lastIndexOf("\n", place.start) + 1, place.start);
  const isInTemplate = text.slice(from, place.start).split("`").length % 2 === 0;
  if (isInTemplate) return replacement(place, `\${${value}}`);
  return quoteAfter(line) === "" && !line.includes("`") ? replacement(place, value) : undefined;
}
