import { type Span, span } from "../../text/span";
import type { ParseProblem } from "../problem";
import { type Heredoc, heredocMarkers, LineFinder } from "./heredoc";
import {
  beforeReturns,
  isSpace,
  LogicalText,
  type Stretch,
  skipSpace,
  skipWord,
  spaceBefore,
} from "./logical";
import { type Escape, type Flag, splitFlags } from "./words";

/** `# syntax=…`, `# escape=…` or `# check=…` before everything else. */
export interface Directive {
  /** In lower case. */
  readonly name: "syntax" | "escape" | "check";
  readonly value: string;
  readonly span: Span;
}

export interface Comment {
  /** What follows the `#`, blanks included. */
  readonly text: string;
  /** From the `#` to the end of the line. */
  readonly span: Span;
  /** Whether it stands between the lines of one instruction. */
  readonly inside: boolean;
}

/** An instruction before its arguments are understood. */
export interface RawInstruction {
  /** Its place among all instructions of the file, from 0; a trigger has that of its ONBUILD. */
  readonly index: number;
  /** In upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of the last line; heredoc bodies excluded. */
  readonly span: Span;
  /** Like `span`, but behind the heredoc bodies: where the next instruction could begin. */
  readonly extent: Span;
  readonly flags: readonly Flag[];
  /** The arguments behind the flags, without blanks at the ends. */
  readonly args: LogicalText;
  readonly heredocs: readonly Heredoc[];
  /** Empty lines among its continued lines: the builder skips them and warns. */
  readonly emptyLines: readonly Span[];
}

export interface DockerfileLines {
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly RawInstruction[];
  readonly problems: readonly ParseProblem[];
}

/** Shared by the many instructions without heredocs. */
const nothing: readonly never[] = [];

const withHeredocs = new Set(["RUN", "COPY", "ADD"]);

/** Splits a Dockerfile into its instructions, line by line as the builder reads it. */
export function readLines(text: string): DockerfileLines {
  return new LineReader(text).read();
}

class LineReader implements DockerfileLines {
  escape: Escape = "\\";
  readonly directives: Directive[] = [];
  readonly comments: Comment[] = [];
  readonly instructions: RawInstruction[] = [];
  readonly problems: ParseProblem[] = [];
  private readonly finder: () => LineFinder;
  private directivesOver = false;
  private at: number;

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    let finder: LineFinder | undefined;
    this.finder = () => {
      finder ??= new LineFinder(text);
      return finder;
    };
  }

  read(): DockerfileLines {
    while (this.at < this.text.length) {
      const line = this.nextLine();
      const start = this.skipBlank(line);
      if (start === line.end) this.directivesOver = true;
      else if (this.text[start] === "#") this.readComment(start, line.end, false);
      else {
        this.directivesOver = true;
        this.readInstruction(span(start, line.end));
      }
    }
    return this;
  }

  /** The line at the current place without its break; moves behind it. */
  private nextLine(): Span {
    const start = this.at;
    const newline = this.text.indexOf("\n", start);
    const end = newline < 0 ? this.text.length : newline;
    this.at = newline < 0 ? end : newline + 1;
    return span(start, beforeReturns(this.text, start, end));
  }

  private skipBlank(line: Span): number {
    let at = line.start;
    while (at < line.end && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  private readComment(start: number, end: number, inside: boolean): void {
    const text = this.text.slice(start + 1, end);
    const directive = this.directivesOver ? undefined : directiveIn(text);
    if (!directive) {
      this.directivesOver = true;
      this.comments.push({ text, span: span(start, end), inside });
      return;
    }
    this.directives.push({ ...directive, span: span(start, end) });
    if (directive.name === "escape" && (directive.value === "`" || directive.value === "\\")) {
      this.escape = directive.value;
    }
  }

  private readInstruction(first: Span): void {
    const stretches: Stretch[] = [];
    const emptyLines: Span[] = [];
    let line = first;
    let open = this.take(line, stretches);
    while (open && this.at < this.text.length) {
      line = this.nextLine();
      const content = this.skipBlank(line);
      if (content === line.end) emptyLines.push(line);
      else if (this.text[content] === "#") this.readComment(content, line.end, true);
      else open = this.take(line, stretches);
    }
    if (open)
      this.problems.push({
        at: span(first.start, line.end),
        message: "The last line is continued, but the file ends",
      });
    this.finish(LogicalText.join(stretches), emptyLines);
  }

  /** Adds the line without its continuation character; says whether it had one. */
  private take(line: Span, stretches: Stretch[]): boolean {
    let last = line.end;
    while (last > line.start && (this.text[last - 1] === " " || this.text[last - 1] === "\t")) last--;
    const mark = last - 1;
    const continued =
      mark >= line.start &&
      this.text[mark] === this.escape &&
      (mark === line.start || this.text[mark - 1] !== this.escape);
    stretches.push({ text: this.text.slice(line.start, continued ? mark : line.end), offset: line.start });
    return continued;
  }

  private finish(whole: LogicalText, emptyLines: readonly Span[]): void {
    const keywordStart = skipSpace(whole.text, 0);
    const keywordEnd = skipWord(whole.text, keywordStart);
    if (keywordEnd === keywordStart) return;
    const end = spaceBefore(whole.text, whole.length);
    const keyword = whole.text.slice(keywordStart, keywordEnd).toUpperCase();
    const { flags, rest } = splitFlags(whole, keywordEnd);
    const args = whole.slice(Math.min(rest, end), end);
    const own = whole.spanOf(keywordStart, end);
    const heredocs = this.readHeredocs(keyword, whole, args);
    const extentEnd = heredocs.some(({ body }) => body) ? this.endBeforeBreak() : own.end;
    this.instructions.push({
      keyword,
      index: this.instructions.length,
      keywordSpan: whole.spanOf(keywordStart, keywordEnd),
      span: own,
      extent: extentEnd === own.end ? own : span(own.start, extentEnd),
      flags,
      args,
      heredocs,
      emptyLines,
    });
  }

  private readHeredocs(keyword: string, whole: LogicalText, args: LogicalText): readonly Heredoc[] {
    if (!whole.text.includes("<<") || !canHoldHeredoc(keyword, args.text)) return nothing;
    const heredocs: Heredoc[] = [];
    for (const marker of heredocMarkers(whole)) {
      const found = this.finder().find(marker.name, marker.chomp, this.at);
      if (!found) {
        const message = `The heredoc has no line that reads ${marker.name}`;
        this.problems.push({ at: marker.marker, message });
        heredocs.push(marker);
        continue;
      }
      heredocs.push({ ...marker, body: span(this.at, found.start) });
      this.at = found.next;
    }
    return heredocs;
  }

  private endBeforeBreak(): number {
    const end = this.text[this.at - 1] === "\n" ? this.at - 1 : this.at;
    return beforeReturns(this.text, 0, end);
  }
}

/** RUN, COPY and ADD, also behind ONBUILD, unless their arguments are a JSON array. */
function canHoldHeredoc(keyword: string, args: string): boolean {
  if (keyword !== "ONBUILD") return withHeredocs.has(keyword) && !isJson(args);
  const end = skipWord(args, 0);
  return withHeredocs.has(args.slice(0, end).toUpperCase()) && !isJson(args.slice(skipSpace(args, end)));
}

function isJson(args: string): boolean {
  if (!args.startsWith("[")) return false;
  try {
    return Array.isArray(JSON.parse(args));
  } catch {
    return false;
  }
}

function directiveIn(comment: string): Omit<Directive, "span"> | undefined {
  const equals = comment.indexOf("=");
  if (equals < 0) return undefined;
  const name = comment.slice(0, equals).trim().toLowerCase();
  const value = comment.slice(equals + 1).trim();
  if (value === "" || (name !== "syntax" && name !== "escape" && name !== "check")) return undefined;
  return { name, value };
}
