import { type Span, span } from "../text/span";
import type { Parsed, ParseProblem } from "./problem";

/** A token of a Caddyfile. */
export interface CaddyWord {
  /** Without quotes and escapes. */
  readonly value: string;
  readonly at: Span;
}

/** A directive or subdirective, with its block where it has one. */
export interface CaddyDirective {
  readonly name: string;
  readonly nameAt: Span;
  readonly args: readonly CaddyWord[];
  /** From the name to the end of the line or to the `}`. */
  readonly at: Span;
  readonly block: CaddyBlock | undefined;
}

export interface CaddyBlock {
  /** The `{`; undefined for the one site of a file that uses no braces. */
  readonly open: Span | undefined;
  /** The `}`; undefined when it is missing. */
  readonly close: Span | undefined;
  readonly directives: readonly CaddyDirective[];
}

/** A site: its addresses and what is configured for them. */
export interface CaddySite {
  readonly addresses: readonly CaddyWord[];
  /** From the first address to the end of the block. */
  readonly at: Span;
  readonly block: CaddyBlock;
}

/** A Caddyfile. All spans are offsets. */
export interface CaddyForm extends Parsed {
  readonly sites: readonly CaddySite[];
  /** `(name) { … }`: what `import name` brings in. */
  readonly snippets: ReadonlyMap<string, CaddyBlock>;
  /** The options block at the top. */
  readonly global: CaddyBlock | undefined;
  readonly comments: readonly Span[];
}

interface Token extends CaddyWord {
  readonly kind: "word" | "open" | "close";
  /** From 0; a quoted token may end on a later line than it starts. */
  readonly line: number;
}

/** Blocks deeper than this are not followed. */
const MAX_DEPTH = 40;

/** Parses a Caddyfile by the rules of Caddy's own lexer. Never throws. */
export function parseCaddy(text: string): CaddyForm {
  return new CaddyParser(text).run();
}

/** All directives below `block`, each before its subdirectives. */
export function* walkCaddy(block: CaddyBlock | undefined): Generator<CaddyDirective> {
  for (const directive of block?.directives ?? []) {
    yield directive;
    yield* walkCaddy(directive.block);
  }
}

class CaddyParser {
  private readonly sites: CaddySite[] = [];
  private readonly snippets = new Map<string, CaddyBlock>();
  private readonly problems: ParseProblem[] = [];
  private readonly comments: Span[] = [];
  private readonly tokens: readonly Token[];
  private global: CaddyBlock | undefined;
  private at = 0;

  constructor(private readonly text: string) {
    this.tokens = this.tokenize();
  }

  run(): CaddyForm {
    while (this.current) this.readTop();
    const { sites, snippets, problems, comments, global } = this;
    return { clean: problems.length === 0, problems, sites, snippets, global, comments };
  }

  private get current(): Token | undefined {
    return this.tokens[this.at];
  }

  private readTop(): void {
    const first = this.current;
    if (!first) return;
    if (first.kind === "close") {
      this.problems.push({ at: first.at, message: "This brace closes nothing" });
      this.at++;
      return;
    }
    const addresses = this.readAddresses();
    const open = this.current;
    if (open?.kind !== "open") {
      // Without braces, the whole file is one site: its first line names it.
      const directives = this.readDirectives(0);
      const end = this.tokens.at(-1)?.at.end ?? this.text.length;
      this.sites.push({
        addresses,
        at: span(first.at.start, end),
        block: { open: undefined, close: undefined, directives },
      });
      return;
    }
    const block = this.readBlock(0);
    const [only] = addresses;
    const snippet = addresses.length === 1 ? /^\((.+)\)$/.exec(only?.value ?? "")?.[1] : undefined;
    if (!only) this.global = block;
    else if (snippet !== undefined) this.snippets.set(snippet, block);
    else
      this.sites.push({
        addresses,
        at: span(first.at.start, block.close?.end ?? this.text.length),
        block,
      });
  }

  /** Up to a brace or the end of a line that no comma continues. */
  private readAddresses(): CaddyWord[] {
    const addresses: CaddyWord[] = [];
    for (let token = this.current; token?.kind === "word"; token = this.current) {
      const last = this.tokens[this.at - 1];
      if (addresses.length > 0 && token.line !== last?.line && !last?.value.endsWith(",")) break;
      const value = token.value.replace(/,$/, "");
      if (value !== "") addresses.push({ value, at: span(token.at.start, token.at.start + value.length) });
      this.at++;
    }
    return addresses;
  }

  private readBlock(depth: number): CaddyBlock {
    const open = this.current?.at;
    this.at++;
    const directives = this.readDirectives(depth + 1);
    const close = this.current;
    this.at++;
    if (!close) this.problems.push({ at: open ?? span(0, 0), message: "This block is never closed" });
    return { open, close: close?.at, directives };
  }

  /** Up to the brace that closes the block, which stays. */
  private readDirectives(depth: number): CaddyDirective[] {
    const directives: CaddyDirective[] = [];
    for (let token = this.current; token && token.kind !== "close"; token = this.current) {
      if (token.kind === "open" && depth < MAX_DEPTH) {
        this.readBlock(depth);
        continue;
      }
      directives.push(this.readDirective(token, depth));
    }
    return directives;
  }

  private readDirective(name: Token, depth: number): CaddyDirective {
    const args: CaddyWord[] = [];
    let block: CaddyBlock | undefined;
    this.at++;
    for (let token = this.current; token && token.line === name.line; token = this.current) {
      if (token.kind === "close") break;
      if (token.kind === "open" && depth < MAX_DEPTH) {
        block = this.readBlock(depth);
        break;
      }
      args.push({ value: token.value, at: token.at });
      this.at++;
    }
    const end = block ? (block.close?.end ?? this.text.length) : (args.at(-1) ?? name).at.end;
    return { name: name.value, nameAt: name.at, args, at: span(name.at.start, end), block };
  }

  private tokenize(): Token[] {
    const { text } = this;
    const tokens: Token[] = [];
    let line = 0;
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < text.length) {
      const character = text[at] ?? "";
      if (character === "\n") {
        line++;
        at++;
      } else if (isBlank(character)) at++;
      else if (character === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3))) at = text.indexOf("\n", at) + 1;
      else if (character === "#") {
        const end = lineEnd(text, at);
        this.comments.push(span(at, end));
        at = end;
      } else {
        const { end, value } = this.readToken(at);
        const alone = end === at + 1;
        const kind = alone && character === "{" ? "open" : alone && character === "}" ? "close" : "word";
        tokens.push({ kind, value, at: span(at, end), line });
        for (let i = at; i < end; i++) if (text[i] === "\n") line++;
        at = end;
      }
    }
    return tokens;
  }

  private readToken(start: number): { end: number; value: string } {
    const { text } = this;
    const quote = text[start];
    if (quote === '"' || quote === "`") return this.readQuoted(start, quote);
    let end = start;
    while (end < text.length && !/\s/.test(text[end] ?? "")) end++;
    return { end, value: text.slice(start, end) };
  }

  private readQuoted(start: number, quote: string): { end: number; value: string } {
    const { text } = this;
    let value = "";
    for (let at = start + 1; at < text.length; at++) {
      if (text[at] === quote) return { end: at + 1, value };
      if (quote === '"' && text[at] === "\\" && text[at + 1] === '"') at++;
      value += text[at];
    }
    this.problems.push({ at: span(start, start + 1), message: "This quote is never closed" });
    return { end: text.length, value };
  }
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\r";
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === "\r" ? end - 1 : end;
}
