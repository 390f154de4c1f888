import type { Span } from "./span";

/** A place in a text: line and character (UTF-16 units), both from 0, as in VS Code. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export type Eol = "\n" | "\r\n";

/** Maps offsets to lines and back for one text. Lines end at `\n`, `\r\n` or a lone `\r`, as in VS Code. */
export class LineIndex {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
      if (code === 10 || code === 13) starts.push(i + 1);
    }
    this.starts = starts;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The place of `offset`; offsets outside the text are moved to its nearer end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(at);
    return { line, character: at - this.startOf(line) };
  }

  /** The line (from 0) that holds `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The offset of `position`; a character past the end of its line is moved back to that end. */
  offsetAt(position: Position): number {
    const line = this.lineSpan(position.line);
    return Math.min(line.start + Math.max(0, position.character), line.end);
  }

  /** The span of line `line` (from 0) without its line break; an empty span at the text's end when there is none. */
  lineSpan(line: number): Span {
    if (line >= this.starts.length) return { start: this.text.length, end: this.text.length };
    const start = this.startOf(line);
    let end = line + 1 < this.starts.length ? this.startOf(line + 1) : this.text.length;
    while (end > start && isBreak(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }

  /** The text of line `line` (from 0) without its line break. */
  lineText(line: number): string {
    const { start, end } = this.lineSpan(line);
    return this.text.slice(start, end);
  }

  private startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }
}

/** The line break that `text` uses first, `\n` when it has none: what an edit should insert. */
export function eolOf(text: string): Eol {
  const at = text.indexOf("\n");
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

/** The blanks (spaces, tabs) at the start of the line that holds `offset`. */
export function indentAt(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return text.slice(start, end);
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
