import { type Span, span } from "../text/span";
import type { ParseProblem } from "./problem";
import type { TomlEntry, TomlTable, TomlValue } from "./toml";

interface OpenTable extends TomlTable {
  readonly entries: TomlEntry[];
}

const MAX_DEPTH = 32;
const escapes: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", e: "\x1b" };

/** Reads TOML line by line; a line that makes no sense is noted and passed over. */
export class TomlReader {
  private readonly tables: OpenTable[] = [];
  private readonly problems: ParseProblem[] = [];
  private at: number;

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  read(): { tables: readonly TomlTable[]; problems: readonly ParseProblem[] } {
    let table: OpenTable = { path: [], isArray: false, span: span(this.at, this.at), entries: [] };
    this.tables.push(table);
    for (this.skipLines(); this.at < this.text.length; this.skipLines()) {
      const start = this.at;
      if (this.current === "[") {
        const next = this.readHeader();
        if (next) {
          table = next;
          this.tables.push(table);
        }
      } else {
        const entry = this.readEntry(0);
        if (entry) table.entries.push(entry);
      }
      this.endLine(start);
    }
    return { tables: this.tables, problems: this.problems };
  }

  private get current(): string {
    return this.text[this.at] ?? "";
  }

  private readHeader(): OpenTable | undefined {
    const start = this.at;
    const isArray = this.text.startsWith("[[", start);
    this.at += isArray ? 2 : 1;
    const path = this.readKey();
    const closer = isArray ? "]]" : "]";
    this.skipBlanks();
    if (!path || !this.text.startsWith(closer, this.at)) return undefined;
    this.at += closer.length;
    return { path, isArray, span: span(start, this.at), entries: [] };
  }

  private readEntry(depth: number): TomlEntry | undefined {
    this.skipBlanks();
    const start = this.at;
    const key = this.readKey();
    if (!key) return undefined;
    const keySpan = span(start, this.at);
    this.skipBlanks();
    if (this.current !== "=") return undefined;
    this.at++;
    this.skipBlanks();
    return { key, keySpan, value: this.readValue(depth) };
  }

  /** A key of one or more parts; leaves the place behind its last part. */
  private readKey(): string[] | undefined {
    const parts: string[] = [];
    for (;;) {
      this.skipBlanks();
      const part = this.readKeyPart();
      if (part === undefined) return undefined;
      parts.push(part);
      const end = this.at;
      this.skipBlanks();
      if (this.current !== ".") {
        this.at = end;
        return parts;
      }
      this.at++;
    }
  }

  private readKeyPart(): string | undefined {
    if (this.current === '"' || this.current === "'") {
      const value = this.readString();
      return value?.kind === "string" ? value.text : undefined;
    }
    const start = this.at;
    while (/[A-Za-z0-9_-]/.test(this.current)) this.at++;
    return this.at > start ? this.text.slice(start, this.at) : undefined;
  }

  private readValue(depth: number): TomlValue | undefined {
    if (depth > MAX_DEPTH) return undefined;
    switch (this.current) {
      case '"':
      case "'":
        return this.readString();
      case "[":
        return this.readArray(depth);
      case "{":
        return this.readInlineTable(depth);
      default:
        return this.readScalar();
    }
  }

  private readString(): TomlValue | undefined {
    const start = this.at;
    const quote = this.current;
    const isLong = this.text.startsWith(quote.repeat(3), start);
    const fence = isLong ? quote.repeat(3) : quote;
    const content = start + fence.length;
    const parts: string[] = [];
    let at = content;
    while (at < this.text.length && !this.text.startsWith(fence, at)) {
      const character = this.text[at] ?? "";
      if (!isLong && character === "\n") break;
      if (character === "\\" && quote === '"') {
        const { text, length } = readEscape(this.text, at);
        parts.push(text);
        at += length;
      } else {
        parts.push(character);
        at++;
      }
    }
    if (!this.text.startsWith(fence, at)) {
      this.at = at;
      this.problem(start, "This string is never closed");
      return undefined;
    }
    this.at = at + fence.length;
    return {
      kind: "string",
      text: parts.join(""),
      span: span(start, this.at),
      contentSpan: span(content, at),
    };
  }

  private readArray(depth: number): TomlValue | undefined {
    const start = this.at++;
    const items: TomlValue[] = [];
    for (this.skipLines(); this.at < this.text.length && this.current !== "]"; this.skipLines()) {
      const item = this.readValue(depth + 1);
      if (!item) break;
      items.push(item);
      this.skipLines();
      if (this.current === ",") this.at++;
      else if (this.current !== "]") break;
    }
    if (this.current === "]") this.at++;
    else this.problem(start, "This array is never closed");
    return { kind: "array", items, span: span(start, this.at) };
  }

  private readInlineTable(depth: number): TomlValue | undefined {
    const start = this.at++;
    const entries: TomlEntry[] = [];
    for (this.skipLines(); this.at < this.text.length && this.current !== "}"; this.skipLines()) {
      const entry = this.readEntry(depth + 1);
      if (!entry) break;
      entries.push(entry);
      this.skipLines();
      if (this.current === ",") this.at++;
      else if (this.current !== "}") break;
    }
    if (this.current === "}") this.at++;
    else this.problem(start, "This table is never closed");
    return { kind: "table", entries, span: span(start, this.at) };
  }

  private readScalar(): TomlValue | undefined {
    const start = this.at;
    while (this.at < this.text.length && !/[\s,\]}#]/.test(this.current)) this.at++;
    // A date and its time may have a blank between them.
    if (/^ \d\d:/.test(this.text.slice(this.at, this.at + 4))) {
      this.at++;
      while (/[\d:.+Zz-]/.test(this.current)) this.at++;
    }
    if (this.at === start) return undefined;
    return { kind: "scalar", text: this.text.slice(start, this.at), span: span(start, this.at) };
  }

  /** Moves to the end of the line; what stands there but a comment was not understood. */
  private endLine(start: number): void {
    this.skipBlanks();
    const stray = this.at < this.text.length && this.current !== "\n" && this.current !== "#";
    const newline = this.text.indexOf("\n", this.at);
    this.at = newline < 0 ? this.text.length : newline;
    if (stray || this.at === start) this.problem(start, "This line is no TOML");
  }

  private problem(start: number, message: string): void {
    const newline = this.text.indexOf("\n", start);
    const at: Span = span(start, newline < 0 ? this.text.length : newline);
    if (this.problems.at(-1)?.at.start !== start) this.problems.push({ at, message });
  }

  private skipBlanks(): void {
    while (this.current === " " || this.current === "\t" || this.current === "\r") this.at++;
  }

  /** Moves over blanks, line breaks and comments. */
  private skipLines(): void {
    for (;;) {
      this.skipBlanks();
      if (this.current === "\n") this.at++;
      else if (this.current === "#") {
        const newline = this.text.indexOf("\n", this.at);
        this.at = newline < 0 ? this.text.length : newline;
      } else return;
    }
  }
}

/** The text of the escape at `at` and how many characters it takes; an escaped line break takes the blanks behind it. */
function readEscape(text: string, at: number): { text: string; length: number } {
  const mark = text[at + 1] ?? "";
  const digits = mark === "u" ? 4 : mark === "U" ? 8 : mark === "x" ? 2 : 0;
  if (digits > 0) {
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    const isValid = code >= 0 && code <= 0x10ffff;
    return { text: isValid ? String.fromCodePoint(code) : "", length: 2 + digits };
  }
  if (mark === "\n" || mark === "\r" || mark === " " || mark === "\t") {
    let end = at + 1;
    while (/\s/.test(text[end] ?? "")) end++;
    return { text: "", length: end - at };
  }
  return { text: Object.hasOwn(escapes, mark) ? (escapes[mark] ?? "") : mark, length: 2 };
}
