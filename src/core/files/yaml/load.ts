import { Composer, CST, type Document, Lexer, type ParsedNode, Parser } from "yaml";
import { type Span, span } from "../../text/span";
import type { ParseProblem } from "../problem";

/**
 * Bounds on what is handed to the composer: it recurses once per level and costs some microseconds per token.
 * The deepest real files nest about 40 levels; what has more tokens than some 25,000 lines is generated data.
 */
const MAX_DEPTH = 100;
const MAX_LEXEMES = 160_000;
/** Nobody reads more of them. */
const MAX_PROBLEMS = 100;

export type YamlDocumentNode = Document.Parsed<ParsedNode, true>;

export interface LoadedYaml {
  readonly documents: readonly YamlDocumentNode[];
  readonly comments: readonly Span[];
  readonly problems: readonly ParseProblem[];
}

/** The lexer marks its own states with these characters, so they must not come from the text. */
const markers = new RegExp(`[${CST.DOCUMENT}${CST.FLOW_END}${CST.SCALAR}]`, "g");

/** Lexes and composes `text`. Never throws: what is refused or broken is in `problems`. */
export function loadYaml(text: string): LoadedYaml {
  const comments: Span[] = [];
  const refuse = (at: number, message: string): LoadedYaml => ({
    documents: [],
    comments,
    problems: [{ at: span(at, Math.min(at + 1, text.length)), message }],
  });
  try {
    const control = text.search(markers);
    const { tokens, stoppedAt } = parseTokens(text.replace(markers, "\ufffd"), comments);
    if (stoppedAt !== undefined) return refuse(stoppedAt, "This file is too large to be analysed.");
    const deep = tooDeep(tokens);
    if (deep !== undefined) return refuse(deep, `Nested deeper than ${MAX_DEPTH} levels.`);
    const composer = new Composer({
      keepSourceTokens: true,
      logLevel: "silent",
      prettyErrors: false,
      // The library compares every key with every other one; duplicates are found while aliases are resolved.
      uniqueKeys: false,
    });
    const documents = withoutStackTraces(() => [...composer.compose(tokens, false, text.length)]);
    const problems = documents
      .flatMap((document) => problemsOf(document, text.length))
      .slice(0, MAX_PROBLEMS);
    if (control >= 0) {
      problems.push({ at: span(control, control + 1), message: "A control character cannot stand in YAML." });
    }
    return { documents, comments, problems };
  } catch (error) {
    return refuse(0, error instanceof Error ? error.message : "This file cannot be read as YAML.");
  }
}

function parseTokens(text: string, comments: Span[]) {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let offset = 0;
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > MAX_LEXEMES) return { tokens, stoppedAt: offset };
    if (lexeme.startsWith("#")) comments.push(span(offset, offset + lexeme.length));
    if (!isMarker(lexeme)) offset += lexeme.length;
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, stoppedAt: undefined };
}

/** The lexer's control characters that stand for no text. */
function isMarker(lexeme: string): boolean {
  return lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR;
}

/**
 * The library makes an error of every problem, and most of its cost is the stack trace that nobody sees: a text
 * that is no YAML at all would take seconds.
 */
function withoutStackTraces<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The offset of a token that is nested too deep. Iterative: the tokens may nest as deep as the text is long. */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) return token.offset;
    if (token.type === "document" && token.value) open.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const { key, value } of token.items as readonly CST.CollectionItem[]) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

function problemsOf(document: YamlDocumentNode, length: number): ParseProblem[] {
  return document.errors.map(({ pos: [start, end], message }) => {
    const from = Math.max(0, Math.min(start, length));
    return { at: span(from, Math.max(from, Math.min(end, length))), message };
  });
}
