import type { Span } from "../../text/span";
import type { Parsed, ParseProblem } from "../problem";
import { parseTokens } from "./parser";
import { tokenizeNginx } from "./token";

/** One word of a directive. */
export interface NginxWord {
  /** As written, with quotes and escapes. */
  readonly raw: string;
  /** As nginx reads it: without quotes, escapes resolved. Variables and placeholders are still in it. */
  readonly value: string;
  readonly quote: '"' | "'" | undefined;
  readonly at: Span;
}

/** What a block holds: directives, table entries (`map`, `types`), Lua code, or a nest too deep to read. */
export type NginxBodyKind = "directives" | "entries" | "lua" | "unread";

export interface NginxBody {
  readonly kind: NginxBodyKind;
  /** The `{`. */
  readonly open: Span;
  /** What lies between the braces. */
  readonly inside: Span;
  /** The `}`; undefined when it is missing. */
  readonly close: Span | undefined;
  readonly children: readonly NginxDirective[];
}

/** A simple directive, a block, or an entry of a table. */
export interface NginxDirective {
  /** Empty for a block that stands without a name. */
  readonly name: string;
  readonly nameAt: Span;
  readonly args: readonly NginxWord[];
  /** From the name to the `;` or the `}`, both included. */
  readonly at: Span;
  /** The `;`; undefined for a block and where it is missing. */
  readonly terminator: Span | undefined;
  readonly body: NginxBody | undefined;
  readonly parent: NginxDirective | undefined;
}

/** One file inside the output of `nginx -T`. */
export interface NginxSection {
  /** The path on the server. */
  readonly path: string;
  readonly directives: readonly NginxDirective[];
}

export interface NginxForm extends Parsed {
  /** The directives at the top of the file. */
  readonly directives: readonly NginxDirective[];
  readonly comments: readonly Span[];
  /** Filled for the output of `nginx -T` only, which names each file in a comment. */
  readonly sections: readonly NginxSection[];
}

/**
 * Parses nginx configuration: whole files, fragments without `http` or `server`, templates, and the output of
 * `nginx -T`. Never throws: a `;`, brace or quote that is missing becomes a problem and the rest still parses.
 */
export function parseNginx(text: string): NginxForm {
  const { tokens, problems: early } = tokenizeNginx(text);
  const { directives, comments, sections, problems: late } = parseTokens(text, tokens);
  const problems: ParseProblem[] = [...early, ...late].sort((a, b) => a.at.start - b.at.start);
  return { clean: problems.length === 0, problems, directives, comments, sections };
}

/** All directives below `directives`, each before its children. Entries of tables are not among them. */
export function* walkNginx(directives: readonly NginxDirective[]): Generator<NginxDirective> {
  for (const directive of directives) {
    yield directive;
    if (directive.body?.kind === "directives") yield* walkNginx(directive.body.children);
  }
}

/** The directives straight inside a block; none for a simple directive or a table. */
export function childrenOf(directive: NginxDirective): readonly NginxDirective[] {
  return directive.body?.kind === "directives" ? directive.body.children : [];
}

/** Whether the word's value is known here: it holds no variable and no placeholder of a template. */
export function isLiteral(word: NginxWord): boolean {
  return !word.value.includes("$") && !/\{\{|\{%|<%/.test(word.value);
}
