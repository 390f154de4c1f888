import { insertion, type TextEdit } from "../../text/edits";
import { eolOf } from "../../text/lines";
import type { Span } from "../../text/span";
import { type Available, insertAfter, insertName } from "../syntax/entry-edits";
import { nextLine, quoteOf } from "../syntax/style";
import { lastNameOf, type Value } from "../syntax/value";
import type { ScriptForm } from "./form";

/** Makes what `module` exports as a whole known as `local`. Undefined where something else has that name. */
export function importDefault(form: ScriptForm, module: string, local: string): Available | undefined {
  const known = localOf(form, module);
  if (known !== undefined) return { local: known, edits: [] };
  if (isTaken(form, local)) return undefined;
  const added = form.isModule
    ? `import ${local} from ${quoted(form, module)}`
    : `const ${local} = require(${quoted(form, module)})`;
  return { local, edits: [newStatement(form, added)] };
}

/** Makes `name` of `module` known, in the statement that imports from there or in a new one. */
export function importNamed(form: ScriptForm, module: string, name: string): Available | undefined {
  const known = localOf(form, `${module}.${name}`);
  if (known !== undefined) return { local: known, edits: [] };
  if (isTaken(form, name)) return undefined;
  const edits = intoImport(form, module, name) ?? intoRequire(form, module, name);
  if (edits) return { local: name, edits };
  const added = form.isModule
    ? `import { ${name} } from ${quoted(form, module)}`
    : `const { ${name} } = require(${quoted(form, module)})`;
  return { local: name, edits: [newStatement(form, added)] };
}

/** The same for several names of one module, in one statement; `locals` are in the order of `names`. */
export function importAllNamed(
  form: ScriptForm,
  module: string,
  names: readonly string[],
): { readonly locals: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  const missing = names.filter((name) => localOf(form, `${module}.${name}`) === undefined);
  const [first = ""] = missing;
  const isNew = !intoImport(form, module, first) && !intoRequire(form, module, first);
  if (missing.length < 2 || !isNew) {
    const all = names.map((name) => importNamed(form, module, name));
    if (!all.every((one) => one !== undefined)) return undefined;
    return { locals: all.map(({ local }) => local), edits: all.flatMap(({ edits }) => edits) };
  }
  if (missing.some((name) => isTaken(form, name))) return undefined;
  const list = `{ ${missing.join(", ")} }`;
  const added = form.isModule
    ? `import ${list} from ${quoted(form, module)}`
    : `const ${list} = require(${quoted(form, module)})`;
  const locals = names.map((name) => localOf(form, `${module}.${name}`) ?? name);
  return { locals, edits: [newStatement(form, added)] };
}

function localOf(form: ScriptForm, qualified: string): string | undefined {
  const imported = form.imports.flatMap(({ names }) => names).find((name) => name.qualified === qualified);
  return imported?.local ?? requires(form).find((name) => name.qualified === qualified)?.local;
}

function isTaken(form: ScriptForm, local: string): boolean {
  const isImported = form.imports.some(({ names }) => names.some((name) => name.local === local));
  return isImported || form.bindingsOf(local, 0) !== undefined;
}

interface Required {
  readonly local: string;
  readonly qualified: string;
  /** The name itself. */
  readonly at: Span;
  readonly statement: Span;
}

/** What the module takes out of `require(…)` at its top level. */
function requires(form: ScriptForm): Required[] {
  return form.assignments.flatMap(({ target, value, at, scope }) => {
    if (target.kind !== "name" || scope?.start !== 0 || !isRequired(value)) return [];
    const qualified = form.qualifiedName(value);
    return qualified === undefined ? [] : { local: target.name, qualified, at: target.at, statement: at };
  });
}

/** `require("module")` or a member of it. */
function isRequired(value: Value): boolean {
  const source = value.kind === "member" ? value.object : value;
  return source.kind === "call" && lastNameOf(source.callee) === "require";
}

function intoImport(form: ScriptForm, module: string, name: string): TextEdit[] | undefined {
  for (const { module: source, names } of form.imports) {
    const [whole] = names;
    if (source !== module || !whole) continue;
    const named = names.filter(({ qualified }) => qualified !== module);
    if (named.length > 0) return insertName(form.text, named, name);
    const isNamespace = /\*\s{0,9}as\s{1,9}$/.test(
      form.text.slice(Math.max(0, whole.at.start - 22), whole.at.start),
    );
    if (!isNamespace) return [insertion(whole.at.end, `, { ${name} }`)];
  }
  return undefined;
}

function intoRequire(form: ScriptForm, module: string, name: string): TextEdit[] | undefined {
  const last = requires(form).findLast(
    ({ qualified, statement }) =>
      qualified.startsWith(`${module}.`) && form.text.slice(statement.start, statement.end).includes("{"),
  );
  return last && [insertAfter(form.text, last.at, name)];
}

function newStatement(form: ScriptForm, statement: string): TextEdit {
  const { text } = form;
  const eol = eolOf(text);
  const last = lastImport(form);
  const end = last ? text[last.end - 1] === ";" : /;[ \t]{0,20}\r?$/m.test(text) || text.trim() === "";
  const added = end ? `${statement};` : statement;
  if (!last) {
    const head = /^\uFEFF?(?:#![^\n]*\n)?(?:["']use strict["'];?[ \t]*\r?\n)?/.exec(text)?.[0] ?? "";
    return insertion(head.length, `${added}${eol}${text.length > head.length ? eol : ""}`);
  }
  const line = nextLine(text, last.end);
  if (line === text.length && !text.endsWith("\n")) return insertion(line, eol + added);
  return insertion(line, added + eol);
}

/** The last statement of those at the top of the file that import or require. */
function lastImport(form: ScriptForm): Span | undefined {
  const starts = new Set([
    ...form.imports.map(({ at }) => at.start),
    ...requires(form).map((name) => name.statement.start),
  ]);
  const found: Span[] = [];
  for (const statement of form.topLevel) {
    if (starts.has(statement.start)) found.push(statement);
    else if (found.length > 0) break;
  }
  return found.at(-1);
}

function quoted(form: ScriptForm, module: string): string {
  const own = /(?:\bfrom|^import|\brequire\()[ \t]*(["'])/m.exec(form.text.slice(0, 20_000))?.[1];
  const quote = own ?? quoteOf(form.text, form.isModule ? '"' : "'");
  return quote + module + quote;
}
