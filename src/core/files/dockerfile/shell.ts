import type { Span } from "../../text/span";
import type { LogicalText } from "./logical";
import { type HeredocBody, type ShellToken, shellTokens, unquoteShell } from "./shell-words";

export interface ShellWord {
  /** As written. */
  readonly raw: string;
  /** Without quotes and escapes; expansions stay as they are written. */
  readonly text: string;
  /** Like `text`, but undefined when a variable or a command decides on it. */
  readonly value: string | undefined;
  readonly span: Span;
}

export interface ShellRedirect {
  /** With the descriptor: `2>`. */
  readonly operator: string;
  readonly target: ShellWord | undefined;
  readonly span: Span;
  /** The lines of a heredoc, where it is one and its lines are in the same text. */
  readonly heredoc?: ShellHeredoc;
}

export interface ShellHeredoc {
  readonly text: LogicalText;
  /** Whether variables in it are expanded: no quote in the marker. */
  readonly expands: boolean;
  /** Whether its end mark was found. */
  readonly closed: boolean;
}

/** `X=1 name arg… >file`, without the shell's own words around it. */
export interface ShellCommand {
  /** The name as written, path included; "" when it is computed or there is none. */
  readonly name: string;
  readonly words: readonly ShellWord[];
  /** `words` without the name. */
  readonly args: readonly ShellWord[];
  /** `X=1` before the name: `text` is the whole of it. */
  readonly envPrefix: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
  readonly span: Span;
  /** What stands between this command and the one before it; undefined for the first. */
  readonly before: string | undefined;
  /** The command whose output it reads. */
  readonly pipedFrom: ShellCommand | undefined;
  /** Stands between `if`, `while` or `until` and its `then` or `do`. */
  readonly isCondition: boolean;
  /** Stands in `$(…)`, in backquotes or in `<(…)`. */
  readonly isSubstitution: boolean;
}

export interface ShellScript {
  /** In order; commands inside a word follow the command that holds it. */
  readonly commands: readonly ShellCommand[];
  /** Whether a quote or an expansion is left open: what follows it was taken for part of a word. */
  readonly open: boolean;
}

/** One of the shell's own words where a command could begin: `if`, `do`, `}`. */
export interface ShellKeyword {
  /** `function` for both spellings of a definition. */
  readonly text: string;
  readonly span: Span;
  /** Where it stands in the text that was parsed. */
  readonly start: number;
  readonly end: number;
  /** What a definition defines. */
  readonly name?: ShellWord;
}

/** `NAME=(words…)` */
export interface ShellArray {
  readonly name: string;
  readonly items: readonly ShellWord[];
  /** `+=` */
  readonly appends: boolean;
}

/** A whole script: besides its commands, what holds them together. */
export interface ShellText extends ShellScript {
  readonly keywords: readonly ShellKeyword[];
  readonly arrays: readonly ShellArray[];
  readonly comments: readonly Span[];
}

const MAX_DEPTH = 6;
const openers = new Set(["then", "else", "do", "!", "{", "time"]);
/** Words that say nothing of where something begins or ends. */
const prefixes = new Set(["!", "time"]);
const conditions = new Set(["if", "elif", "while", "until"]);
const closers = new Set(["fi", "done", "esac", "}"]);
const heads = new Set(["case", "for", "select", "function"]);
const assignment = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;

/** Splits shell text into its commands. Works on any text; what is not shell gives commands without sense. */
export function parseShell(source: LogicalText): ShellText {
  return new ShellParser(source, 0).run();
}

/** The name of a command without its path: `curl` for `/usr/bin/curl`. */
export function toolOf(command: Pick<ShellCommand, "name">): string {
  return command.name.slice(command.name.lastIndexOf("/") + 1);
}

class ShellParser {
  private readonly commands: ShellCommand[] = [];
  private words: ShellWord[] = [];
  private envPrefix: ShellWord[] = [];
  private redirects: ShellRedirect[] = [];
  private inner: LogicalText[] = [];
  private before: string | undefined;
  private pipeFrom: ShellCommand | undefined;
  private isCondition = false;
  private caseDepth = 0;
  private mode: "command" | "skip" | "case" | "pattern" | "function" = "command";
  private open = false;
  private bodies: readonly HeredocBody[] = [];
  /** How many heredocs were met. */
  private heredocs = 0;
  private readonly keywords: ShellKeyword[] = [];
  private readonly arrays: ShellArray[] = [];
  /** The items of the array that is being read, with its name. */
  private array: { readonly name: string; readonly appends: boolean; items: ShellWord[] } | undefined;

  constructor(
    private readonly source: LogicalText,
    private readonly depth: number,
  ) {}

  run(): ShellText {
    const { tokens, open, bodies, comments } = shellTokens(this.source.text);
    this.open = open;
    this.bodies = bodies;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (!token) break;
      if (this.array) this.item(token);
      else if (this.isTesting && token.kind !== "word") this.words.push(this.wordOf(token));
      else if (token.kind === "operator" && !this.opensArray(token, tokens[i - 1])) this.operator(token);
      else if (token.kind === "word") this.word(token);
      else if (token.kind === "redirect" && tokens[i + 1]?.kind === "word") this.redirect(token, tokens[++i]);
      else if (token.kind === "redirect") this.redirect(token, undefined);
    }
    this.open ||= this.isTesting || this.array !== undefined;
    this.finish(undefined);
    return {
      commands: this.commands,
      open: this.open || bodies.some(({ closed }) => !closed),
      keywords: this.keywords,
      arrays: this.arrays,
      comments: comments.map(([start, end]) => this.source.spanOf(start, end)),
    };
  }

  /** Whether what is read stands in `[[ … ]]`, where operators are words. */
  private get isTesting(): boolean {
    return this.words[0]?.raw === "[[" && this.words.at(-1)?.raw !== "]]";
  }

  /** Whether `(` follows `NAME=` without a blank; from there on the items of an array are read. */
  private opensArray({ text, start }: ShellToken, before: ShellToken | undefined): boolean {
    if (text !== "(" || before?.kind !== "word" || before.end !== start) return false;
    const match = /^([A-Za-z_]\w*)(\+?)=$/.exec(before.text);
    if (match) this.array = { name: match[1] ?? "", appends: match[2] === "+", items: [] };
    return match !== null;
  }

  private item(token: ShellToken): void {
    if (token.kind === "word") {
      this.array?.items.push(this.wordOf(token));
      for (const [start, end] of token.substitutions) this.inner.push(this.source.slice(start, end));
    } else if (token.text === ")" && this.array) {
      this.arrays.push(this.array);
      this.array = undefined;
    }
  }

  private operator({ text, start, end }: ShellToken): void {
    if (this.mode === "pattern") {
      if (text === ")") this.mode = "command";
      return;
    }
    if (this.mode === "case" && text === "\n") return;
    // `name()` defines a function: the name is no command.
    if (text === "(" && this.words.length === 1) {
      this.addKeyword("function", start, end, this.words[0]);
      this.words = [];
    }
    this.finish(text === "(" || text === ")" ? undefined : text);
    this.mode = text === ";;" && this.caseDepth > 0 ? "pattern" : "command";
  }

  private word(token: ShellToken): void {
    if (this.mode === "pattern" && token.text === "esac") this.mode = "command";
    if (this.mode === "pattern") return;
    if (this.mode === "case") {
      if (token.text === "in") this.mode = "pattern";
      return;
    }
    if (this.mode === "function") {
      this.addKeyword("function", token.start, token.end, this.wordOf(token));
      this.mode = "command";
      return;
    }
    if (this.mode === "skip" || (this.words.length === 0 && this.keyword(token))) return;
    const word = this.wordOf(token);
    for (const [start, end] of token.substitutions) this.inner.push(this.source.slice(start, end));
    if (this.words.length === 0 && assignment.test(token.text)) this.envPrefix.push(word);
    else this.words.push(word);
  }

  /** Takes the shell's own words where a command could begin. */
  private keyword({ text, start, end }: ShellToken): boolean {
    const isOpener = openers.has(text) || conditions.has(text);
    const isOwn = isOpener || closers.has(text) || heads.has(text);
    if (!isOwn) return false;
    if (!prefixes.has(text) && text !== "function") this.addKeyword(text, start, end, undefined);
    if (isOpener) {
      if (text !== "{" && !prefixes.has(text)) this.isCondition = conditions.has(text);
    } else if (closers.has(text)) {
      if (text === "esac") this.caseDepth = Math.max(0, this.caseDepth - 1);
      this.mode = "skip";
    } else if (text === "case") {
      this.caseDepth++;
      this.mode = "case";
    } else this.mode = text === "function" ? "function" : "skip";
    return true;
  }

  private addKeyword(text: string, start: number, end: number, name: ShellWord | undefined): void {
    const span = this.source.spanOf(start, end);
    this.keywords.push({ text, span, start, end, ...(name && { name }) });
  }

  private redirect(token: ShellToken, target: ShellToken | undefined): void {
    if (target)
      for (const [start, end] of target.substitutions) this.inner.push(this.source.slice(start, end));
    const isHeredoc = target !== undefined && /(?:^|[^<])<<-?$/.test(token.text);
    const body = isHeredoc ? this.bodies[this.heredocs++] : undefined;
    this.redirects.push({
      operator: token.text,
      target: target && this.wordOf(target),
      span: this.source.spanOf(token.start, target?.end ?? token.end),
      ...(body && {
        heredoc: {
          text: this.source.slice(body.start, body.end),
          expands: body.expands,
          closed: body.closed,
        },
      }),
    });
  }

  private wordOf(token: ShellToken): ShellWord {
    return {
      raw: token.text,
      ...unquoteShell(token.text),
      span: this.source.spanOf(token.start, token.end),
    };
  }

  /** Ends the current command; `operator` stands before the next one. */
  private finish(operator: string | undefined): void {
    const parts = [...this.envPrefix, ...this.words, ...this.redirects].map(({ span }) => span);
    const [name, ...args] = this.words;
    if (this.words.length + this.envPrefix.length + this.redirects.length > 0) {
      this.commands.push({
        name: name?.value ?? "",
        words: this.words,
        args,
        envPrefix: this.envPrefix,
        redirects: this.redirects,
        span: cover(parts),
        before: this.before,
        pipedFrom: this.pipeFrom,
        isCondition: this.isCondition,
        isSubstitution: this.depth > 0,
      });
    }
    const last = this.commands.at(-1);
    this.pipeFrom = operator === "|" || operator === "|&" ? last : undefined;
    if (operator !== undefined && operator !== "\n") this.before = operator;
    else if (operator === "\n" && this.words.length > 0) this.before = operator;
    this.addInner();
    this.words = [];
    this.envPrefix = [];
    this.redirects = [];
  }

  private addInner(): void {
    for (const text of this.inner) {
      if (this.depth >= MAX_DEPTH) break;
      const script = new ShellParser(text, this.depth + 1).run();
      for (const command of script.commands) this.commands.push(command);
      this.open ||= script.open;
    }
    this.inner = [];
  }
}

/** The span from the first to the last of `spans`, in whatever order they come. */
function cover(spans: readonly Span[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start: Math.min(start, end), end };
}
