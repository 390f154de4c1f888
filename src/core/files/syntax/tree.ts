import { type Input, type Parser, type SyntaxNode, Tree } from "@lezer/common";
import { type Span, span } from "../../text/span";

/**
 * Tokens that are read of one file: about 6,000 lines. What follows them is generated, nobody edits it by hand.
 * A long text is read in steps, each twice the one before, as long as it looks like code.
 */
const FIRST_TOKENS = 15_000;
const MAX_TOKENS = 60_000;

/** More errors than this in the first step: not code, and recovering from every error takes its time. */
const MAX_ERRORS = 100;

/** More signs than this without a letter or digit between them, or brackets left open: not code either. */
const MAX_SIGNS = 2_000;
const MAX_OPEN = 1_000;

const CHUNK = 16_384;

/**
 * How often reading may run over the end of a chunk. Well-formed text does it once for every chunk; a quote that
 * is never closed is looked for up to the end of the text, again at every place where the parser recovers.
 */
const MAX_RUNS = 600;

export interface ParsedText {
  readonly tree: Tree;
  /** Where reading stopped: the length of the text unless that is too long or no code at all. */
  readonly end: number;
}

/**
 * Parses `text` in bounded time, whatever it holds. A byte order mark is read as an empty line, so that offsets
 * are those of `text`.
 */
export function parseText(parser: Parser, text: string): ParsedText {
  if (isTooDeep(text)) return { tree: Tree.empty, end: 0 };
  const input = text.charCodeAt(0) === 0xfeff ? `\n${text.slice(1)}` : text;
  for (let tokens = FIRST_TOKENS; ; tokens *= 2) {
    const parsed = parseTokens(parser, input, tokens);
    if (parsed.end === text.length || parsed.end === 0 || tokens >= MAX_TOKENS) return parsed;
    const errors = errorsIn(parsed.tree);
    const skipped = errors.reduce((sum, { start, end }) => sum + end - start, 0);
    if (errors.length > MAX_ERRORS || skipped > parsed.end / 20) return parsed;
  }
}

/**
 * Whether `text` would nest deeper than code does: the parser's time grows with the depth at every place where it
 * has to guess. Blanks and line breaks do not interrupt a run of signs.
 */
function isTooDeep(text: string): boolean {
  let run = 0;
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32) continue;
    run = isSign(code) ? run + 1 : 0;
    // ( [ { and their counterparts; ) in a string closes nothing, but cannot make it deeper.
    if (code === 40 || code === 91 || code === 123) open++;
    else if ((code === 41 || code === 93 || code === 125) && open > 0) open--;
    if (run > MAX_SIGNS || open > MAX_OPEN) return true;
  }
  return false;
}

/** ASCII without letters and digits. */
function isSign(code: number): boolean {
  return (
    code < 128 && !(code >= 48 && code <= 57) && !(code >= 65 && code <= 90) && !(code >= 97 && code <= 122)
  );
}

/** The errors of `tree` in order of their place; empty where something is missing. */
export function errorsIn(tree: Tree): Span[] {
  const errors: Span[] = [];
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) errors.push(span(cursor.from, cursor.to));
  } while (cursor.next());
  return errors;
}

export function spanOf(node: SyntaxNode): Span {
  return span(node.from, node.to);
}

/** The children of `node` in order, comments and errors left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isError && !child.type.isSkipped) children.push(child);
  }
  return children;
}

function parseTokens(parser: Parser, text: string, tokens: number): ParsedText {
  try {
    const parse = parser.startParse(new BoundedInput(text));
    for (let step = 0; step < tokens; step++) {
      const tree = parse.advance();
      if (tree) return { tree, end: text.length };
    }
    parse.stopAt(parse.parsedPos);
    for (;;) {
      const tree = parse.advance();
      if (tree) return { tree, end: tree.length };
    }
  } catch (error) {
    if (error instanceof TooMuchLookAhead) return { tree: Tree.empty, end: 0 };
    throw error;
  }
}

class TooMuchLookAhead extends Error {}

class BoundedInput implements Input {
  readonly lineChunks = false;
  private end = 0;
  private runs = 0;

  constructor(private readonly text: string) {}

  get length(): number {
    return this.text.length;
  }

  chunk(from: number): string {
    if (from === this.end && ++this.runs > MAX_RUNS) throw new TooMuchLookAhead();
    const chunk = this.text.slice(from, from + CHUNK);
    this.end = from + chunk.length;
    return chunk;
  }

  read(from: number, to: number): string {
    return this.text.slice(from, to);
  }
}
