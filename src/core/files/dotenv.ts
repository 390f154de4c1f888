import { type Span, span } from "../text/span";
import type { Parsed, ParseProblem } from "./problem";

export type DotenvQuote = "'" | '"' | "`";

/** One `KEY=value`. */
export interface DotenvAssignment {
  readonly key: string;
  readonly keyAt: Span;
  /** Decoded: without quotes, escapes of double quotes resolved, the comment behind it left out. */
  readonly value: string;
  /** The value without its quotes; an empty span behind `=` for an empty value. */
  readonly valueAt: Span;
  readonly quote: DotenvQuote | undefined;
  /** Whether the line starts with `export`. */
  readonly exported: boolean;
  /** Whether `$` in the value is replaced: not in single quotes, and not when it is escaped. */
  readonly interpolated: boolean;
  /** The whole assignment, from the key (or `export`) to the end of the value with its quotes. */
  readonly at: Span;
}

/** A `.env` file. */
export interface DotenvForm extends Parsed {
  /** In order; a key that stands twice is listed twice. */
  readonly assignments: readonly DotenvAssignment[];
  /** Comments, from `#` to the end of their line. */
  readonly comments: readonly Span[];
  /** The assignment that counts for `key`: the last one. */
  get(key: string): DotenvAssignment | undefined;
  /** Keys that stand in a comment as an assignment: `# KEY=value`. */
  readonly commentedKeys: ReadonlySet<string>;
  /** Assignments that a later one of the same key makes void. */
  readonly shadowed: readonly DotenvAssignment[];
}

/** Parses a `.env` file as dotenv and Compose read it. Never throws: see `problems`. */
export function parseDotenv(text: string): DotenvForm {
  const reader = new DotenvReader(text);
  reader.read();
  const { assignments, comments, problems } = reader;
  const last = new Map(assignments.map((assignment) => [assignment.key, assignment]));
  return {
    assignments,
    comments,
    clean: problems.length === 0,
    problems,
    get: (key) => last.get(key),
    commentedKeys: new Set(comments.flatMap((comment) => commentedKey(text, comment) ?? [])),
    shadowed: assignments.filter((assignment) => last.get(assignment.key) !== assignment),
  };
}

const keyPattern = /[\w.-]/;

class DotenvReader {
  readonly assignments: DotenvAssignment[] = [];
  readonly comments: Span[] = [];
  readonly problems: ParseProblem[] = [];
  private p = 0;

  constructor(private readonly text: string) {
    if (text.startsWith("\ufeff")) this.p = 1;
  }

  read(): void {
    while (this.p < this.text.length) {
      this.skipBlanks();
      if (this.text[this.p] === "#") this.comment();
      else if (!this.atLineEnd()) this.assignment();
      this.nextLine();
    }
  }

  private assignment(): void {
    const start = this.p;
    const exported = /^export[ \t]/.test(this.text.slice(this.p, this.p + 7));
    if (exported) {
      this.p += "export".length;
      this.skipBlanks();
    }
    const keyAt = this.word();
    const key = this.text.slice(keyAt.start, keyAt.end);
    this.skipBlanks();
    if (key === "" || this.text[this.p] !== "=") {
      // `export KEY` and a bare `KEY` pass a variable on: nothing is assigned, and nothing is wrong.
      if (key === "" || !this.atCommentOrEnd()) this.report(start, "This line is not an assignment.");
      return;
    }
    const equals = ++this.p;
    this.skipBlanks();
    const quote = quoteAt(this.text, this.p);
    const end = quote === undefined ? -1 : closingQuote(this.text, this.p, quote);
    if (quote !== undefined && end >= 0) this.quoted(quote, end, { start, key, keyAt, exported });
    else {
      if (quote !== undefined) this.report(this.p, "This quote is not closed.");
      this.plain(equals, { start, key, keyAt, exported });
    }
  }

  private quoted(quote: DotenvQuote, end: number, head: Head): void {
    const valueAt = span(this.p + 1, end);
    const raw = this.text.slice(valueAt.start, valueAt.end);
    const value = quote === '"' ? resolveEscapes(raw) : raw.replaceAll("\r\n", "\n");
    this.p = end + 1;
    this.add(head, { value, valueAt, quote, end: this.p, interpolated: quote !== "'" && hasVariable(raw) });
    this.skipBlanks();
    if (this.text[this.p] === "#") this.comment();
    else if (!this.atLineEnd()) this.report(this.p, "Nothing may follow the closing quote.");
  }

  private plain(equals: number, head: Head): void {
    const start = this.p;
    let end = start;
    let p = start;
    for (; p < this.text.length && !isBreak(this.text[p]); p++) {
      if (this.text[p] === "#" && isBlank(this.text[p - 1])) break;
      if (!isBlank(this.text[p])) end = p + 1;
    }
    this.p = p;
    const valueAt = end > start ? span(start, end) : span(equals, equals);
    const value = this.text.slice(valueAt.start, valueAt.end);
    this.add(head, { value, valueAt, quote: undefined, end: valueAt.end, interpolated: hasVariable(value) });
    if (this.text[this.p] === "#") this.comment();
  }

  private add(head: Head, value: Value): void {
    const { key, keyAt, exported } = head;
    const { value: decoded, valueAt, quote, interpolated } = value;
    const at = span(head.start, value.end);
    this.assignments.push({ key, keyAt, value: decoded, valueAt, quote, exported, interpolated, at });
  }

  private comment(): void {
    const start = this.p;
    while (!this.atLineEnd()) this.p++;
    this.comments.push(span(start, this.p));
  }

  private word(): Span {
    const start = this.p;
    while (keyPattern.test(this.text.charAt(this.p))) this.p++;
    return span(start, this.p);
  }

  private atCommentOrEnd(): boolean {
    return this.atLineEnd() || this.text[this.p] === "#";
  }

  private atLineEnd(): boolean {
    return this.p >= this.text.length || isBreak(this.text[this.p]);
  }

  private skipBlanks(): void {
    while (isBlank(this.text[this.p])) this.p++;
  }

  private nextLine(): void {
    while (!this.atLineEnd()) this.p++;
    while (isBreak(this.text[this.p])) this.p++;
  }

  private report(at: number, message: string): void {
    this.problems.push({ at: span(at, Math.min(at + 1, this.text.length)), message });
  }
}

interface Head {
  readonly start: number;
  readonly key: string;
  readonly keyAt: Span;
  readonly exported: boolean;
}

interface Value {
  readonly value: string;
  readonly valueAt: Span;
  readonly quote: DotenvQuote | undefined;
  readonly end: number;
  readonly interpolated: boolean;
}

function quoteAt(text: string, at: number): DotenvQuote | undefined {
  const char = text[at];
  return char === "'" || char === '"' || char === "`" ? char : undefined;
}

/** The offset of the quote that ends the value begun at `from`, on this line or a later one; -1 without one. */
function closingQuote(text: string, from: number, quote: DotenvQuote): number {
  for (let p = from + 1; p < text.length; p++) {
    if (text[p] === "\\") p++;
    else if (text[p] === quote) return p;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function resolveEscapes(raw: string): string {
  return raw.replaceAll("\r\n", "\n").replace(/\\(.)/g, (whole, char: string) => escapes[char] ?? whole);
}

/** Whether a `$` in `raw` is read as the start of a variable. */
function hasVariable(raw: string): boolean {
  return /(?:^|[^\\$])\$(?:\{|[A-Za-z_])/.test(raw);
}

function commentedKey(text: string, comment: Span): string | undefined {
  return /^#+[ \t]{0,8}(?:export[ \t]{1,8})?([A-Za-z_][\w.-]{0,200})[ \t]{0,8}=/.exec(
    text.slice(comment.start, Math.min(comment.end, comment.start + 300)),
  )?.[1];
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

function isBreak(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}
