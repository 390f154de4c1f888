import type { ParseProblem } from "../problem";
import { endOfLua } from "./lua";

/** `tag` is a line of a template language that is not configuration: `{% if tls %}`, `{{- end }}`. */
export type NginxTokenKind = "word" | "quoted" | "semicolon" | "open" | "close" | "comment" | "tag" | "lua";

/** One token, offsets into the text. What lies between two tokens is white space. */
export interface NginxToken {
  readonly kind: NginxTokenKind;
  readonly start: number;
  readonly end: number;
  /** Whether it is the first token of its line. */
  readonly opensLine: boolean;
}

export interface NginxTokens {
  readonly tokens: readonly NginxToken[];
  readonly problems: readonly ParseProblem[];
}

/** How far a placeholder may reach, so that a lone `${` costs no walk over the whole text. */
const MAX_PLACEHOLDER = 200;

/** Who has so many has something else than configuration. */
export const MAX_PROBLEMS = 200;

const placeholders: readonly (readonly [open: string, close: string])[] = [
  ["{{", "}}"],
  ["{%", "%}"],
  ["{#", "#}"],
  ["<%", "%>"],
];

/**
 * Splits nginx configuration into tokens by the rules of nginx's own reader (ngx_conf_read_token): a quote or
 * `#` means something at the start of a token only, `\` takes the next character as it is, `${` opens no block.
 * Beyond nginx it knows the placeholders of template languages. Never throws; time grows with the text.
 */
export function tokenizeNginx(text: string): NginxTokens {
  return new Tokenizer(text).run();
}

class Tokenizer {
  private readonly tokens: NginxToken[] = [];
  private readonly problems: ParseProblem[] = [];
  private at = 0;
  private opensLine = true;
  /** The first word of the statement that is being read. */
  private statement: string | undefined;
  /** Quotes that are known not to be closed anywhere further on. */
  private readonly unclosed = new Set<string>();
  private readonly closers = new Map<string, number>();

  constructor(private readonly text: string) {}

  run(): NginxTokens {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    for (;;) {
      this.skipBlanks();
      if (this.at >= this.text.length) break;
      this.read();
      this.opensLine = false;
    }
    return { tokens: this.tokens, problems: this.problems };
  }

  private skipBlanks(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 10 || code === 13) this.opensLine = true;
      else if (code !== 32 && code !== 9) return;
    }
  }

  private read(): void {
    const character = this.text[this.at];
    const placeholder = this.placeholderEnd(this.at);
    if (placeholder !== undefined) this.readPlaceholder(placeholder);
    else if (character === ";") this.endStatement("semicolon");
    else if (character === "}") this.endStatement("close");
    else if (character === "{") this.openBlock();
    else if (character === "#") this.push("comment", this.endOfLine(this.at));
    else if (character === '"' || character === "'") this.readQuoted(character);
    else this.readWord(this.at);
  }

  private push(kind: NginxTokenKind, end: number): void {
    const start = this.at;
    this.tokens.push({ kind, start, end, opensLine: this.opensLine });
    this.at = end;
    if (kind === "word" || kind === "quoted") this.statement ??= this.text.slice(start, end);
  }

  private endStatement(kind: "semicolon" | "close"): void {
    this.push(kind, this.at + 1);
    this.statement = undefined;
  }

  private openBlock(): void {
    const holdsLua = this.statement?.endsWith("_by_lua_block") ?? false;
    this.push("open", this.at + 1);
    this.statement = undefined;
    if (!holdsLua) return;
    const end = endOfLua(this.text, this.at);
    this.opensLine = false;
    this.push("lua", end ?? this.text.length);
  }

  /** A tag is passed over; a placeholder that stands for a value is a word or the start of one. */
  private readPlaceholder(end: number): void {
    const inside = this.text.slice(this.at, end);
    if (isTag(inside)) this.push("tag", end);
    else this.readWord(end);
  }

  private readWord(from: number): void {
    let i = from;
    while (i < this.text.length) {
      const code = this.text.charCodeAt(i);
      if (code === 92) i += 2;
      else if (code === 36 && this.text[i + 1] === "{") i = this.variableEnd(i);
      else if (code === 123 || code === 60) {
        const end = this.placeholderEnd(i);
        if (end === undefined && code === 123) break;
        i = end ?? i + 1;
      } else if (code === 59 || isBlank(code)) break;
      else i++;
    }
    this.push("word", Math.min(i, this.text.length));
  }

  /** `${name}`, and `${name:-a b}` as templates write it; nginx itself only skips the brace. */
  private variableEnd(start: number): number {
    const limit = Math.min(this.text.length, start + MAX_PLACEHOLDER);
    for (let i = start + 2; i < limit; i++) {
      const character = this.text[i];
      if (character === "}") return i + 1;
      if (character === "\n" || character === "{" || character === '"' || character === "'") break;
    }
    return start + 2;
  }

  private placeholderEnd(start: number): number | undefined {
    const pair = placeholders.find(([open]) => this.text.startsWith(open, start));
    if (!pair) return undefined;
    const end = this.closerOf(pair[1], start + 2);
    if (end - start > MAX_PLACEHOLDER || this.text.slice(start, end).includes("\n")) return undefined;
    return end + pair[1].length;
  }

  /** The next `closer`, remembered so that text without one is searched once. */
  private closerOf(closer: string, from: number): number {
    const known = this.closers.get(closer) ?? -1;
    if (known >= from) return known;
    const found = this.text.indexOf(closer, from);
    const at = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.closers.set(closer, at);
    return at;
  }

  private readQuoted(quote: string): void {
    const start = this.at;
    const end = this.unclosed.has(quote) ? undefined : this.closingQuote(quote);
    if (end === undefined) {
      this.unclosed.add(quote);
      this.leaveOpen(start);
      return;
    }
    if (this.text[end] !== ")" && !this.endsWord(end)) {
      // The quote that should have closed this one is missing: what was found opens the next string.
      if (this.text.slice(start, end).includes("\n")) {
        this.leaveOpen(start);
        return;
      }
      this.report(start, end, "A closing quote is followed by more text");
    }
    this.push("quoted", end);
  }

  /** The offset behind the quote that closes the string at the current place. */
  private closingQuote(quote: string): number | undefined {
    for (let i = this.at + 1; i < this.text.length; i++) {
      if (this.text[i] === "\\") i++;
      else if (this.text[i] === quote) return i + 1;
    }
    return undefined;
  }

  /** A string without its end stops before the `;` or `{` that ends its line, so that the rest still parses. */
  private leaveOpen(start: number): void {
    let end = this.endOfLine(start);
    while (end > start + 1 && isBlank(this.text.charCodeAt(end - 1))) end--;
    const last = this.text[end - 1];
    if (end > start + 1 && (last === ";" || last === "{")) end--;
    this.report(start, start + 1, "This quote is not closed");
    this.push("quoted", end);
  }

  private report(start: number, end: number, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ at: { start, end }, message });
  }

  private endsWord(at: number): boolean {
    if (at >= this.text.length) return true;
    const code = this.text.charCodeAt(at);
    return isBlank(code) || code === 59 || code === 123;
  }

  private endOfLine(from: number): number {
    const end = this.text.indexOf("\n", from);
    if (end < 0) return this.text.length;
    return end > from && this.text[end - 1] === "\r" ? end - 1 : end;
  }
}

/** Statements of the template language, against `{{ name }}`, which is replaced by a value. */
function isTag(placeholder: string): boolean {
  if (placeholder.startsWith("{{")) {
    return /^\{\{[-~]? ?(?:if|else|end|range|with|define|block|\/\*|[#/!^])/.test(placeholder);
  }
  return !placeholder.startsWith("<%=");
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
