import { type Span, span } from "../../text/span";
import { LogicalText, type Stretch } from "./logical";

/** One string of a JSON array. */
export interface JsonString {
  readonly value: string;
  /** With its quotes. */
  readonly span: Span;
  /** The value as a text of its own, each character with its place in the source. */
  readonly text: LogicalText;
}

/** An argument list in JSON form: `["node", "server.js"]`. */
export interface JsonArray {
  readonly strings: readonly JsonString[];
  /** With its brackets. */
  readonly span: Span;
}

/**
 * Reads `text` as the builder decides on the exec form: valid JSON, an array, strings only. Anything else is
 * undefined, and the builder runs it through a shell.
 */
export function parseJsonArray(text: LogicalText): JsonArray | undefined {
  if (!text.text.startsWith("[")) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(text.text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || !values.every((value) => typeof value === "string")) return undefined;
  const strings: JsonString[] = [];
  let at = 1;
  for (const value of values) {
    const start = text.text.indexOf('"', at);
    const end = endOfString(text.text, start);
    strings.push({ value, span: text.spanOf(start, end), text: decoded(text, start + 1, end - 1) });
    at = end;
  }
  return { strings, span: text.span };
}

/** `start` is at the opening quote; the result is behind the closing one. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** The characters between the quotes without their escapes. */
function decoded(source: LogicalText, start: number, end: number): LogicalText {
  const stretches: Stretch[] = [];
  let from = start;
  for (let at = start; at < end; ) {
    if (source.text[at] !== "\\") {
      at++;
      continue;
    }
    stretches.push(...source.stretches(from, at));
    const length = source.text[at + 1] === "u" ? 6 : 2;
    const text = JSON.parse(`"${source.text.slice(at, at + length)}"`) as string;
    stretches.push({ text, offset: source.offsetAt(at + length - 1) });
    at += length;
    from = at;
  }
  stretches.push(...source.stretches(from, end));
  if (stretches.length === 0) stretches.push({ text: "", offset: source.offsetAt(start) });
  return LogicalText.join(stretches);
}

/** The span between the brackets of `array`, blanks at its ends excluded; empty for `[]`. */
export function contentSpan(array: JsonArray): Span {
  const first = array.strings[0];
  const last = array.strings.at(-1);
  if (!first || !last) return span(array.span.start + 1, array.span.start + 1);
  return span(first.span.start, last.span.end);
}
