import { type Span, span } from "../text/span";
import type { Parsed, ParseProblem } from "./problem";

export type TerraformValue =
  /** A string without anything computed in it; `at` covers its quotes. */
  | { readonly kind: "string"; readonly text: string; readonly at: Span }
  | { readonly kind: "list"; readonly items: readonly TerraformValue[]; readonly at: Span }
  /** `{ key = value }` */
  | { readonly kind: "object"; readonly attributes: readonly TerraformAttribute[]; readonly at: Span }
  /** Everything else: references, calls, templates, numbers, heredocs. */
  | { readonly kind: "expression"; readonly text: string; readonly at: Span };

export interface TerraformAttribute {
  /** Without quotes. */
  readonly name: string;
  readonly nameAt: Span;
  readonly value: TerraformValue;
}

/** `type "label" … { … }` */
export interface TerraformBlock {
  readonly type: string;
  readonly typeAt: Span;
  readonly labels: readonly string[];
  /** From the type to the `}`. */
  readonly at: Span;
  readonly attributes: readonly TerraformAttribute[];
  readonly blocks: readonly TerraformBlock[];
}

/** A configuration of Terraform or OpenTofu, or a file of values for its variables. All spans are offsets. */
export interface TerraformForm extends Parsed {
  /** What a file of values (`.tfvars`) consists of. */
  readonly attributes: readonly TerraformAttribute[];
  readonly blocks: readonly TerraformBlock[];
}

type Body = { readonly attributes: TerraformAttribute[]; readonly blocks: TerraformBlock[] };

/** Blocks and values deeper than this are not followed. */
const MAX_DEPTH = 50;
const MAX_PROBLEMS = 20;
const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Reads HCL as far as its blocks, attributes and literal values go. Never throws. */
export function parseTerraform(text: string): TerraformForm {
  return new TerraformReader(text).run();
}

/** The value of the attribute called `name`. */
export function attributeOf(
  { attributes }: Pick<TerraformBlock, "attributes">,
  name: string,
): TerraformValue | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value;
}

class TerraformReader {
  private readonly problems: ParseProblem[] = [];
  private at: number;
  /** How many templates the current place is in: `"${f("${x}")}"`. */
  private templates = 0;

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  run(): TerraformForm {
    const body = this.body(0);
    const { problems } = this;
    return { clean: problems.length === 0, problems, ...body };
  }

  private get current(): string {
    return this.text[this.at] ?? "";
  }

  /** Up to the brace that closes it, which stays; at the top up to the end. */
  private body(depth: number): Body {
    const body: Body = { attributes: [], blocks: [] };
    for (this.skipSpace(true); this.at < this.text.length; this.skipSpace(true)) {
      if (this.current === "}") {
        if (depth > 0) return body;
        this.report(span(this.at, this.at + 1), "This brace closes nothing");
        this.at++;
        continue;
      }
      const start = this.at;
      this.statement(body, depth);
      if (this.at === start) this.at++;
    }
    return body;
  }

  private statement(body: Body, depth: number): void {
    const start = this.at;
    const name = this.name();
    const nameAt = span(start, this.at);
    this.skipSpace(false);
    const labels: string[] = [];
    if (name !== undefined && this.current === "=" && this.text[this.at + 1] !== "=") {
      this.at++;
      this.skipSpace(false);
      body.attributes.push({ name, nameAt, value: this.value("", depth) });
    } else if (name !== undefined && this.readLabels(labels)) {
      const block = this.block({ type: name, typeAt: nameAt, labels }, depth);
      if (block) body.blocks.push(block);
    } else this.skipLine(start);
  }

  /** Whether a brace follows the labels. */
  private readLabels(labels: string[]): boolean {
    while (this.current !== "{") {
      const label = this.name();
      if (label === undefined) return false;
      labels.push(label);
      this.skipSpace(false);
    }
    return true;
  }

  private block(
    head: Pick<TerraformBlock, "type" | "typeAt" | "labels">,
    depth: number,
  ): TerraformBlock | undefined {
    const open = this.at;
    if (depth >= MAX_DEPTH) {
      this.skipBrackets();
      return undefined;
    }
    this.at++;
    const inner = this.body(depth + 1);
    if (this.current === "}") this.at++;
    else this.report(span(open, open + 1), "This block is never closed");
    return { ...head, at: span(head.typeAt.start, this.at), ...inner };
  }

  /** A name, or a string that stands for one. */
  private name(): string | undefined {
    if (this.current === '"') return this.string();
    const start = this.at;
    while (/[\w.-]/.test(this.current)) this.at++;
    return this.at > start ? this.text.slice(start, this.at) : undefined;
  }

  /** A value up to the end of its line, or up to a comma or `close` in a collection. */
  private value(close: string, depth: number): TerraformValue {
    const start = this.at;
    const value = this.literal(depth);
    const end = this.at;
    this.skipSpace(false);
    if (value && this.isEnd(close)) {
      this.at = end;
      return value;
    }
    this.at = end;
    while (this.at < this.text.length && !this.isEnd(close)) {
      if (this.current === '"') this.string();
      else if (this.text.startsWith("<<", this.at)) this.heredoc();
      else if (Object.hasOwn(closers, this.current)) this.skipBrackets();
      else if (!this.skipComment()) this.at++;
    }
    const text = this.text.slice(start, this.at).trimEnd();
    return { kind: "expression", text, at: span(start, start + text.length) };
  }

  private literal(depth: number): TerraformValue | undefined {
    const start = this.at;
    if (this.current === '"') {
      const text = this.string();
      const at = span(start, this.at);
      const source = this.text.slice(start, this.at);
      return text === undefined || /[$%]\{/.test(source) ? undefined : { kind: "string", text, at };
    }
    const isCollection = this.current === "[" || this.current === "{";
    if (!isCollection || depth >= MAX_DEPTH || /^.\s*for\b/.test(this.text.slice(start, start + 200)))
      return undefined;
    return this.current === "[" ? this.list(depth) : this.object(depth);
  }

  private list(depth: number): TerraformValue {
    const start = this.at++;
    const items: TerraformValue[] = [];
    for (this.skipSpace(true); this.at < this.text.length && this.current !== "]"; this.skipSpace(true)) {
      const before = this.at;
      items.push(this.value("]", depth + 1));
      this.skipSpace(true);
      if (this.current === "," || this.at === before) this.at++;
    }
    return { kind: "list", items, at: this.closed(start, "]") };
  }

  private object(depth: number): TerraformValue {
    const start = this.at++;
    const attributes: TerraformAttribute[] = [];
    for (this.skipSpace(true); this.at < this.text.length && this.current !== "}"; this.skipSpace(true)) {
      const before = this.at;
      const name = this.name();
      const nameAt = span(before, this.at);
      this.skipSpace(true);
      const isPair = this.current === "=" || this.current === ":";
      if (isPair) this.at++;
      this.skipSpace(false);
      const value = this.value("}", depth + 1);
      if (name !== undefined && isPair) attributes.push({ name, nameAt, value });
      this.skipSpace(false);
      if (this.current === "," || this.at === before) this.at++;
    }
    return { kind: "object", attributes, at: this.closed(start, "}") };
  }

  private closed(start: number, close: string): Span {
    if (this.current === close) this.at++;
    else this.report(span(start, start + 1), "This bracket is never closed");
    return span(start, this.at);
  }

  /** The string at the current place without quotes and escapes; undefined when it is never closed. */
  private string(): string | undefined {
    const start = this.at++;
    const parts: string[] = [];
    while (this.at < this.text.length && this.current !== '"' && this.current !== "\n") {
      if (this.templates < MAX_DEPTH && /^[$%]\{/.test(this.text.slice(this.at, this.at + 2))) {
        const open = this.at++;
        this.templates++;
        this.skipBrackets();
        this.templates--;
        parts.push(this.text.slice(open, this.at));
      } else if (this.current === "\\") {
        parts.push(this.text[this.at + 1] ?? "");
        this.at += 2;
      } else parts.push(this.text[this.at++] ?? "");
    }
    if (this.current === '"') {
      this.at++;
      return parts.join("");
    }
    this.at = Math.min(this.at, this.text.length);
    this.report(span(start, start + 1), "This string is never closed");
    return undefined;
  }

  /** Over a pair of brackets and all that is in it. */
  private skipBrackets(): void {
    const start = this.at;
    const open: string[] = [];
    do {
      const character = this.current;
      const closer = Object.hasOwn(closers, character) ? closers[character] : undefined;
      if (closer !== undefined) open.push(closer);
      if (character === '"') this.string();
      else if (this.text.startsWith("<<", this.at)) this.heredoc();
      else if (!this.skipComment()) {
        if (character === open.at(-1)) open.pop();
        this.at++;
      }
    } while (open.length > 0 && this.at < this.text.length);
    if (open.length > 0) this.report(span(start, start + 1), "This bracket is never closed");
  }

  /** Over `<<NAME` or `<<-NAME` up to the line that repeats the name; over two characters where it is none. */
  private heredoc(): void {
    const start = this.at;
    const head = /^<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/.exec(this.text.slice(start, start + 200));
    this.at += head?.[0].length ?? 2;
    if (!head) return;
    while (this.at < this.text.length) {
      const newline = this.text.indexOf("\n", this.at);
      const end = newline < 0 ? this.text.length : newline;
      const line = this.text.slice(this.at, end);
      if (line.trim() === head[1]) {
        this.at += line.trimEnd().length;
        return;
      }
      this.at = Math.min(end + 1, this.text.length);
    }
    this.report(span(start, start + 2), "This heredoc is never closed");
  }

  /** Whether a value ends here: at a line break, a comment, a comma or the bracket around it. */
  private isEnd(close: string): boolean {
    const { current } = this;
    if (current === "" || current === "\n" || current === "}" || current === close) return true;
    if (current === "," && close !== "") return true;
    return current === "#" || this.text.startsWith("//", this.at);
  }

  private skipLine(start: number): void {
    const newline = this.text.indexOf("\n", this.at);
    this.at = newline < 0 ? this.text.length : newline;
    this.report(span(start, this.at), "This line is not understood");
  }

  /** Over blanks and comments, and over line breaks where `lines` says so. */
  private skipSpace(lines: boolean): void {
    while (this.at < this.text.length) {
      const { current } = this;
      const isBlank = current === " " || current === "\t" || current === "\r";
      if (isBlank || (lines && current === "\n")) this.at++;
      else if (!lines && (current === "#" || this.text.startsWith("//", this.at))) return;
      else if (!this.skipComment()) return;
    }
  }

  private skipComment(): boolean {
    if (this.text.startsWith("/*", this.at)) {
      const end = this.text.indexOf("*/", this.at + 2);
      if (end < 0) this.report(span(this.at, this.at + 2), "This comment is never closed");
      this.at = end < 0 ? this.text.length : end + 2;
      return true;
    }
    if (this.current !== "#" && !this.text.startsWith("//", this.at)) return false;
    const newline = this.text.indexOf("\n", this.at);
    this.at = newline < 0 ? this.text.length : newline;
    return true;
  }

  private report(at: Span, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ at, message });
  }
}
