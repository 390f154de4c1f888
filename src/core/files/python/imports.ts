import { insertion, type TextEdit } from "../../text/edits";
import { eolOf } from "../../text/lines";
import { type Available, insertName } from "../syntax/entry-edits";
import type { Import } from "../syntax/outline";
import { nextLine } from "../syntax/style";
import type { PythonForm } from "./form";

/** Modules of Python's own library that stand in the first group of imports; the usual ones are enough. */
const standardModules = new Set(
  (
    "__future__ abc argparse asyncio base64 collections contextlib copy dataclasses datetime decimal enum functools hashlib " +
    "hmac http inspect io itertools json logging math mimetypes os pathlib random re secrets shutil signal socket " +
    "sqlite3 ssl string subprocess sys tempfile threading time traceback types typing unittest urllib uuid warnings"
  ).split(" "),
);

/** Makes `module` known: `import os`. Undefined where something else has its name. */
export function importModule(form: PythonForm, module: string): Available | undefined {
  const known = localOf(form, module);
  if (known !== undefined) return { local: known, edits: [] };
  if (isTaken(form, module)) return undefined;
  return { local: module, edits: [newStatement(form, `import ${module}`, module)] };
}

/**
 * Makes `name` of `module` known, in the statement that imports from there or in a new one. `alsoIn` are modules
 * that export the same thing. Undefined where something else has its name.
 */
export function importName(
  form: PythonForm,
  module: string,
  name: string,
  alsoIn: readonly string[] = [],
): Available | undefined {
  for (const source of [module, ...alsoIn]) {
    const known = localOf(form, `${source}.${name}`);
    if (known !== undefined) return { local: known, edits: [] };
  }
  if (isTaken(form, name)) return undefined;
  const statement = form.imports.find(
    (candidate) =>
      candidate.module === module &&
      !isPlain(form, candidate) &&
      candidate.names.length > 0 &&
      isGlobal(form, candidate),
  );
  if (statement) return { local: name, edits: insertName(form.text, statement.names, name) };
  return { local: name, edits: [newStatement(form, `from ${module} import ${name}`, module)] };
}

/** The same for several names of one module, in one statement; `locals` are in the order of `names`. */
export function importNames(
  form: PythonForm,
  module: string,
  names: readonly string[],
): { readonly locals: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  const missing = names.filter((name) => localOf(form, `${module}.${name}`) === undefined);
  const hasStatement = form.imports.some((one) => one.module === module);
  if (missing.length < 2 || hasStatement) {
    const all = names.map((name) => importName(form, module, name));
    if (!all.every((one) => one !== undefined)) return undefined;
    return { locals: all.map(({ local }) => local), edits: all.flatMap(({ edits }) => edits) };
  }
  if (missing.some((name) => isTaken(form, name))) return undefined;
  const locals = names.map((name) => localOf(form, `${module}.${name}`) ?? name);
  return { locals, edits: [newStatement(form, `from ${module} import ${missing.join(", ")}`, module)] };
}

function localOf(form: PythonForm, qualified: string): string | undefined {
  for (const statement of form.imports) {
    const found = statement.names.find((name) => name.qualified === qualified);
    if (found && isGlobal(form, statement)) return found.local;
  }
  return undefined;
}

function isTaken(form: PythonForm, name: string): boolean {
  const isImported = form.imports.some((statement) => statement.names.some(({ local }) => local === name));
  return isImported || form.bindingsOf(name, 0) !== undefined;
}

/** Whether the names of an import are there for the whole module when it runs. */
function isGlobal(form: PythonForm, { at }: Import): boolean {
  return form.functionsAround(at.start).length === 0 && form.conditionsAt(at.start).length === 0;
}

function isPlain(form: PythonForm, { at }: Import): boolean {
  return form.text.startsWith("import", at.start);
}

function newStatement(form: PythonForm, statement: string, module: string): TextEdit {
  const { text } = form;
  const eol = eolOf(text);
  const leading = leadingImports(form);
  const [first] = leading;
  const last = leading.at(-1);
  if (!first || !last) return atTop(form, statement);
  if (!isStandard(module)) return after(text, last, statement, isStandard(last.module));
  const own = leading.filter(
    (candidate) => isStandard(candidate.module) && candidate.module !== "__future__",
  );
  const next =
    own.find((candidate) => !isPlain(form, candidate) || candidate.module > module) ??
    (own.length === 0 ? leading.find((candidate) => candidate.module !== "__future__") : undefined);
  if (next) return insertion(next.at.start, `${statement}${eol}${own.length === 0 ? eol : ""}`);
  return after(text, own.at(-1) ?? last, statement, own.length === 0);
}

function after(text: string, last: Import, statement: string, newGroup: boolean): TextEdit {
  const eol = eolOf(text);
  const line = nextLine(text, last.at.end);
  const gap = newGroup ? eol : "";
  if (line === text.length && !text.endsWith("\n")) return insertion(line, `${eol}${gap}${statement}`);
  return insertion(line, `${gap}${statement}${eol}`);
}

/** Without any import: under the docstring, or above all but the lines that have to be first. */
function atTop(form: PythonForm, statement: string): TextEdit {
  const { text } = form;
  const eol = eolOf(text);
  const docstring = form.docstring;
  if (docstring) return insertion(docstring.end, `${eol}${eol}${statement}`);
  const head = /^\uFEFF?(?:#![^\n]*\n)?(?:#[^\n]{0,40}coding[:=][^\n]*\n)?/.exec(text)?.[0] ?? "";
  return insertion(head.length, `${statement}${eol}${eol}`);
}

/** The imports that a module starts with, before any other code. */
function leadingImports(form: PythonForm): Import[] {
  const leading: Import[] = [];
  for (const statement of form.topLevel) {
    const found = form.imports.find((candidate) => candidate.at.start === statement.start);
    if (found) leading.push(found);
    else if (leading.length > 0 || statement.start !== form.docstring?.start) break;
  }
  return leading;
}

function isStandard(module: string): boolean {
  return standardModules.has(module.split(".")[0] ?? "");
}
