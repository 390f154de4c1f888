import { isShell, scriptIndex } from "../dockerfile/command";
import { LogicalText, type Stretch } from "../dockerfile/logical";
import { parseShell, type ShellCommand, type ShellText, type ShellWord, toolOf } from "../dockerfile/shell";
import { noOptions, optionsAfter, type ShellOptions, withArguments } from "./options";
import { type ShellStructure, structureOf } from "./structure";
import { assignmentsOf, type ShellAssignment, ShellVariables } from "./variables";

/**
 * A text that one shell runs: the script itself, or what it hands to another shell by `bash -c`, `ssh` or a heredoc. In its
 * commands the variables that the text sets once and word for word are filled in.
 */
export interface ShellUnit {
  readonly source: LogicalText;
  readonly commands: readonly ShellCommand[];
  readonly structure: ShellStructure;
  readonly assignments: readonly ShellAssignment[];
  readonly variables: ShellVariables;
  /** What is in force before the first command. */
  readonly options: ShellOptions;
  readonly open: boolean;
  readonly text: ShellText;
  /** The command that hands the text over; undefined for the script itself. */
  readonly by: ShellCommand | undefined;
  /** Whether another machine runs it. */
  readonly isRemote: boolean;
}

const MAX_DEPTH = 3;
/** More texts in one script are not followed. */
const MAX_UNITS = 200;

/** The unit of `source`, and those of all texts in it, the outer before the inner. */
export function unitsOf(source: LogicalText, options: ShellOptions): readonly ShellUnit[] {
  const units = [unitOf(source, options, undefined, false)];
  const depths = [0];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i];
    const depth = depths[i] ?? 0;
    if (!unit || depth >= MAX_DEPTH) continue;
    for (const command of unit.commands) {
      for (const { text, isRemote, args } of innerTexts(command, unit.source)) {
        if (units.length >= MAX_UNITS) return units;
        units.push(unitOf(text, withArguments(noOptions, args), command, isRemote || unit.isRemote));
        depths.push(depth + 1);
      }
    }
  }
  return units;
}

function unitOf(
  source: LogicalText,
  options: ShellOptions,
  by: ShellCommand | undefined,
  isRemote: boolean,
): ShellUnit {
  const text = parseShell(source);
  const assignments = assignmentsOf(text.commands);
  const variables = new ShellVariables(assignments, text);
  return {
    source,
    text,
    commands: expanded(text.commands, variables),
    structure: structureOf(text.keywords, source),
    assignments,
    variables,
    options,
    open: text.open,
    by,
    isRemote,
  };
}

/** The commands with what is known of their variables; pipes go on leading to commands of the same list. */
function expanded(commands: readonly ShellCommand[], variables: ShellVariables): readonly ShellCommand[] {
  const known = new Map<ShellCommand, ShellCommand>();
  return commands.map((command) => {
    const words = command.words.flatMap((word) => variables.expand(word));
    const pipedFrom = command.pipedFrom && (known.get(command.pipedFrom) ?? command.pipedFrom);
    const [name, ...args] = words;
    const result = { ...command, name: name?.value ?? "", words, args, pipedFrom };
    known.set(command, result);
    return result;
  });
}

interface InnerText {
  readonly text: LogicalText;
  readonly isRemote: boolean;
  /** What the shell is started with. */
  readonly args: readonly string[];
}

/** Options of ssh that take a word of their own. */
const sshOptions = /^-[A-Za-z]*[bcDeFIiJLlmOopQRSWw]$/;

function innerTexts(command: ShellCommand, source: LogicalText): InnerText[] {
  const { words } = command;
  const names = words.map(({ text }) => text);
  const ssh = words.findIndex(
    (word, i) => toolOf({ name: word.text }) === "ssh" && (i === 0 || isRunner(names[0])),
  );
  if (ssh >= 0) return overSsh(command, ssh, source);
  if (!names.some(isShell) && !names.some((name) => name === "su" || name === "runuser")) return [];
  const index = scriptIndex(names) >= 0 ? scriptIndex(names) : suIndex(names);
  const word = words[index];
  if (word) {
    const text = quotedText(word, source);
    return text ? [{ text, isRemote: false, args: names.slice(0, index) }] : [];
  }
  // `bash <<EOF`, `sudo -u app bash -s <<'EOF'`: a script that is named as a file wins over the heredoc.
  const shell = names.findIndex(isShell);
  if (names.slice(shell + 1).some((name) => !name.startsWith("-") && name !== "pipefail")) return [];
  return heredocs(command).map((text) => ({ text, isRemote: false, args: names.slice(shell + 1) }));
}

function isRunner(name: string | undefined): boolean {
  return /^(?:sudo|sshpass|timeout|exec|env|autossh|time|retry)$/.test(name ?? "");
}

function suIndex(names: readonly string[]): number {
  const option = names.findIndex((name) => name === "-c" || name === "--command");
  return option < 0 ? -1 : option + 1;
}

function overSsh(command: ShellCommand, ssh: number, source: LogicalText): InnerText[] {
  const { words } = command;
  let host = ssh + 1;
  while (host < words.length && words[host]?.text.startsWith("-"))
    host += sshOptions.test(words[host]?.text ?? "") ? 2 : 1;
  const [first, ...rest] = words.slice(host + 1).filter(({ text }) => text !== "--");
  const last = rest.at(-1) ?? first;
  if (!first || !last) return heredocs(command).map((text) => ({ text, isRemote: true, args: [] }));
  const shell = isShell(first.text) ? heredocs(command) : [];
  if (shell.length > 0)
    return shell.map((text) => ({ text, isRemote: true, args: rest.map(({ text }) => text) }));
  const text = first === last ? quotedText(first, source) : between(first, last, source);
  return text ? [{ text, isRemote: true, args: [] }] : [];
}

function heredocs({ redirects }: ShellCommand): LogicalText[] {
  return redirects.flatMap(({ heredoc }) => (heredoc ? [heredoc.text] : []));
}

/** From one word to another as it is written; undefined when a variable brought one of them. */
function between(first: ShellWord, last: ShellWord, source: LogicalText): LogicalText | undefined {
  const start = indexOf(source, first.span.start);
  const end = indexOf(source, last.span.end - 1);
  return start === undefined || end === undefined ? undefined : source.slice(start, end + 1);
}

/** What a word holds when the shell has taken its quotes off: the whole word is quoted, or none of it is. */
export function quotedText(word: ShellWord, source: LogicalText): LogicalText | undefined {
  const { raw, span } = word;
  const start = indexOf(source, span.start);
  if (start === undefined || source.text.slice(start, start + raw.length) !== raw) return undefined;
  const quote = raw[0] ?? "";
  if (quote !== "'" && quote !== '"')
    return /["'\\]/.test(raw) ? undefined : source.slice(start, start + raw.length);
  const inner = raw.slice(1, -1);
  if (raw.length < 2 || !raw.endsWith(quote)) return undefined;
  if (quote === "'") return inner.includes("'") ? undefined : source.slice(start + 1, start + raw.length - 1);
  return unescaped(source, start + 1, start + raw.length - 1);
}

/** Longer substitutions in a quoted script are not looked into. */
const MAX_SUBSTITUTION = 300;

/** The inside of double quotes, without the backslashes that the outer shell takes. */
function unescaped(source: LogicalText, start: number, end: number): LogicalText | undefined {
  const stretches: Stretch[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    const character = source.text[at];
    // `"a"$b"c"`: the quotes end in between.
    if (character === '"') return undefined;
    if (character === "$" && source.text[at + 1] === "(") {
      const near = source.text.slice(at, at + MAX_SUBSTITUTION);
      if (!/^[^")]*\)/.test(near)) return undefined;
    }
    if (character !== "\\") continue;
    if (/["$`\\]/.test(source.text[at + 1] ?? "")) {
      stretches.push(...source.stretches(from, at));
      from = at + 1;
    }
    at++;
  }
  stretches.push(...source.stretches(from, end));
  return LogicalText.join(stretches);
}

/** The index in `source` of the character at `offset` of the file; undefined when it is not in there. */
function indexOf(source: LogicalText, offset: number): number | undefined {
  let low = 0;
  let high = source.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = source.offsetAt(middle);
    if (at === offset) return middle;
    if (at < offset) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** What is in force at each command, in the order of the text. A `set` in a function counts from where it stands. */
export function optionsAt(unit: ShellUnit): ReadonlyMap<ShellCommand, ShellOptions> {
  const at = new Map<ShellCommand, ShellOptions>();
  let options = unit.options;
  for (const command of unit.commands) {
    options = optionsAfter(options, command);
    at.set(command, options);
  }
  return at;
}
