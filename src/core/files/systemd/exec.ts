import type { Span } from "../../text/span";
import { isSpace, type LogicalText } from "../dockerfile/logical";
import type { SystemdEntry } from "./form";

export interface ExecWord {
  /** Without quotes; specifiers (`%h`) and variables as they are written. */
  readonly text: string;
  readonly span: Span;
}

/** One command line of `ExecStart=` and its kin. */
export interface ExecLine {
  /** Characters in front that change how it runs: `-`, `+`, `!`, `@`, `:`. */
  readonly prefix: string;
  readonly words: readonly ExecWord[];
}

/** The command of `entry`; undefined for an empty value. */
export function execOf(entry: SystemdEntry): ExecLine | undefined {
  const words = splitWords(entry.value);
  const [first] = words;
  if (!first) return undefined;
  const prefix = /^[-@:+!|]*/.exec(first.text)?.[0] ?? "";
  const program = {
    text: first.text.slice(prefix.length),
    span: { start: first.span.start + prefix.length, end: first.span.end },
  };
  return { prefix, words: [program, ...words.slice(1)] };
}

/** Words as systemd splits them: quotes hold blanks together, a backslash escapes. */
export function splitWords(value: LogicalText): ExecWord[] {
  const { text } = value;
  const words: ExecWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    let word = "";
    let quote = "";
    for (; at < text.length; at++) {
      const character = text[at] ?? "";
      if (character === "\\") word += text[++at] ?? "";
      else if (quote !== "") {
        if (character === quote) quote = "";
        else word += character;
      } else if (character === "'" || character === '"') quote = character;
      else if (isSpace(text.charCodeAt(at))) break;
      else word += character;
    }
    const end = Math.min(at, text.length);
    words.push({ text: word, span: value.spanOf(start, end) });
  }
  return words;
}

/** A variable of `Environment=`. */
export interface UnitVariable {
  readonly name: string;
  readonly value: string;
  /** The word that sets it, quotes included. */
  readonly at: Span;
}

/** The variables that an `Environment=` sets. */
export function environmentOf(entry: SystemdEntry): UnitVariable[] {
  return splitWords(entry.value).flatMap(({ text, span }) => {
    const equals = text.indexOf("=");
    return equals > 0 ? [{ name: text.slice(0, equals), value: text.slice(equals + 1), at: span }] : [];
  });
}
