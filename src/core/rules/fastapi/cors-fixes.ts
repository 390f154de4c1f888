import type { PythonForm } from "../../files/python/form";
import { removeEntry } from "../../files/syntax/entry-edits";
import { environmentRead } from "../../files/syntax/environment";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import { type Entry, entryNamed, stringOf, type Value } from "../../files/syntax/value";
import { replacement, type TextEdit } from "../../text/edits";
import { contains, slice } from "../../text/span";
import { isPublicOrigin, type OriginExpression, pythonOrigin } from "../cors/origin-expression";
import type { FileRuleContext, Fix } from "../rule";
import type { CorsUse } from "./cors-middleware";

type Context = FileRuleContext<"python">;

/** Puts the frontend's origin in place of the first wildcard; further ones, and one beside real origins, go. */
export function originFixes(
  option: Entry,
  wildcards: readonly Possible[],
  { file, project }: Context,
): Fix[] {
  const { form, text } = file;
  const [first, ...others] = wildcards.map(({ value }) => value);
  const expression = first && pythonOrigin(form, project, quoteAt(text, first));
  if (!first || !expression) return [];
  const list = listOf(first, option, form);
  const named = list.filter((item) => isPublicOrigin(stringOf(item) ?? ""));
  const rest = others.flatMap((other) => withoutItem(other, listOf(other, option, form), text));
  if (named.length > 0) {
    const title = `Allow ${named.map(stringOf).join(", ")} only`;
    return [{ title, kind: "review", edits: [...withoutItem(first, list, text), ...rest] }];
  }
  const change = replaceWildcard(first, option, expression, form);
  return [{ title: `Allow ${expression.label} only`, kind: "review", edits: [...change, ...rest] }];
}

/** Replaces a pattern that every origin matches by the list of origins; drops it where there is a list already. */
export function regexFixes({ call, options }: CorsUse, option: Entry, { file, project }: Context): Fix[] {
  const { form, text } = file;
  const index = call.args.indexOf(option);
  if (entryNamed(options, "allow_origins")) {
    const spans = call.args.map(({ at }) => at);
    const edits = removeEntry(text, spans, index);
    return index < 0 ? [] : [{ title: "Allow the listed origins only", kind: "review", edits }];
  }
  const expression = pythonOrigin(form, project, quoteAt(text, option.value));
  if (index < 0 || !expression) return [];
  const edits = [replacement(option.at, `allow_origins=[${expression.text}]`), ...expression.edits];
  return [{ title: `Allow ${expression.label} only`, kind: "review", edits }];
}

function replaceWildcard(
  wildcard: Value,
  option: Entry,
  expression: OriginExpression,
  form: PythonForm,
): TextEdit[] {
  const { text, edits, origin } = expression;
  const read = origin === undefined ? readWithFallback(wildcard, option, form) : undefined;
  if (read) return read;
  const isList = form.resolve(option.value).kind !== "string";
  return [replacement(wildcard.at, isList ? text : `[${text}]`), ...edits];
}

/** `os.getenv("ORIGINS", "*")` loses its fallback: the application then says at once what is not set. */
function readWithFallback(wildcard: Value, option: Entry, form: PythonForm): TextEdit[] | undefined {
  for (const { value } of possibleValues(option.value, form)) {
    const read = environmentRead(value, form);
    if (value.kind !== "call" || !read?.fallback || !contains(read.fallback.at, wildcard.at)) continue;
    const { callee, args, at } = value;
    const quote = quoteAt(form.text, wildcard);
    const variable = `[${quote}${read.name}${quote}]`;
    const name = form.qualifiedName(callee);
    if (callee.kind === "member" && (name === "os.getenv" || name === "os.environ.get")) {
      const source = slice(form.text, callee.object.at);
      return [replacement(at, `${source}${name === "os.getenv" ? ".environ" : ""}${variable}`)];
    }
    const index = args.findIndex((arg) => contains(arg.at, wildcard.at));
    return removeEntry(
      form.text,
      args.map((arg) => arg.at),
      index,
    );
  }
  return undefined;
}

/** The items of the list that `wildcard` is one of. */
function listOf(wildcard: Value, option: Entry, form: PythonForm): readonly Value[] {
  const value = form.resolve(option.value);
  return value.kind === "list" && value.items.includes(wildcard) ? value.items : [];
}

function withoutItem(item: Value, list: readonly Value[], text: string): TextEdit[] {
  return removeEntry(
    text,
    list.map(({ at }) => at),
    list.indexOf(item),
  );
}

function quoteAt(text: string, value: Value): string {
  return text[value.at.end - 1] === "'" ? "'" : '"';
}
