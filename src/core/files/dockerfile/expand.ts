import type { Span } from "../../text/span";
import type { LogicalText } from "./logical";
import { globPrefixes, globReplace, globSuffixes } from "./shell-glob";
import type { Escape, Word } from "./words";

/** What a variable holds where it is used. */
export interface Variable {
  /** Undefined when only the build knows: an ARG without a default. */
  readonly value: string | undefined;
  /** Where the value is written, when it is written in one piece and word for word. */
  readonly at: Span | undefined;
}

/** Finds a variable by name; undefined when this Dockerfile does not define it. */
export type Lookup = (name: string) => Variable | undefined;

interface Piece {
  /** Undefined for a variable whose value is not known. */
  readonly text: string | undefined;
  readonly at: Span | undefined;
}

/** Stands for an unknown variable in `Expansion.sketch`; no Dockerfile means it as a character. */
export const UNKNOWN = "\uFFFD";

/** Values longer than this are not followed, so that variables that double each other stay harmless. */
const MAX_VALUE = 512;
/** Longer patterns, and longer values under a pattern that may match at many places, are not worked out. */
const MAX_PATTERN = 32;
const MAX_REPLACED = 32;
const MAX_DEPTH = 10;

/** A word with its variables replaced, and where each part of the result is written. */
export class Expansion {
  constructor(private readonly pieces: readonly Piece[]) {}

  /** The expanded text; undefined when it holds a variable whose value is not known. */
  get text(): string | undefined {
    return this.pieces.some((piece) => piece.text === undefined) ? undefined : this.sketch;
  }

  /** The expanded text with `UNKNOWN` for each variable whose value is not known. */
  get sketch(): string {
    return this.pieces.map((piece) => piece.text ?? UNKNOWN).join("");
  }

  /**
   * The place in the source where characters `start` to `end` of `sketch` are written: in the word itself or in the
   * ARG or ENV they come from. Undefined when they come from several places or are computed.
   */
  locate(start: number, end: number): Span | undefined {
    let at = 0;
    for (const piece of this.pieces) {
      const length = piece.text?.length ?? UNKNOWN.length;
      if (start >= at && end <= at + length && piece.at && piece.text !== undefined && length > 0) {
        return { start: piece.at.start + start - at, end: piece.at.start + end - at };
      }
      at += length;
    }
    return undefined;
  }
}

/**
 * Expands `word` as the builder does: `$x`, `${x}`, `${x:-word}`, `:+`, `:?`, `#`,
 * `%`, `/` and their doubled forms, with quotes and escapes removed.
 */
export function expand(word: Word, lookup: Lookup, escapeMark: Escape): Expansion {
  return new Expansion(new Expander(word.within, word.start, word.end, lookup, escapeMark).run());
}

class Expander {
  private at: number;

  constructor(
    private readonly source: LogicalText,
    start: number,
    private readonly end: number,
    private readonly lookup: Lookup,
    private readonly escapeMark: Escape,
  ) {
    this.at = start;
  }

  run(): Piece[] {
    return this.scan("", 0);
  }

  /** Reads up to `stop` (or the end) and moves behind it. */
  private scan(stop: string, depth: number): Piece[] {
    const pieces = new Pieces(this.source);
    let quote = "";
    while (this.at < this.end) {
      const character = this.current;
      if (quote === "" && character === stop && stop !== "") {
        this.at++;
        return pieces.done();
      }
      if (quote !== "'" && character === this.escapeMark) this.readEscape(pieces, quote);
      else if (quote !== "'" && character === "$") pieces.add(...this.readVariable(depth));
      else if (quote === "" && (character === "'" || character === '"')) {
        quote = character;
        this.at++;
      } else if (character === quote) {
        quote = "";
        this.at++;
      } else pieces.literal(this.at++);
    }
    return pieces.done();
  }

  private get current(): string {
    return this.source.text[this.at] ?? "";
  }

  private readEscape(pieces: Pieces, quote: string): void {
    const next = this.at + 1 < this.end ? (this.source.text[this.at + 1] ?? "") : "";
    const removes = quote === "" || next === '"' || next === "$" || next === this.escapeMark;
    if (!removes) pieces.literal(this.at);
    if (removes && next !== "") pieces.literal(this.at + 1);
    this.at += removes ? 2 : 1;
  }

  private readVariable(depth: number): Piece[] {
    const dollar = this.at++;
    if (this.current !== "{") {
      const name = this.readName();
      if (name === "") return [{ text: "$", at: this.source.spanOf(dollar, dollar + 1) }];
      return [this.valueOf(name)];
    }
    this.at++;
    const name = this.readName();
    if (name === "" || depth >= MAX_DEPTH) return this.skipBraces();
    const operator = this.readOperator();
    if (operator === "}") return [this.valueOf(name)];
    if (operator === "") return this.skipBraces();
    if (operator === "/" || operator === "//") return [this.replaced(name, operator === "//", depth)];
    return this.applied(name, operator, this.scan("}", depth + 1));
  }

  private readName(): string {
    const start = this.at;
    while (this.at < this.end && /[A-Za-z0-9_]/.test(this.current)) this.at++;
    return this.source.text.slice(start, this.at);
  }

  private readOperator(): string {
    for (const operator of [":-", ":+", ":?", "##", "%%", "//", "}", "-", "+", "?", "#", "%", "/"]) {
      if (!this.source.text.startsWith(operator, this.at)) continue;
      this.at += operator.length;
      return operator;
    }
    return "";
  }

  private applied(name: string, operator: string, word: Piece[]): Piece[] {
    const value = this.lookup(name)?.value;
    const empty = value === "" && operator.startsWith(":");
    switch (operator.at(-1)) {
      case "-":
        return value === undefined || empty ? word : [this.valueOf(name)];
      case "+":
        if (value === undefined) return [unknown];
        return empty ? [] : word;
      case "?":
        return [empty ? unknown : this.valueOf(name)];
      default: {
        const pattern = new Expansion(word).text;
        if (isTooLong(value, MAX_VALUE) || isTooLong(pattern, MAX_PATTERN)) return [unknown];
        return [{ text: trimmed(value, operator, pattern), at: undefined }];
      }
    }
  }

  private replaced(name: string, all: boolean, depth: number): Piece {
    const pattern = new Expansion(this.scan("/", depth + 1)).text;
    const replacement = new Expansion(this.scan("}", depth + 1)).text;
    const value = this.lookup(name)?.value;
    if (isTooLong(pattern, MAX_PATTERN) || replacement === undefined) return unknown;
    if (isTooLong(value, /[*?\\]/.test(pattern) ? MAX_REPLACED : MAX_VALUE)) return unknown;
    return { text: globReplace(value, pattern, replacement, all), at: undefined };
  }

  private valueOf(name: string): Piece {
    const variable = this.lookup(name);
    if (!variable || isTooLong(variable.value, MAX_VALUE)) return unknown;
    return { text: variable.value, at: variable.at };
  }

  /** Moves behind an expansion that makes no sense; its value is unknown. */
  private skipBraces(): Piece[] {
    while (this.at < this.end && this.current !== "}") this.at++;
    this.at = Math.min(this.end, this.at + 1);
    return [unknown];
  }
}

/** Unknown counts as too long: neither can be followed. */
function isTooLong(text: string | undefined, limit: number): text is undefined {
  return text === undefined || text.length > limit;
}

const unknown: Piece = { text: undefined, at: undefined };

function trimmed(value: string, operator: string, pattern: string): string {
  const fromStart = operator.startsWith("#");
  const lengths = fromStart ? globPrefixes(value, pattern) : globSuffixes(value, pattern);
  const length = (operator.length === 2 ? lengths.at(-1) : lengths[0]) ?? 0;
  return fromStart ? value.slice(length) : value.slice(0, value.length - length);
}

/** Collects pieces and joins neighbouring literal characters. */
class Pieces {
  private readonly pieces: Piece[] = [];
  private start = -1;
  private end = -1;

  constructor(private readonly source: LogicalText) {}

  literal(index: number): void {
    if (this.end !== index) this.flush();
    if (this.start < 0) this.start = index;
    this.end = index + 1;
  }

  add(...pieces: Piece[]): void {
    this.flush();
    this.pieces.push(...pieces);
  }

  done(): Piece[] {
    this.flush();
    return this.pieces;
  }

  private flush(): void {
    if (this.start >= 0) {
      const at = this.source.isContiguous(this.start, this.end)
        ? this.source.spanOf(this.start, this.end)
        : undefined;
      this.pieces.push({ text: this.source.text.slice(this.start, this.end), at });
    }
    this.start = -1;
    this.end = -1;
  }
}
