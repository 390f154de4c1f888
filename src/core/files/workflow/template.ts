import { type Span, span } from "../../text/span";
import type { YamlScalar, YamlValue } from "../yaml/value";
import { type Access, contextsOf, type Expression, parseExpression } from "./expression";

/** One `${{ … }}` of a text. */
export interface Embedded {
  /** Indices into the text that holds it, from `$` to behind the last `}`. */
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, blanks included; it begins at `inner`. */
  readonly source: string;
  readonly inner: number;
  /** Undefined where the text between the braces is no expression. */
  readonly expression: Expression | undefined;
}

/** All `${{ … }}` of a text, in order; one that is not closed ends the search. */
export function embeddedIn(text: string): readonly Embedded[] {
  const found: Embedded[] = [];
  for (let start = text.indexOf("${{"); start >= 0; ) {
    const inner = start + 3;
    const close = closeOf(text, inner);
    if (close === undefined) break;
    const source = text.slice(inner, close);
    found.push({ start, end: close + 2, source, inner, expression: parseExpression(source) });
    start = text.indexOf("${{", close + 2);
  }
  return found;
}

/** The index of the `}}` that ends an expression: one in a string does not. */
function closeOf(text: string, from: number): number | undefined {
  let isString = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "'") isString = !isString;
    else if (!isString && character === "}" && text[at + 1] === "}") return at;
  }
  return undefined;
}

/** The only expression of a text that is nothing else; undefined for all other texts. */
export function soleExpression(text: string): Embedded | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("${{") || !trimmed.endsWith("}}")) return undefined;
  const [first, second] = embeddedIn(text);
  return first && !second && first.end - first.start === trimmed.length ? first : undefined;
}

/** Whether a text has an expression in it, closed or not. */
export function isDynamic(text: string): boolean {
  return text.includes("${{");
}

/** Where characters `start`..`end` of an expression stand in the file. */
export function placeIn(scalar: YamlScalar, embedded: Embedded, at: Span): Span {
  return scalar.via ?? scalar.spanOf(embedded.inner + at.start, embedded.inner + at.end);
}

/** Where the whole `${{ … }}` stands in the file. */
export function placeOf(scalar: YamlScalar, { start, end }: Embedded): Span {
  return scalar.via ?? scalar.spanOf(start, end);
}

/** Every scalar below `value`, keys not included, in order. Those behind aliases come once for each alias. */
export function* scalarsIn(value: YamlValue | undefined): Generator<YamlScalar> {
  if (value?.kind === "scalar") yield value;
  else if (value?.kind === "list") for (const item of value.items) yield* scalarsIn(item);
  else if (value?.kind === "map") for (const entry of value.entries) yield* scalarsIn(entry.value);
}

/** The names below `context` (`secrets`) that the expressions of a text read: `NPM_TOKEN`, as written in capitals. */
export function namesRead(text: string, context: string): readonly string[] {
  if (!isDynamic(text)) return [];
  return embeddedIn(text).flatMap(({ expression }) =>
    (expression ? contextsOf(expression) : []).flatMap((access) => {
      const [name] = access.path;
      return access.root === context && name !== undefined ? [name.toUpperCase()] : [];
    }),
  );
}

/** `github.event.issue` as the words of its path, lower-cased; undefined where an expression decides on a part. */
export function dotted({ root, path }: Access): string | undefined {
  if (typeof root !== "string" || path.includes(undefined)) return undefined;
  return [root, ...path].join(".");
}

/** The span that trims the blanks off the text between the braces. */
export function trimmedInner({ source }: Embedded): Span {
  const start = source.length - source.trimStart().length;
  return span(start, Math.max(start, source.trimEnd().length));
}
