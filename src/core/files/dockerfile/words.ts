import type { Span } from "../../text/span";
import { isSpace, type LogicalText, skipSpace, skipWord } from "./logical";

export type Escape = "\\" | "`";

/** A word of an instruction as it is written, quotes and all. */
export interface Word {
  readonly text: string;
  readonly span: Span;
  /** Where it stands in `within`. */
  readonly start: number;
  readonly end: number;
  readonly within: LogicalText;
}

/** `--name=value` before the arguments. */
export interface Flag {
  readonly name: string;
  /** The value without quotes; undefined for a flag without `=`. */
  readonly value: string | undefined;
  readonly span: Span;
  readonly valueSpan: Span | undefined;
}

const noFlags: readonly Flag[] = [];

/** Splits at blanks only, as the builder does for FROM, COPY, ADD, EXPOSE and VOLUME. */
export function splitWords(text: LogicalText): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(text.text, 0); at < text.length; ) {
    const end = skipWord(text.text, at);
    words.push(wordOf(text, at, end));
    at = skipSpace(text.text, end);
  }
  return words;
}

/** Splits at blanks outside quotes, as the builder does for ENV, ARG and LABEL. `open` when a quote never ends. */
export function splitQuotedWords(text: LogicalText, escapeMark: Escape): { words: Word[]; open: boolean } {
  const words: Word[] = [];
  let start = -1;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.text[i] ?? "";
    if (quote === "" && isSpace(text.text.charCodeAt(i))) {
      if (start >= 0) words.push(wordOf(text, start, i));
      start = -1;
      continue;
    }
    if (start < 0) start = i;
    if (character === escapeMark && quote !== "'") i++;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
  }
  if (start >= 0) words.push(wordOf(text, start, text.length));
  return { words, open: quote !== "" };
}

/** The flags from `start` on and the index at which the arguments begin. */
export function splitFlags(text: LogicalText, start: number): { flags: readonly Flag[]; rest: number } {
  const flags: Flag[] = [];
  let at = skipSpace(text.text, start);
  while (text.text.startsWith("--", at)) {
    const end = endOfFlag(text.text, at);
    const isEnd = end - at === 2;
    if (!isEnd) flags.push(flagOf(text, at, end));
    at = skipSpace(text.text, end);
    if (isEnd) break;
  }
  return { flags: flags.length > 0 ? flags : noFlags, rest: at };
}

/**
 * `raw` without its quotes and escapes; variables stay as they are. Undefined when a quote is left open. Inside
 * double quotes only `"`, `$` and the escape character can be escaped.
 */
export function unquote(raw: string, escapeMark: Escape): string | undefined {
  let result = "";
  let quote = "";
  for (let i = 0; i < raw.length; i++) {
    const character = raw[i] ?? "";
    if (character === escapeMark && quote !== "'") {
      const next = raw[i + 1];
      if (next === undefined) break;
      if (quote === "" || next === '"' || next === "$" || next === escapeMark) {
        result += next;
        i++;
      } else result += character;
    } else if (quote !== "" ? character === quote : character === "'" || character === '"') {
      quote = quote === "" ? character : "";
    } else result += character;
  }
  return quote === "" ? result : undefined;
}

export function wordOf(text: LogicalText, start: number, end: number): Word {
  return { text: text.text.slice(start, end), span: text.spanOf(start, end), start, end, within: text };
}

function endOfFlag(text: string, start: number): number {
  let quote = "";
  for (let i = start; i < text.length; i++) {
    const character = text[i] ?? "";
    if (character === "\\") i++;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (isSpace(text.charCodeAt(i))) return i;
    else if (character === "'" || character === '"') quote = character;
  }
  return text.length;
}

function flagOf(text: LogicalText, start: number, end: number): Flag {
  const raw = text.text.slice(start, end);
  const equals = raw.indexOf("=");
  const span = text.spanOf(start, end);
  if (equals < 0) return { name: raw.slice(2), value: undefined, span, valueSpan: undefined };
  const value = raw.slice(equals + 1);
  return {
    name: raw.slice(2, equals),
    value: unquote(value, "\\") ?? value,
    span,
    valueSpan: text.spanOf(start + equals + 1, end),
  };
}
