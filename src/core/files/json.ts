import { type Span, span } from "../text/span";
import type { Parsed, ParseProblem } from "./problem";

export type JsonValue = JsonObject | JsonArray | JsonScalar;

export interface JsonProperty {
  readonly key: string;
  /** The key with its quotes. */
  readonly keyAt: Span;
  readonly value: JsonValue;
}

export interface JsonObject {
  readonly kind: "object";
  readonly at: Span;
  readonly properties: readonly JsonProperty[];
}

export interface JsonArray {
  readonly kind: "array";
  readonly at: Span;
  readonly items: readonly JsonValue[];
}

export interface JsonScalar {
  readonly kind: "scalar";
  /** The token, a string with its quotes. */
  readonly at: Span;
  readonly value: string | number | boolean | null;
}

/** A JSON file. Comments and commas at the end are taken as they are: most tools that read JSON from people do. */
export interface JsonForm extends Parsed {
  readonly root: JsonValue | undefined;
  /** The value at `path` (keys of objects, indices of arrays). A key that stands twice counts the last time. */
  get(...path: readonly (string | number)[]): JsonValue | undefined;
  /** The property itself, for the place of its key. */
  property(...path: readonly (string | number)[]): JsonProperty | undefined;
}

const MAX_DEPTH = 500;
/** One comma too many is one problem; a file that is not JSON at all is not worth a million. */
const MAX_PROBLEMS = 20;

/** Parses `text` as JSON. Never throws; what could be read of a broken text is in the tree. */
export function parseJson(text: string): JsonForm {
  const parser = new JsonParser(text);
  const root = parser.parse();
  const property = (...path: readonly (string | number)[]) => {
    const key = path.at(-1);
    const owner = follow(root, path.slice(0, -1));
    return owner?.kind === "object" && key !== undefined ? lastNamed(owner, String(key)) : undefined;
  };
  return {
    root,
    clean: parser.problems.length === 0,
    problems: parser.problems,
    get: (...path) => follow(root, path),
    property,
  };
}

function follow(root: JsonValue | undefined, path: readonly (string | number)[]): JsonValue | undefined {
  let found = root;
  for (const step of path) {
    if (found?.kind === "object") found = lastNamed(found, String(step))?.value;
    else if (found?.kind === "array" && typeof step === "number") found = found.items[step];
    else return undefined;
  }
  return found;
}

function lastNamed(object: JsonObject, key: string): JsonProperty | undefined {
  return object.properties.findLast((property) => property.key === key);
}

const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

class JsonParser {
  readonly problems: ParseProblem[] = [];
  private p = 0;

  constructor(private readonly text: string) {
    if (text.startsWith("\ufeff")) this.p = 1;
  }

  parse(): JsonValue | undefined {
    this.skipSpace();
    if (this.atEnd()) {
      this.report(this.p, "A value is expected.");
      return undefined;
    }
    const root = this.value(0);
    this.skipSpace();
    if (!this.atEnd()) this.report(this.p, "Nothing may follow the value.");
    return root;
  }

  private value(depth: number): JsonValue | undefined {
    const char = this.text[this.p];
    if (char === "{" || char === "[") {
      if (depth < MAX_DEPTH) return char === "{" ? this.object(depth) : this.array(depth);
      this.report(this.p, `Nested deeper than ${MAX_DEPTH} levels.`);
      this.p = this.text.length;
      return undefined;
    }
    return char === '"' ? this.string() : this.word();
  }

  private object(depth: number): JsonObject {
    const start = this.p++;
    const properties: JsonProperty[] = [];
    this.list("}", () => {
      if (this.text[this.p] !== '"') return false;
      const key = this.string();
      this.skipSpace();
      if (!this.take(":")) this.report(this.p, "A colon is expected.");
      this.skipSpace();
      const value = this.value(depth + 1);
      if (value) properties.push({ key: String(key.value), keyAt: key.at, value });
      return value !== undefined;
    });
    return { kind: "object", at: span(start, this.p), properties };
  }

  private array(depth: number): JsonArray {
    const start = this.p++;
    const items: JsonValue[] = [];
    this.list("]", () => {
      const value = this.value(depth + 1);
      if (value) items.push(value);
      return value !== undefined;
    });
    return { kind: "array", at: span(start, this.p), items };
  }

  /** Reads what stands between commas until `close`; `read` is false where nothing could be read. */
  private list(close: string, read: () => boolean): void {
    for (;;) {
      this.skipSpace();
      if (this.take(close)) return;
      if (this.atEnd()) break;
      const before = this.p;
      if (!read()) this.report(before, "A value is expected.");
      this.skipSpace();
      if (this.take(",")) continue;
      if (this.text[this.p] === close) continue;
      if (!this.atEnd()) this.report(this.p, "A comma is expected.");
      // A stray bracket or sign: leave it behind, or the loop would stand still.
      if (this.p === before) this.p++;
    }
    this.report(this.p, `${close} is missing.`);
  }

  private string(): JsonScalar {
    const start = this.p++;
    while (!this.atEnd() && this.text[this.p] !== '"' && this.text[this.p] !== "\n") {
      this.p += this.text[this.p] === "\\" ? 2 : 1;
    }
    this.p = Math.min(this.p, this.text.length);
    const closed = this.take('"');
    const at = span(start, this.p);
    const source = this.text.slice(start, this.p);
    if (!closed) this.report(start, "This string has no end.");
    return { kind: "scalar", at, value: decode(source) ?? this.undecoded(at, source) };
  }

  private undecoded(at: Span, source: string): string {
    this.report(at.start, "This string holds an escape that JSON does not know.");
    return source.slice(1).replace(/"$/, "");
  }

  private word(): JsonScalar | undefined {
    const start = this.p;
    while (!this.atEnd() && !/[\s,:{}[\]"/]/.test(this.text.charAt(this.p))) this.p++;
    if (this.p === start) return undefined;
    const word = this.text.slice(start, this.p);
    const at = span(start, this.p);
    const literal = Object.hasOwn(literals, word) ? literals[word] : undefined;
    if (literal !== undefined) return { kind: "scalar", at, value: literal };
    if (numberPattern.test(word)) return { kind: "scalar", at, value: Number(word) };
    this.report(start, `\`${word.slice(0, 40)}\` is not JSON.`);
    return { kind: "scalar", at, value: word };
  }

  private skipSpace(): void {
    for (;;) {
      while (/[\s\ufeff]/.test(this.text.charAt(this.p))) this.p++;
      if (this.text.startsWith("//", this.p)) this.skipTo("\n", 0);
      else if (this.text.startsWith("/*", this.p)) this.skipTo("*/", 2);
      else return;
    }
  }

  private skipTo(end: string, length: number): void {
    const at = this.text.indexOf(end, this.p + 2);
    if (at < 0 && length > 0) this.report(this.p, "This comment has no end.");
    this.p = at < 0 ? this.text.length : at + length;
  }

  private take(char: string): boolean {
    if (this.text[this.p] !== char) return false;
    this.p++;
    return true;
  }

  private atEnd(): boolean {
    return this.p >= this.text.length;
  }

  private report(at: number, message: string): void {
    const start = Math.min(at, this.text.length);
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({ at: span(start, Math.min(start + 1, this.text.length)), message });
    }
  }
}

function decode(source: string): string | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
