import type { Span } from "../../text/span";
import { LogicalText, type Stretch } from "../dockerfile/logical";
import { parseShell, type ShellCommand, type ShellScript, type ShellWord } from "../dockerfile/shell";
import { asMap, textOf, valueAt } from "../yaml/form";
import type { YamlScalar, YamlValue } from "../yaml/value";
import type { Step } from "./pipeline";
import { embeddedIn, isDynamic } from "./template";

export type Shell = "posix" | "powershell" | "cmd" | "python" | "other";

const noScript: ShellScript = { commands: [], open: false };
const known = new WeakMap<Step, ShellScript>();
const knownWords = new WeakMap<Step, readonly PlacedWord[]>();
/** How many words may stand between the one that is looked for and the place: those of substitutions in it. */
const MAX_NESTED = 200;

/** The shell that runs the script of a step, as far as the file tells; `posix` is `bash` or `sh`. */
export function shellOf(step: Step): Shell | undefined {
  const { job, pipeline } = step;
  const defaults = [job?.map, pipeline.root].map((map) => valueAt(map, "defaults", "run", "shell"));
  const written = [step.map.get("shell"), ...defaults].map(textOf).find((text) => text !== undefined);
  if (written !== undefined) return named(written);
  return runsOnWindows(job?.map.get("runs-on")) ? "powershell" : "posix";
}

/** The commands of the script of a step, for scripts that `bash` or `sh` runs; none for all others. */
export function commandsOf(step: Step): readonly ShellCommand[] {
  return scriptOf(step).commands;
}

/** The script of a step as a shell reads it. Expressions stand in it as `${{…}}`, without blanks. */
export function scriptOf(step: Step): ShellScript {
  const seen = known.get(step);
  if (seen) return seen;
  const script = step.run && shellOf(step) === "posix" ? parseShell(sourceOf(step.run)) : noScript;
  known.set(step, script);
  return script;
}

/** A word of a script, with the command that it belongs to. */
export interface PlacedWord {
  readonly word: ShellWord;
  readonly command: ShellCommand;
}

/** The shortest word that holds `place`: the words of a substitution stand inside another one. */
export function wordAround(step: Step, place: Span): PlacedWord | undefined {
  const words = wordsOf(step);
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.word.span.start ?? 0) <= place.start) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= 0 && low - at < MAX_NESTED; at--) {
    const found = words[at];
    if (found && found.word.span.end >= place.end) return found;
  }
  return undefined;
}

function wordsOf(step: Step): readonly PlacedWord[] {
  const seen = knownWords.get(step);
  if (seen) return seen;
  const words = commandsOf(step).flatMap((command) => {
    const targets = command.redirects.flatMap(({ target }) => target ?? []);
    return [...command.words, ...command.envPrefix, ...targets].map((word) => ({ word, command }));
  });
  words.sort((a, b) => a.word.span.start - b.word.span.start || b.word.span.end - a.word.span.end);
  knownWords.set(step, words);
  return words;
}

/** Shell text that is no script of a step, such as what an action runs on a server. */
export function shellIn(scalar: YamlScalar): ShellScript {
  return parseShell(sourceOf(scalar));
}

/** The text of a scalar with every character's place in the file; what stands in expressions is made one word. */
function sourceOf(scalar: YamlScalar): LogicalText {
  const text = masked(scalar.text);
  const stretches: Stretch[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at++) {
    const before = scalar.spanOf(at - 1, at).start;
    if (at < text.length && scalar.spanOf(at, at + 1).start === before + 1) continue;
    stretches.push({ text: text.slice(start, at), offset: scalar.spanOf(start, start + 1).start });
    start = at;
  }
  return stretches.length === 0 ? LogicalText.of("", scalar.origin.start) : LogicalText.join(stretches);
}

function masked(text: string): string {
  if (!isDynamic(text)) return text;
  let result = "";
  let at = 0;
  for (const { end, inner, source } of embeddedIn(text)) {
    result += text.slice(at, inner) + source.replaceAll(/[^\w.-]/g, "_");
    at = end - 2;
  }
  return result + text.slice(at);
}

function named(shell: string): Shell | undefined {
  if (isDynamic(shell)) return undefined;
  const [program = ""] = shell.trim().split(/\s/);
  const name = program.slice(program.lastIndexOf("/") + 1).toLowerCase();
  if (name === "bash" || name === "sh" || name === "zsh" || name === "dash") return "posix";
  if (name === "pwsh" || name === "powershell") return "powershell";
  if (name === "cmd") return "cmd";
  return /^python/.test(name) ? "python" : "other";
}

function runsOnWindows(value: YamlValue | undefined): boolean {
  const labels = value?.kind === "list" ? value.items : [value ?? undefined];
  return [...labels, asMap(value)?.get("labels")].some((label) => /^windows/i.test(textOf(label) ?? ""));
}
