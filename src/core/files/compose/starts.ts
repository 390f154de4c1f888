import type { Span } from "../../text/span";
import { commandsOf, type ExecCommand, scriptIndex } from "../dockerfile/command";
import { LogicalText, type Stretch } from "../dockerfile/logical";
import type { ShellCommand } from "../dockerfile/shell";
import { shellTokens, unquoteShell } from "../dockerfile/shell-words";
import type { YamlList, YamlScalar, YamlValue } from "../yaml/value";
import { expand, parseTemplate, type Template } from "./interpolation";

/** A word of a command, quotes off and the file's own defaults filled in. */
export interface CommandWord {
  /** Variables that nobody sets stay as they are written. */
  readonly text: string;
  /** Like `text`, but undefined when a variable decides on it. */
  readonly value: string | undefined;
  /** Inside the quotes; at the anchor where the text came through an alias. */
  readonly span: Span;
  /** The text, each character with its place in the source. */
  readonly source: LogicalText;
}

/** What `command` or `entrypoint` says. */
export interface ComposeCommand {
  /** Where to point: the value, or the alias that stands for it. */
  readonly at: Span;
  /** A string is split into words as a shell does, but no shell runs it. */
  readonly node: YamlList | YamlScalar;
  /** Empty for a text beyond all bounds. */
  readonly words: readonly CommandWord[];
}

/** What is longer than this is no command that a person wrote. */
const MAX_LENGTH = 20_000;

/** Reads `command` or `entrypoint` in either form; undefined when nothing is written. */
export function readComposeCommand(value: YamlValue | undefined): ComposeCommand | undefined {
  if (value && value.origin.end - value.origin.start > MAX_LENGTH) {
    return value.kind === "list" || value.kind === "scalar"
      ? { at: value.at, node: value, words: [] }
      : undefined;
  }
  if (value?.kind === "list") {
    const scalars = value.items.filter((item) => item.kind === "scalar" && item.value !== null);
    return { at: value.at, node: value, words: scalars.map((item) => itemWord(item as YamlScalar)) };
  }
  if (value?.kind !== "scalar" || value.value === null) return undefined;
  return { at: value.at, node: value, words: splitString(filledIn(value)) };
}

/** The commands that run when a container starts with these words: those of the text that a shell is given, too. */
export function startedBy(
  entrypoint: ComposeCommand | undefined,
  command: ComposeCommand | undefined,
): readonly ShellCommand[] {
  const [first = [], second = []] = [entrypoint?.words, command?.words];
  const together = [...first, ...second];
  if (scriptIndex(together.map(({ text }) => text)) >= 0) return commandsOf(execOf(together));
  // An entrypoint mostly ends by running the command.
  return [...commandsOf(execOf(first)), ...commandsOf(execOf(second))];
}

/** An exec form of `words`. */
export function execOf(words: readonly CommandWord[]): ExecCommand {
  const strings = words.map(({ text, span, source }) => ({ value: text, span, text: source }));
  const span = { start: words[0]?.span.start ?? 0, end: words.at(-1)?.span.end ?? 0 };
  return { form: "exec", strings, span };
}

/** A word for an item of a list. */
export function itemWord(item: YamlScalar): CommandWord {
  const source = filledIn(item);
  const value = expand(parseTemplate(item.text));
  return { text: source.text, value, span: source.length > 0 ? source.span : item.origin, source };
}

function splitString(text: LogicalText): CommandWord[] {
  const words: CommandWord[] = [];
  for (const token of shellTokens(text.text).tokens) {
    // Compose reads no further: there is no shell that could make something of it.
    if (token.kind !== "word") break;
    const source = unquoted(text.slice(token.start, token.end));
    const span = source.length > 0 ? source.span : text.spanOf(token.start, token.end);
    words.push({ text: source.text, value: unquoteShell(token.text).value, span, source });
  }
  return words;
}

/** The text of a scalar as Compose passes it on: defaults for variables, `$` for `$$`. */
export function filledIn(scalar: YamlScalar): LogicalText {
  const source = logicalText(scalar);
  const template = parseTemplate(scalar.text);
  if (!template.valid || !scalar.text.includes("$")) return source;
  return joined(fill(source, template), source);
}

function fill(source: LogicalText, template: Template): Stretch[] {
  return template.parts.flatMap((part) => {
    if (part.kind === "text") return singleDollars(source, part.from, part.to);
    const fallback = part.operator?.endsWith("-") ? part.operand : undefined;
    const isKnown = fallback !== undefined && expand(fallback) !== undefined;
    return isKnown ? fill(source, fallback) : source.stretches(part.from, part.to);
  });
}

function singleDollars(source: LogicalText, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  let start = from;
  for (
    let at = source.text.indexOf("$$", from);
    at >= 0 && at < to;
    at = source.text.indexOf("$$", start + 1)
  ) {
    found.push(...source.stretches(start, at));
    start = at + 1;
  }
  found.push(...source.stretches(start, to));
  return found;
}

/** The decoded text of a scalar with the place of each character. */
function logicalText(scalar: YamlScalar): LogicalText {
  const { text } = scalar;
  const stretches: Stretch[] = [];
  let from = 0;
  let expected = 0;
  let offset = 0;
  for (let i = 0; i < text.length; i++) {
    const { start, end } = scalar.spanOf(i, i + 1);
    // What an escape or a fold stands for lies where that ends.
    const place = Math.max(start, end - 1);
    if (i > 0 && place !== expected) {
      stretches.push({ text: text.slice(from, i), offset });
      from = i;
    }
    if (i === from) offset = place;
    expected = place + 1;
  }
  stretches.push({ text: text.slice(from), offset });
  return stretches.length === 1 && text === ""
    ? LogicalText.of("", scalar.origin.start)
    : LogicalText.join(stretches);
}

/** A word of shell text without its quotes and escapes; the same text as `unquoteShell` gives. */
function unquoted(word: LogicalText): LogicalText {
  const stretches: Stretch[] = [];
  let quote = "";
  let from = 0;
  const skip = (at: number) => {
    stretches.push(...word.stretches(from, at));
    from = at + 1;
  };
  for (let i = 0; i < word.length; i++) {
    const character = word.text[i] ?? "";
    if (quote === "'" ? character === "'" : character === quote && quote !== "") {
      skip(i);
      quote = "";
    } else if (quote === "'") continue;
    else if (character === "\\") {
      const next = word.text[i + 1] ?? "";
      if (quote !== '"' || /["$`\\\n]/.test(next)) skip(i);
      i++;
      if (next === "\n") skip(i);
    } else if (quote === "" && (character === "'" || character === '"')) {
      skip(i);
      quote = character;
    }
  }
  stretches.push(...word.stretches(Math.min(from, word.length), word.length));
  return joined(stretches, word);
}

function joined(stretches: readonly Stretch[], source: LogicalText): LogicalText {
  return stretches.some(({ text }) => text !== "")
    ? LogicalText.join(stretches)
    : LogicalText.of("", source.offsetAt(0));
}
