import type { Span } from "../../text/span";
import type { ParseProblem } from "../problem";
import type { NginxBodyKind, NginxDirective, NginxSection, NginxWord } from "./form";
import { holdsEntries, isBareDirective, isKnownDirective, opensBlock, takesNoBlock } from "./known";
import { MAX_PROBLEMS, type NginxToken } from "./token";

/** Deeper blocks are passed over: nobody nests like this, and what walks the tree may recurse. */
const MAX_DEPTH = 64;

/** Blocks that stand at the top of a configuration: one inside another block means that a `}` is missing. */
const outermost = new Set(["http", "events", "stream", "mail"]);
/** Blocks that never hold a `server { }` or `upstream { }`. */
const siteBlocks = new Set(["server", "upstream", "location", "if", "limit_except", "map", "geo", "types"]);

interface OpenBody {
  readonly kind: NginxBodyKind;
  readonly open: Span;
  inside: Span;
  close: Span | undefined;
  readonly children: NginxDirective[];
}

interface OpenDirective extends NginxDirective {
  at: Span;
  readonly body: OpenBody;
}

export interface ParsedTokens {
  readonly directives: readonly NginxDirective[];
  readonly comments: readonly Span[];
  readonly sections: readonly NginxSection[];
  readonly problems: readonly ParseProblem[];
}

/** Builds the tree of directives from the tokens of `text`. */
export function parseTokens(text: string, tokens: readonly NginxToken[]): ParsedTokens {
  return new Parser(text, tokens).run();
}

class Parser {
  private readonly top: NginxDirective[] = [];
  private readonly comments: Span[] = [];
  private readonly sections: { path: string; directives: NginxDirective[] }[] = [];
  private readonly problems: ParseProblem[] = [];
  private readonly stack: OpenDirective[] = [];
  private words: NginxWord[] = [];
  private unreadDepth = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly NginxToken[],
  ) {}

  run(): ParsedTokens {
    this.tokens.forEach((token, i) => {
      this.take(token, i);
    });
    const end = this.text.length;
    this.endUnfinished();
    while (this.stack.length > 0) this.closeMissing(end);
    return {
      directives: this.top,
      comments: this.comments,
      sections: this.sections,
      problems: this.problems,
    };
  }

  private take(token: NginxToken, i: number): void {
    if (token.kind === "comment") this.takeComment(token);
    else if (token.kind === "tag" || token.kind === "lua") return;
    else if (this.unreadDepth > 0) this.passOver(token);
    else if (token.kind === "semicolon") this.takeSemicolon(token);
    else if (token.kind === "open") this.openBlock(token, i);
    else if (token.kind === "close") this.closeBlock(token);
    else this.takeWord(token, i);
  }

  private takeComment(token: NginxToken): void {
    this.comments.push(spanOf(token));
    const path = /^# configuration file ([^\s:]+):\s*$/.exec(this.text.slice(token.start, token.end))?.[1];
    if (path === undefined || !token.opensLine) return;
    this.endUnfinished();
    while (this.stack.length > 0) this.closeMissing(token.start);
    this.unreadDepth = 0;
    this.sections.push({ path, directives: [] });
  }

  private takeWord(token: NginxToken, i: number): void {
    if (this.words.length > 0 && token.opensLine && this.startsStatement(token, i)) this.endUnfinished();
    const raw = this.text.slice(token.start, token.end);
    const first = raw[0];
    const quote = token.kind === "quoted" && (first === '"' || first === "'") ? first : undefined;
    this.words.push({ raw, value: wordValue(raw, quote), quote, at: spanOf(token) });
  }

  private takeSemicolon(token: NginxToken): void {
    if (this.words.length === 0) this.report(token, "A ; without a directive");
    else this.addSimple(spanOf(token));
  }

  private openBlock(token: NginxToken, i: number): void {
    this.endBeforeBlock();
    const words = this.words;
    const name = words[0]?.value ?? "";
    if (words.length === 0) this.report(token, "A { without a directive");
    this.closeBlocksBefore(name, token);
    this.words = [];
    const parent = this.stack.at(-1);
    const kind = bodyKind(name, parent, this.stack.length, this.tokens[i + 1]);
    const start = words[0]?.at.start ?? token.start;
    const block: OpenDirective = {
      name,
      nameAt: words[0]?.at ?? { start, end: start },
      args: words.slice(1),
      at: { start, end: token.end },
      terminator: undefined,
      body: {
        kind,
        open: spanOf(token),
        inside: { start: token.end, end: token.end },
        close: undefined,
        children: [],
      },
      parent,
    };
    this.add(block);
    this.stack.push(block);
    if (kind !== "unread") return;
    this.unreadDepth = 1;
    this.report(token, "Blocks are nested too deep to be read");
  }

  private closeBlock(token: NginxToken): void {
    this.endUnfinished();
    if (this.stack.length === 0) this.report(token, "A } without its {");
    else this.close(token.start, spanOf(token));
  }

  private passOver(token: NginxToken): void {
    if (token.kind === "open") this.unreadDepth++;
    if (token.kind === "close" && --this.unreadDepth === 0) this.close(token.start, spanOf(token));
  }

  /** Whether the word that opens a line is a directive of its own although nothing ended the one before. */
  private startsStatement(token: NginxToken, i: number): boolean {
    if (this.stack.at(-1)?.body.kind === "entries") return false;
    const only = this.words.length === 1 ? this.words[0] : undefined;
    // A placeholder with a line for itself stands for whole directives.
    if (only?.quote === undefined && only?.value.startsWith("{{") && only.value.endsWith("}}")) return true;
    const name = this.text.slice(token.start, token.end);
    if (token.kind !== "word" || !isKnownDirective(name)) return false;
    const next = this.tokens[i + 1];
    if (!next || next.opensLine) return false;
    return next.kind === "word" || next.kind === "quoted" || isBareDirective(name);
  }

  /** `add_header A b location / {` lost its `;` before `location`; without such a word the block has no name. */
  private endBeforeBlock(): void {
    const name = this.words[0];
    if (!name || name.quote || !takesNoBlock(name.value) || this.stack.at(-1)?.body.kind === "entries")
      return;
    const at = this.words.findLastIndex(({ value, quote }) => !quote && opensBlock(value));
    const block = at < 0 ? [] : this.words.slice(at);
    this.words = at < 0 ? this.words : this.words.slice(0, at);
    this.endUnfinished();
    this.words = block;
  }

  /** Ends a statement that has neither `;` nor block. */
  private endUnfinished(): void {
    const last = this.words.at(-1);
    if (!last) return;
    if (!(this.words.length === 1 && last.value.startsWith("{{"))) {
      this.report({ start: last.at.end - 1, end: last.at.end }, "A ; is missing here");
    }
    this.addSimple(undefined);
  }

  private addSimple(terminator: Span | undefined): void {
    const [name, ...args] = this.words;
    this.words = [];
    if (!name) return;
    const end = terminator?.end ?? args.at(-1)?.at.end ?? name.at.end;
    this.add({
      name: name.value,
      nameAt: name.at,
      args,
      at: { start: name.at.start, end },
      terminator,
      body: undefined,
      parent: this.stack.at(-1),
    });
  }

  private add(directive: NginxDirective): void {
    const parent = this.stack.at(-1);
    if (parent) parent.body.children.push(directive);
    else {
      this.top.push(directive);
      this.sections.at(-1)?.directives.push(directive);
    }
  }

  /** A block that cannot stand where it does shows that the ones around it were never closed. */
  private closeBlocksBefore(name: string, token: NginxToken): void {
    const start = this.words[0]?.at.start ?? token.start;
    if (outermost.has(name)) while (this.stack.length > 0) this.closeMissing(start);
    if (name !== "server" && name !== "upstream") return;
    while (this.stack.some((block) => siteBlocks.has(block.name))) this.closeMissing(start);
  }

  private closeMissing(at: number): void {
    const block = this.stack.at(-1);
    if (block) this.report(block.body.open, "This { is not closed");
    this.close(at, undefined);
  }

  private close(end: number, brace: Span | undefined): void {
    const block = this.stack.pop();
    if (!block) return;
    block.body.inside = { start: block.body.open.end, end };
    block.body.close = brace;
    block.at = { start: block.at.start, end: brace?.end ?? end };
  }

  private report({ start, end }: Span, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ at: { start, end }, message });
  }
}

function bodyKind(
  name: string,
  parent: NginxDirective | undefined,
  depth: number,
  next: NginxToken | undefined,
): NginxBodyKind {
  if (next?.kind === "lua") return "lua";
  if (depth >= MAX_DEPTH) return "unread";
  return holdsEntries(name) || parent?.body?.kind === "entries" ? "entries" : "directives";
}

/** nginx resolves `\"`, `\'`, `\\`, `\t`, `\r` and `\n`; any other backslash stays. */
function wordValue(raw: string, quote: string | undefined): string {
  const closed = quote !== undefined && raw.length > 1 && raw.endsWith(quote);
  const inner = quote === undefined ? raw : raw.slice(1, closed ? -1 : undefined);
  if (!inner.includes("\\")) return inner;
  return inner.replace(/\\(["'\\trn])/g, (_, escaped: string) => controls[escaped] ?? escaped);
}

const controls: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n" };

function spanOf(token: NginxToken): Span {
  return { start: token.start, end: token.end };
}
