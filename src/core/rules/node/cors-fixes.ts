import type { ScriptForm } from "../../files/script/form";
import { addEntry } from "../../files/syntax/entry-edits";
import { environmentRead } from "../../files/syntax/environment";
import { quoteOf } from "../../files/syntax/style";
import type { Value } from "../../files/syntax/value";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { contains, slice } from "../../text/span";
import { type OriginExpression, scriptOrigin } from "../cors/origin-expression";
import type { FileRuleContext, Fix } from "../rule";
import type { CorsLibrary, CorsUse } from "./cors-uses";
import type { Wildcard } from "./cors-wildcards";

type Context = FileRuleContext<"javascript">;

/** Puts the frontend's origin where every origin is allowed. */
export function originFixes(wildcard: Wildcard, context: Context): Fix[] {
  const { how, use, star } = wildcard;
  const expression = originFor(star?.value, context);
  const fix = (edits: readonly TextEdit[]): Fix[] => [
    { title: `Allow ${expression.label} only`, kind: "review", edits },
  ];
  if (how === "default")
    return use ? withOrigin(use, expression, context).flatMap((edit) => fix([edit])) : [];
  if (!star) return [];
  const library = use?.library ?? "cors";
  const quote = quoteAt(star.value, context.file.text);
  if (how === "header")
    return fix([replacement(star.value.at, textForHeader(expression, star.value, context))]);
  if (star.conditional) {
    const read =
      expression.origin === undefined
        ? withoutFallback(wildcard, library, quote, context.file.form)
        : undefined;
    return fix(read ?? [replacement(star.value.at, expression.text)]);
  }
  // In a list, every other origin is allowed by name.
  const text = star.listed ? expression.text : textForOption(expression, library, quote);
  return fix([replacement(star.value.at, text)]);
}

/** Replaces what an `origin` option is given by the frontend's origin. */
export function optionFix(given: Value, { library }: CorsUse, context: Context): Fix {
  const expression = originFor(given, context);
  const quote = quoteAt(given, context.file.text);
  const edits = [replacement(given.at, textForOption(expression, library, quote))];
  return { title: `Allow ${expression.label} only`, kind: "review", edits };
}

/** Replaces the value of a header that is written by hand. */
export function headerFix(given: Value, context: Context): Fix {
  const expression = originFor(given, context);
  const edits = [replacement(given.at, textForHeader(expression, given, context))];
  return { title: `Allow ${expression.label} only`, kind: "review", edits };
}

/** The frontend's origin, in the quotes of `value` where it has any. */
export function originFor(value: Value | undefined, { file, project }: Context): OriginExpression {
  return scriptOrigin(project, quoteAt(value, file.text));
}

function quoteAt(value: Value | undefined, text: string): string {
  const quote = value?.kind === "string" ? text[value.at.end - 1] : undefined;
  return quote === '"' || quote === "'" ? quote : quoteOf(text, "'");
}

/** A header cannot be undefined. */
function textForHeader({ text, origin }: OriginExpression, value: Value, { file }: Context): string {
  const quote = quoteAt(value, file.text);
  return origin === undefined ? `${text} ?? ${quote}${quote}` : text;
}

/**
 * An origin as a library takes it. Where it comes from a variable that is not set, nobody is allowed: Express needs
 * nothing for that, Fastify `false`, Hono an empty text, and Koa a function that gives one.
 */
function textForOption({ text, origin }: OriginExpression, library: CorsLibrary, quote: string): string {
  if (origin === undefined) return readText(text, library, quote);
  return library === "cors" || library === "@fastify/cors" ? `[${text}]` : text;
}

function readText(read: string, library: CorsLibrary, quote: string): string {
  if (library === "@fastify/cors") return `${read} ?? false`;
  if (library === "hono/cors") return `${read} ?? ${quote}${quote}`;
  return library === "@koa/cors" ? `() => ${read} ?? ${quote}${quote}` : read;
}

/** The origin where there is no such option yet: in the options, or in place of none. */
function withOrigin(use: CorsUse, expression: OriginExpression, { file }: Context): TextEdit[] {
  const { call, options, bare } = use;
  const entry = `origin: ${textForOption(expression, use.library, quoteAt(undefined, file.text))}`;
  if (options) return [addEntry(file.text, options, entry)];
  if (bare !== call) return [replacement(bare.at, `{ ${entry} }`)];
  const last = call.args.at(-1);
  if (last) return [insertion(last.at.end, `, { ${entry} }`)];
  return call.argsAt ? [replacement(call.argsAt, `({ ${entry} })`)] : [];
}

/** `process.env.ORIGIN || "*"` loses its fallback; without the variable nobody is allowed. */
function withoutFallback(
  { at, how, star }: Wildcard,
  library: CorsLibrary,
  quote: string,
  form: ScriptForm,
): TextEdit[] | undefined {
  const value = form.resolve(at);
  if (how !== "option" || value.kind !== "operation" || !star) return undefined;
  const [read, fallback] = value.operands;
  if (!read || !fallback || !contains(fallback.at, star.value.at)) return undefined;
  const source = slice(form.text, read.at);
  return [replacement(value.at, environmentRead(read, form) ? readText(source, library, quote) : source)];
}
