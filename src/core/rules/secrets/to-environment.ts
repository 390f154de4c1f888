import type { PythonForm } from "../../files/python/form";
import { importModule } from "../../files/python/imports";
import type { SourceFile } from "../../files/source";
import { inFolder } from "../../project/build-context";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { type Span, slice, span } from "../../text/span";
import { declareInExample } from "../env-example";
import type { Fix, OtherFileChange } from "../rule";
import { readInScanned } from "./scanned-edits";

/** Code in which a secret can be replaced by what the environment holds. */
export function canReadEnvironment(
  file: SourceFile,
): file is SourceFile<"python" | "javascript" | "go" | "ruby" | "php"> {
  return /^(?:python|javascript|go|ruby|php)$/.test(file.kind);
}

/**
 * The edits that read the variable `name` in the place of a literal of code (`literal` covers its quotes), with the
 * import that this needs. Undefined for other kinds of file, where `os` means something else, and where only a constant
 * may stand.
 */
export function readFromEnvironment(
  file: SourceFile,
  literal: Span,
  name: string,
): readonly TextEdit[] | undefined {
  if (file.is("javascript")) {
    const isAttribute = /\.[jt]sx$/.test(file.path) && file.text[literal.start - 1] === "=";
    const read = `process.env.${name}`;
    return [replacement(literal, isAttribute ? `{${read}}` : read)];
  }
  if (file.is("go") || file.is("ruby") || file.is("php")) return readInScanned(file, literal, name);
  if (!file.is("python")) return undefined;
  const form: PythonForm = file.form;
  const os = importModule(form, "os");
  return os && [replacement(literal, `${os.local}.environ["${name}"]`), ...os.edits];
}

/** The change that takes a literal out of the code: its variable is read instead, and listed in the example file. */
export function moveToEnvironment(
  file: SourceFile,
  project: ProjectView,
  literal: Span,
  name: string,
): Fix | undefined {
  const edits = file.form.clean ? readFromEnvironment(file, literal, name) : undefined;
  if (!edits) return undefined;
  const listed = listInExample(file, project, name);
  return {
    title: `Read ${name} from the environment`,
    kind: "review",
    edits,
    ...(listed ? { also: [listed] } : {}),
  };
}

/** What marks the folder of a program, where its example file belongs. */
const homes =
  "package.json pyproject.toml requirements.txt manage.py go.mod Gemfile composer.json Dockerfile .env".split(
    " ",
  );

/** The change that lists `name` in the example file nearest above a file of code, or makes one beside its manifest. */
export function listInExample(
  file: SourceFile,
  project: ProjectView,
  name: string,
): OtherFileChange | undefined {
  const change = declareInExample(project, file, name);
  if (!change || !("create" in change)) return change;
  const parts = folderOf(file.path).split("/");
  const folders = parts.map((_, i) => parts.slice(0, parts.length - i).join("/"));
  const home = folders.find((folder) => homes.some((each) => project.has(inFolder(folder, each))));
  return declareInExample(project, { path: inFolder(home ?? "", ".env"), eol: file.eol }, name);
}

/** The string literal of code that holds `at` and nothing else, with its quotes. */
export function literalAround({ text }: SourceFile, at: Span): Span | undefined {
  const quote = text[at.start - 1];
  if (quote === undefined || !/["'`]/.test(quote) || text[at.end] !== quote) return undefined;
  // A prefix (`b"…"`), a docstring or a doubled quote makes it something else than a plain string.
  if (/[\w"'`\\]/.test(text[at.start - 2] ?? "") || text[at.end + 1] === quote) return undefined;
  return isInComment(text, at.start) ? undefined : span(at.start - 1, at.end + 1);
}

/** The variable that a literal should be read from: as what it is assigned to is called, or `otherwise`. */
export function variableFor(file: SourceFile, literal: Span, otherwise: string): string {
  const before = slice(file.text, span(Math.max(0, literal.start - 120), literal.start));
  const name =
    /([A-Za-z_]\w{2,60})["'\]]{0,2}\s{0,4}(?::\s{0,4}\w{1,20}\s{0,4}|string\s{0,4})?(?::=|=>|[:=])\s{0,10}$/.exec(
      before,
    )?.[1];
  const variable = name && variableName(name);
  return variable?.includes("_") ? variable : otherwise;
}

/** `stripeSecretKey` as variables are written: `STRIPE_SECRET_KEY`. */
export function variableName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9_]/g, "_")
    .toUpperCase();
}

/** Longer lines are generated. */
const MAX_LINE = 500;

function isInComment(text: string, at: number): boolean {
  const start = Math.max(text.lastIndexOf("\n", at - 1) + 1, at - MAX_LINE);
  return /(?:^|\s)(?:\/\/|#|\/\*)|^\s*\*/.test(text.slice(start, at));
}
