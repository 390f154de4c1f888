import {
  childrenOf,
  isLiteral,
  type NginxDirective,
  type NginxForm,
  type NginxWord,
  walkNginx,
} from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { type Span, slice } from "../../text/span";
import type { Fix, Problem } from "../rule";

/** What follows a `;` in a header's value: nginx takes it for a directive of its own. */
const parts =
  /^(includesubdomains|preload|max-age=.*|mode=.*|report=.*|(default|script|style|img|connect|font|object|media|frame|child|worker|manifest|prefetch)-src(-elem|-attr)?|base-uri|form-action|frame-ancestors|upgrade-insecure-requests|block-all-mixed-content|report-uri|report-to|sandbox)$/i;

/** `add_header` directives whose value has lost its quotes, so that nginx refuses the configuration. */
export function* unquotedValues(form: NginxForm, file: SourceFile): Generator<Problem> {
  const levels = [form.directives, ...[...walkNginx(form.directives)].map(childrenOf)];
  for (const level of levels) {
    for (const [i, directive] of level.entries()) {
      if (directive.name !== "add_header") continue;
      const problem = problemWith([directive, ...piecesBehind(directive, level, i, file)], file);
      if (problem) yield problem;
    }
  }
}

/** The directives on the same line behind `directive` that are pieces of its value. */
function piecesBehind(
  directive: NginxDirective,
  level: readonly NginxDirective[],
  index: number,
  file: SourceFile,
): readonly NginxDirective[] {
  const line = file.lines.lineAt(directive.at.end);
  const pieces: NginxDirective[] = [];
  for (let i = index + 1; i < level.length; i++) {
    const next = level[i];
    const isPiece = next && !next.body && next.terminator && parts.test(next.name);
    if (!isPiece || file.lines.lineAt(next.at.start) !== line) break;
    pieces.push(next);
  }
  return pieces;
}

function problemWith(pieces: readonly NginxDirective[], file: SourceFile): Problem | undefined {
  const [directive, next] = pieces;
  const [name, ...rest] = directive?.args ?? [];
  const words = [...rest, ...pieces.slice(1).flatMap(wordsOf)];
  const isAlways = words.length > 1 && words.at(-1)?.value.toLowerCase() === "always";
  const value = isAlways ? words.slice(0, -1) : words;
  const [first] = value;
  const last = value.at(-1);
  if (!directive?.terminator || !name || !first || !last || value.length < 2 || !words.every(isLiteral))
    return undefined;
  // What stands on a line of its own may be the next directive, behind a `;` that is missing.
  if (file.lines.lineAt(directive.at.start) !== file.lines.lineAt(last.at.end)) return undefined;
  const message = next
    ? `nginx does not start: the ; ends the directive, and it takes ${next.name} for another one.`
    : `nginx does not start: the value of ${name.value} is ${value.length} words without quotes around them.`;
  return {
    at: { start: directive.at.start, end: (pieces.at(-1) ?? directive).at.end },
    message,
    severity: "error",
    equivalents: [],
    fixes: [quoteFix({ start: first.at.start, end: last.at.end }, file)],
  };
}

function wordsOf({ name, nameAt, args }: NginxDirective): NginxWord[] {
  return [{ raw: name, value: name, quote: undefined, at: nameAt }, ...args];
}

/** Double quotes inside go: policies are written with single ones. */
function quoteFix(span: Span, file: SourceFile): Fix {
  const value = slice(file.text, span).replaceAll('"', "");
  return { title: "Put the value in quotes", kind: "safe", edits: [replacement(span, `"${value}"`)] };
}
