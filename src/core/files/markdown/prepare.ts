import { type Span, span } from "../../text/span";
import type { ParseProblem } from "../problem";

/** A Markdown text made fit for the block parser: every offset plus `shift` is the offset in the original. */
export interface PreparedMarkdown {
  readonly text: string;
  readonly shift: number;
  readonly frontMatter: Span | undefined;
  readonly problems: readonly ParseProblem[];
}

/** Deeper containers than this stand in no document that a person wrote; they cost the parser a stack frame each. */
const MAX_COLUMNS = 200;
/** What may be spent on one text, in the units of `costOf` (about a microsecond each). */
const BUDGET = 250_000;
const BAR = 124;

/**
 * Readies `text` without moving a character: a byte order mark is cut off (`shift` 1), front matter is blanked,
 * `\r\n` and `\r` become ` \n` and `\n`. Lines nested absurdly deep are blanked and a text that would take the
 * parser too long is cut, both with a problem.
 */
export function prepareMarkdown(original: string): PreparedMarkdown {
  const shift = original.charCodeAt(0) === 0xfeff ? 1 : 0;
  const text = unifyBreaks(shift === 0 ? original : original.slice(shift));
  const frontMatter = frontMatterOf(text);
  const problems: ParseProblem[] = [];
  const kept: string[] = [];
  let done = 0;
  let spent = 0;
  const replaceBy = (start: number, end: number, blank: string) => {
    kept.push(text.slice(done, start), blank);
    done = end;
  };
  if (frontMatter) replaceBy(frontMatter.start, frontMatter.end, blanked(text, frontMatter));
  const inner = innerFences(text);
  let start = done;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (inner?.has(start)) replaceBy(start, end, " ".repeat(end - start));
    else if (end > start && isBlank(text.charCodeAt(end - 1))) {
      const ruler = rulerOf(text, start, end);
      if (ruler !== undefined) replaceBy(start, end, ruler);
    }
    const line = containersOf(text, start, end);
    if (line.columns > MAX_COLUMNS) {
      problems.push({
        at: span(start + shift, end + shift),
        message: "This line is nested too deeply to be read.",
      });
      replaceBy(start, end, " ".repeat(end - start));
    } else {
      spent += costOf(text, line, end);
    }
    if (spent > BUDGET) {
      const at = span(start + shift, text.length + shift);
      problems.push({ at, message: "The text is too long: only the part before this line was read." });
      return {
        text: kept.join("") + text.slice(done, start),
        shift,
        frontMatter: moved(frontMatter, shift),
        problems,
      };
    }
    start = end + 1;
  }
  return { text: kept.join("") + text.slice(done), shift, frontMatter: moved(frontMatter, shift), problems };
}

/**
 * The line under a table's head without blanks at its end, at which the parser would not see a table: one rule grows
 * instead.
 */
function rulerOf(text: string, start: number, end: number): string | undefined {
  let last = end;
  while (last > start && isBlank(text.charCodeAt(last - 1))) last -= 1;
  if (text.charCodeAt(last - 1) !== BAR) return undefined;
  const ruler = text.slice(start, last);
  if (!/^[\s>|:-]+$/.test(ruler) || !ruler.includes("-")) return undefined;
  return ruler.replace("-", "-".repeat(1 + end - last));
}

const fenceLine = /^ {0,3}(`{3,}|~{3,})[ \t]{0,3}([^`\s]{0,40})[^`\n]{0,200}$/gm;

/**
 * Where the marks of listings stand that lie inside a listing of Markdown with marks of the same length. Markdown ends
 * the outer one at the first of them and turns text into code from there on; its author saw a listing in a listing.
 * Undefined where there are none, and where the marks do not pair up that way.
 */
function innerFences(text: string): ReadonlySet<number> | undefined {
  if (!/^ {0,3}(?:```|~~~)[ \t]{0,3}(?:markdown|md|mdx)\b/m.test(text)) return undefined;
  const inner = new Set<number>();
  const open: { readonly mark: string; readonly holds: boolean }[] = [];
  for (const { 1: mark = "", 2: info = "", index } of text.matchAll(fenceLine)) {
    const last = open.at(-1);
    const isSame = last?.mark === mark;
    if (!last) open.push({ mark, holds: /^(?:markdown|md|mdx)$/i.test(info) });
    else if (isSame && info === "") {
      open.pop();
      if (open.length > 0) inner.add(index);
    } else if (isSame && last.holds) {
      inner.add(index);
      open.push({ mark, holds: /^(?:markdown|md|mdx)$/i.test(info) });
    } else if (mark.startsWith(last.mark) && info === "" && open.length === 1) open.pop();
  }
  return inner.size > 0 && open.length === 0 ? inner : undefined;
}

interface LineStart {
  readonly columns: number;
  /** How many quote and list marks stand at the start of the line. */
  readonly marks: number;
  /** Where what follows them begins. */
  readonly contentAt: number;
}

/**
 * Measured: a list item or a link definition costs ten plain lines, a heading (or its underline) as much again for
 * what is made of it, the parser visits every open container for each line and the marks of one line quadratically,
 * and a table has a node for each bar.
 */
function costOf(text: string, { columns, marks, contentAt }: LineStart, end: number): number {
  if (contentAt >= end) return 1;
  const first = text[contentAt];
  const isHeading = first === "#" || first === "=" || first === "-";
  const isCostly = marks > 0 || first === "[";
  let cost = (isHeading ? 40 : isCostly ? 12 : 4) + columns + (marks * marks) / 2;
  for (let at = contentAt; at < end; at++) if (text.charCodeAt(at) === BAR) cost += 1;
  return cost;
}

function containersOf(text: string, start: number, end: number): LineStart {
  let columns = 0;
  let marks = 0;
  let at = start;
  while (at < end) {
    const char = text[at];
    if (char === " ") columns += 1;
    else if (char === "\t") columns += 4;
    else {
      const mark = char === ">" ? 1 : listMark(text, at);
      if (mark === 0) break;
      columns += mark;
      marks += 1;
      at += mark - 1;
    }
    at += 1;
  }
  return { columns, marks, contentAt: at };
}

/** The length of the list mark at `at`, 0 when there is none. */
function listMark(text: string, at: number): number {
  let end = at;
  while (end - at < 9 && isDigit(text.charCodeAt(end))) end += 1;
  const char = text[end];
  const isMark = end > at ? char === "." || char === ")" : char === "-" || char === "*" || char === "+";
  const next = text[end + 1];
  return isMark && (next === " " || next === "\t") ? end + 1 - at : 0;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function unifyBreaks(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", " \n").replaceAll("\r", "\n") : text;
}

/** The block between `---` lines that opens a page of a static site; Markdown itself would read a heading in it. */
function frontMatterOf(text: string): Span | undefined {
  if (!/^---[ \t]*\n["'\w][^\n:]{0,80}:/.test(text)) return undefined;
  let start = text.indexOf("\n") + 1;
  for (let lines = 0; lines < 500 && start < text.length; lines++) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 200)).trimEnd();
    if (line === "---" || line === "...") return span(0, end);
    start = end + 1;
  }
  return undefined;
}

function blanked(text: string, at: Span): string {
  return text.slice(at.start, at.end).replace(/[^\n]/g, " ");
}

function moved(at: Span | undefined, by: number): Span | undefined {
  return at && span(at.start + by, at.end + by);
}
