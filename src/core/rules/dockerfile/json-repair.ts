import type { LogicalText } from "../../files/dockerfile/logical";
import { replacement, type TextEdit } from "../../text/edits";

/** What keeps an array from being JSON, in the words of a message. */
export type Flaw =
  | "JSON knows double quotes only"
  | "a comma stands before the closing bracket"
  | "a comma is missing"
  | "a word has no quotes"
  | "the closing bracket is missing"
  | "a comment cannot follow on the line"
  | "a backslash has to be doubled";

export interface Repair {
  /** The first one. */
  readonly flaw: Flaw;
  readonly edits: readonly TextEdit[];
  /** A comment that stood behind the array, from its `#` on. */
  readonly comment: string | undefined;
  /** Whether words without quotes became strings: the shell would have expanded them. */
  readonly hasBareWords: boolean;
}

/** How `text`, which begins with `[`, becomes a JSON array of strings. Undefined when it cannot be told what was meant. */
export function repairOf(text: LogicalText): Repair | undefined {
  return new Repairer(text).run();
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const opposite: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "”": "”", "‘": "’" };
const literal = /^(?:-?\d+(?:\.\d+)?|true|false|null)$/;

class Repairer {
  private readonly changes: Change[] = [];
  private flaw: Flaw | undefined;
  private hasBareWords = false;
  private comment: string | undefined;
  private at = 1;

  constructor(private readonly source: LogicalText) {}

  run(): Repair | undefined {
    if (!this.elements() || !this.tail() || this.flaw === undefined) return undefined;
    if (!isArrayOfStrings(this.result())) return undefined;
    const edits: TextEdit[] = [];
    for (const { start, end, text } of this.changes) {
      if (start < end && !this.source.isContiguous(start, end)) return undefined;
      edits.push(replacement(this.source.spanOf(start, end), text));
    }
    return { flaw: this.flaw, edits, comment: this.comment, hasBareWords: this.hasBareWords };
  }

  private get text(): string {
    return this.source.text;
  }

  /** Reads up to behind the closing bracket; false when it makes no sense. */
  private elements(): boolean {
    let comma: number | undefined;
    /** Where the last element ends. */
    let end: number | undefined;
    for (;;) {
      this.skipBlanks();
      const character = this.text[this.at];
      if (character === undefined) {
        if (end === undefined) return false;
        if (comma !== undefined)
          this.change("a comma stands before the closing bracket", comma, comma + 1, "");
        this.change("the closing bracket is missing", this.text.length, this.text.length, "]");
        return true;
      }
      if (character === "]") {
        if (comma !== undefined)
          this.change("a comma stands before the closing bracket", comma, comma + 1, "");
        this.at++;
        return true;
      }
      if (character === ",") {
        if (end === undefined || comma !== undefined) return false;
        comma = this.at++;
        continue;
      }
      if (end === this.at) return false;
      if (end !== undefined && comma === undefined) this.change("a comma is missing", end, end, ",");
      const closer = opposite[character];
      if (!(closer === undefined ? this.bare() : this.quoted(closer))) return false;
      end = this.at;
      comma = undefined;
    }
  }

  private quoted(closer: string): boolean {
    const start = this.at;
    const isDouble = this.text[start] === '"';
    let at = start + 1;
    while (at < this.text.length && this.text[at] !== closer)
      at += isDouble && this.text[at] === "\\" ? 2 : 1;
    if (at >= this.text.length) return false;
    if (!isDouble) {
      this.change("JSON knows double quotes only", start, start + 1, '"');
      this.escape(start + 1, at, /["\\]/);
      this.change("JSON knows double quotes only", at, at + 1, '"');
    } else this.doubleBackslashes(start + 1, at);
    this.at = at + 1;
    return true;
  }

  private escape(start: number, end: number, what: RegExp): void {
    for (let i = start; i < end; i++)
      if (what.test(this.text[i] ?? "")) this.change("JSON knows double quotes only", i, i, "\\");
  }

  private doubleBackslashes(start: number, end: number): void {
    for (let i = start; i < end; i++) {
      if (this.text[i] !== "\\") continue;
      if (/["\\/bfnrtu]/.test(this.text[i + 1] ?? "")) i++;
      else this.change("a backslash has to be doubled", i, i, "\\");
    }
  }

  private bare(): boolean {
    const start = this.at;
    while (this.at < this.text.length && /[^\s,\]]/.test(this.text[this.at] ?? "")) this.at++;
    const word = this.text.slice(start, this.at);
    if (/["'“”‘’[{}\\#()|&;<>`]/.test(word.replaceAll(/\$\{\w+\}/g, ""))) return false;
    this.hasBareWords ||= !literal.test(word);
    this.change("a word has no quotes", start, start, '"');
    this.change("a word has no quotes", this.at, this.at, '"');
    return true;
  }

  /** Behind the array a comment may stand, which goes elsewhere. */
  private tail(): boolean {
    const rest = this.text.slice(this.at);
    if (rest.trim() === "") return true;
    if (!/^\s+#/.test(rest)) return false;
    this.comment = rest.trim();
    this.change("a comment cannot follow on the line", this.at, this.text.length, "");
    return true;
  }

  private change(flaw: Flaw, start: number, end: number, text: string): void {
    this.flaw ??= flaw;
    const last = this.changes.at(-1);
    // Two insertions at one place are one.
    if (last && last.start === start && last.end === end && start === end)
      this.changes[this.changes.length - 1] = { start, end, text: last.text + text };
    else this.changes.push({ start, end, text });
  }

  private skipBlanks(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private result(): string {
    const parts: string[] = [];
    let at = 0;
    for (const { start, end, text } of this.changes) {
      parts.push(this.text.slice(at, start), text);
      at = end;
    }
    return parts.join("") + this.text.slice(at);
  }
}

function isArrayOfStrings(text: string): boolean {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) && values.every((value) => typeof value === "string");
  } catch {
    return false;
  }
}
