import type { Span } from "../../text/span";
import { beforeReturns, isSpace, type LogicalText } from "./logical";
import { unquote } from "./words";

/** `<<EOF` in a RUN, COPY or ADD, with the lines that belong to it. */
export interface Heredoc {
  readonly name: string;
  /** The marker in the instruction: `<<-"EOF"`. */
  readonly marker: Span;
  /** `<<-`: tabs at the start of each line do not count. */
  readonly chomp: boolean;
  /** Whether variables in the body are expanded: no quote in the marker. */
  readonly expands: boolean;
  /** File descriptor before the marker, where one is written. */
  readonly descriptor: number | undefined;
  /** The lines of the body with their line breaks; undefined when the end was not found. */
  readonly body: Span | undefined;
}

/**
 * The heredoc markers of an instruction's text, still without their bodies. A word counts when it is a marker as a whole: the builder
 * splits words as a shell does, so `echo "a <<EOF b"` holds none.
 */
export function heredocMarkers(text: LogicalText): Heredoc[] {
  const markers: Heredoc[] = [];
  for (const [start, end] of shellWords(text.text)) {
    const marker =
      isMarkerAt(text.text, start) && readMarker(text.text.slice(start, end), text.spanOf(start, end));
    if (marker) markers.push(marker);
  }
  return markers;
}

function isMarkerAt(text: string, start: number): boolean {
  let at = start;
  while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  return text.startsWith("<<", at);
}

function readMarker(word: string, marker: Span): Heredoc | undefined {
  const match = /^(\d*)<<(-?)([^<]+)$/.exec(word);
  if (!match) return undefined;
  const rest = match[3] ?? "";
  const name = unquote(rest, "\\");
  if (name === undefined || name === "") return undefined;
  return {
    name,
    marker,
    chomp: match[2] === "-",
    expands: name === rest,
    descriptor: match[1] ? Number(match[1]) : undefined,
    body: undefined,
  };
}

/** Words as the builder's lexer splits them: quotes, escapes and `${…}` hold blanks together. */
function* shellWords(text: string): Generator<[number, number]> {
  let start = -1;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? "";
    if (quote !== "") {
      if (character === "\\" && quote === '"') i++;
      else if (character === quote) quote = "";
      continue;
    }
    if (isSpace(text.charCodeAt(i))) {
      if (start >= 0) yield [start, i];
      start = -1;
      continue;
    }
    if (start < 0) start = i;
    if (character === "\\") i++;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "$" && text[i + 1] === "{") quote = "}";
  }
  if (start >= 0 && quote === "") yield [start, text.length];
}

/** Finds lines by their text, so that many heredocs in one file cost one pass together. */
export class LineFinder {
  private readonly plain = new Map<string, number[]>();
  private readonly chomped = new Map<string, number[]>();

  constructor(private readonly text: string) {
    for (let start = 0; start <= text.length; ) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(start, beforeReturns(text, start, end));
      remember(this.plain, line, start);
      let tabs = 0;
      while (line.charCodeAt(tabs) === 9) tabs++;
      remember(this.chomped, line.slice(tabs), start);
      start = end + 1;
    }
  }

  /** The offset of the first line from `offset` on that reads `name`, and where the line behind it begins. */
  find(name: string, chomp: boolean, offset: number): { start: number; next: number } | undefined {
    const starts = (chomp ? this.chomped : this.plain).get(name) ?? [];
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const start = starts[low];
    if (start === undefined) return undefined;
    const newline = this.text.indexOf("\n", start);
    return { start, next: newline < 0 ? this.text.length : newline + 1 };
  }
}

function remember(lines: Map<string, number[]>, line: string, start: number): void {
  const starts = lines.get(line);
  if (starts) starts.push(start);
  else lines.set(line, [start]);
}
