import { type Span, span } from "../text/span";
import type { Parsed, ParseProblem } from "./problem";

/** A word of a directive. */
export interface ApacheWord {
  /** Without quotes and escapes. */
  readonly value: string;
  readonly at: Span;
}

/** `Name arg…`, or a section `<Name arg…> … </Name>` with what is inside. */
export interface ApacheDirective {
  readonly name: string;
  /** The name in lower case: Apache does not mind. */
  readonly key: string;
  readonly nameAt: Span;
  readonly args: readonly ApacheWord[];
  /** The directive, or the whole section; without the line break. */
  readonly at: Span;
  /** For a section: from behind `>` to the `<` that ends it. */
  readonly inside: Span | undefined;
  readonly children: readonly ApacheDirective[];
  readonly parent: ApacheDirective | undefined;
}

/** A configuration of Apache httpd: a site, or an `.htaccess`. All spans are offsets. */
export interface ApacheForm extends Parsed {
  readonly directives: readonly ApacheDirective[];
  readonly comments: readonly Span[];
}

interface Open {
  readonly directive: { -readonly [K in keyof ApacheDirective]: ApacheDirective[K] };
  readonly children: ApacheDirective[];
  readonly innerStart: number;
}

/** Sections deeper than this are read as if they stood side by side. */
const MAX_DEPTH = 50;

/** Parses Apache configuration line by line. Never throws: a section without its end reaches to the end of the file. */
export function parseApache(text: string): ApacheForm {
  const top: ApacheDirective[] = [];
  const comments: Span[] = [];
  const problems: ParseProblem[] = [];
  const open: Open[] = [];
  const close = (inner: number, end: number) => {
    const section = open.pop();
    if (!section) return;
    section.directive.inside = span(section.innerStart, inner);
    section.directive.at = span(section.directive.at.start, end);
  };
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const end = endOfLogicalLine(text, start);
    const at = trimmed(text, start, end);
    start = end + 1;
    if (at.end === at.start) continue;
    if (text[at.start] === "#") {
      comments.push(at);
      continue;
    }
    if (text.startsWith("</", at.start)) {
      const name = text
        .slice(at.start + 2, at.end)
        .replace(/>$/, "")
        .trim()
        .toLowerCase();
      if (open.at(-1)?.directive.key === name) close(at.start, at.end);
      else problems.push({ at, message: `</${name}> ends no section that is open` });
      continue;
    }
    const directive = directiveAt(text, at, open.at(-1)?.directive);
    (open.at(-1)?.children ?? top).push(directive);
    if (text[at.start] === "<" && open.length < MAX_DEPTH)
      open.push({ directive, children: directive.children as ApacheDirective[], innerStart: at.end });
  }
  for (const { directive } of open)
    problems.push({ at: directive.nameAt, message: `<${directive.name}> is never closed` });
  while (open.length > 0) close(text.length, text.length);
  return { clean: problems.length === 0, problems, directives: top, comments };
}

/** All directives below `directives`, each before its children. */
export function* walkApache(directives: readonly ApacheDirective[]): Generator<ApacheDirective> {
  for (const directive of directives) {
    yield directive;
    yield* walkApache(directive.children);
  }
}

function directiveAt(text: string, at: Span, parent: ApacheDirective | undefined): Open["directive"] {
  const isSection = text[at.start] === "<";
  const from = isSection ? at.start + 1 : at.start;
  const to = isSection && text[at.end - 1] === ">" ? at.end - 1 : at.end;
  const [first, ...args] = wordsIn(text, from, to);
  const name = first?.value ?? "";
  return {
    name,
    key: name.toLowerCase(),
    nameAt: first?.at ?? at,
    args,
    at,
    inside: undefined,
    children: [],
    parent,
  };
}

function wordsIn(text: string, start: number, end: number): ApacheWord[] {
  const words: ApacheWord[] = [];
  for (let at = start; at < end; ) {
    if (isBlank(text, at)) {
      at++;
      continue;
    }
    const from = at;
    const quote = text[at] === '"' || text[at] === "'" ? text[at] : undefined;
    let value = "";
    if (quote !== undefined) at++;
    while (at < end && (quote === undefined ? !isBlank(text, at) : text[at] !== quote)) {
      if (text[at] === "\\" && (text[at + 1] === quote || text[at + 1] === "\\") && at + 1 < end) at++;
      value += text[at++];
    }
    if (quote !== undefined && at < end) at++;
    words.push({ value, at: span(from, at) });
  }
  return words;
}

/** The end of the line that starts at `start`; a backslash at its end takes in the next one. */
function endOfLogicalLine(text: string, start: number): number {
  for (let at = start; ; ) {
    const newline = text.indexOf("\n", at);
    if (newline < 0) return text.length;
    const last = text[newline - 1] === "\r" ? newline - 2 : newline - 1;
    if (text[last] !== "\\" || last < start) return newline;
    at = newline + 1;
  }
}

/** Blanks, and the backslash that continues a line. */
function isBlank(text: string, at: number): boolean {
  const character = text[at];
  if (character === "\\") return text[at + 1] === "\n" || (text[at + 1] === "\r" && text[at + 2] === "\n");
  return character === " " || character === "\t" || character === "\r" || character === "\n";
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isBlank(text, from)) from++;
  while (to > from && isBlank(text, to - 1)) to--;
  return span(from, to);
}
