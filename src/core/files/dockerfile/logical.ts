import { type Span, span } from "../../text/span";

/** A stretch of a logical text that lies in one piece in the source. */
interface Piece {
  /** Index in the logical text where the piece begins. */
  readonly at: number;
  /** Offset in the source of its first character. */
  readonly offset: number;
}

/** Text as it stands in the source from `offset` on. */
export interface Stretch {
  readonly text: string;
  readonly offset: number;
}

/**
 * What the builder sees of an instruction: the text with line continuations, and the comments and empty lines
 * between them, taken out. Knows for every character where it stands in the source.
 */
export class LogicalText {
  private constructor(
    readonly text: string,
    private readonly pieces: readonly Piece[],
  ) {}

  /** `text` as it stands in the source from `offset` on. */
  static of(text: string, offset: number): LogicalText {
    return new LogicalText(text, [{ at: 0, offset }]);
  }

  /** Several stretches of the source read as one text. */
  static join(stretches: readonly Stretch[]): LogicalText {
    const [only] = stretches;
    if (only && stretches.length === 1) return LogicalText.of(only.text, only.offset);
    const pieces: Piece[] = [];
    let length = 0;
    for (const { text, offset } of stretches) {
      if (text === "") continue;
      pieces.push({ at: length, offset });
      length += text.length;
    }
    if (pieces.length === 0) pieces.push({ at: 0, offset: only?.offset ?? 0 });
    return new LogicalText(stretches.map(({ text }) => text).join(""), pieces);
  }

  get length(): number {
    return this.text.length;
  }

  /** The offset in the source of the character at `index`. */
  offsetAt(index: number): number {
    const piece = this.pieces[this.pieceAt(index)];
    return piece ? piece.offset + (index - piece.at) : 0;
  }

  /**
   * The span in the source of the characters from `start` to `end` (indices here). It begins at a character and
   * ends behind one, never in a continuation, though it may hold one.
   */
  spanOf(start: number, end: number): Span {
    if (end <= start) {
      const at = start > 0 ? this.offsetAt(start - 1) + 1 : this.offsetAt(0);
      return span(at, at);
    }
    return span(this.offsetAt(start), this.offsetAt(end - 1) + 1);
  }

  /** The span of the whole text. */
  get span(): Span {
    return this.spanOf(0, this.text.length);
  }

  /** The characters from `start` to `end`. */
  slice(start: number, end: number = this.text.length): LogicalText {
    if (start >= end) return LogicalText.of("", this.spanOf(start, start).start);
    return LogicalText.join(this.stretches(start, end));
  }

  /** The characters from `start` to `end` in pieces that stand in the source without a break. */
  stretches(start: number, end: number): Stretch[] {
    const found: Stretch[] = [];
    let at = start;
    for (let i = this.pieceAt(start); at < end; i++) {
      const stop = Math.min(end, this.pieces[i + 1]?.at ?? end);
      found.push({ text: this.text.slice(at, stop), offset: this.offsetAt(at) });
      at = stop;
    }
    return found;
  }

  /** The text without blanks at its ends. */
  trim(): LogicalText {
    const start = skipSpace(this.text, 0);
    return start === this.text.length
      ? this.slice(start)
      : this.slice(start, spaceBefore(this.text, this.text.length));
  }

  /** Whether the characters from `start` to `end` stand in the source without a break between them. */
  isContiguous(start: number, end: number): boolean {
    const { start: from, end: to } = this.spanOf(start, end);
    return to - from === end - start;
  }

  /** The last piece that begins at or before `index`. */
  private pieceAt(index: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle]?.at ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Blanks as Go's `unicode.IsSpace` knows them below 256, which is what the builder splits at. */
export function isSpace(code: number): boolean {
  return (code >= 9 && code <= 13) || code === 32 || code === 0x85 || code === 0xa0;
}

/** The index of the first character from `index` on that is not blank. */
export function skipSpace(text: string, index: number): number {
  let at = index;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The index of the first character from `index` on that is blank. */
export function skipWord(text: string, index: number): number {
  let at = index;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** `end` moved back over the blanks before it. */
export function spaceBefore(text: string, end: number): number {
  let at = end;
  while (at > 0 && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** `end` moved back over the carriage returns before it, to `start` at most. */
export function beforeReturns(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === 13) at--;
  return at;
}
