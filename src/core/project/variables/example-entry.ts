import type { SourceFile } from "../../files/source";
import { insertion, type TextEdit } from "../../text/edits";
import { eolOf } from "../../text/lines";
import { inFolder } from "../build-context";
import { folderOf } from "../services";
import { type Variables, variables } from "../variables";
import type { ProjectView } from "../view";

/** A change to one file of the workspace: edits of one that is there, or a new one. */
export type FileChange =
  | { readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly path: string; readonly create: string };

/** What to write down of a variable. */
export interface ExampleEntry {
  readonly name: string;
  /** A line above it, without `#`. */
  readonly comment?: string;
  readonly value?: string;
}

/** Names under which projects keep the list of their variables, the usual one first. */
const names = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "env.sample"];

/** The path of the example file in `folder`; undefined when there is none. */
export function exampleIn(project: ProjectView, folder: string): string | undefined {
  return names.map((name) => inFolder(folder, name)).find((path) => project.has(path));
}

/** The path of a new example file in `folder`. */
export function newExampleIn(folder: string): string {
  return inFolder(folder, names[0] ?? "");
}

/**
 * The example files that speak for the file at `path`, the nearest first: those in its folder and the folders above;
 * without any, those elsewhere in its package.
 */
export function examplesFor({ examples, packages }: Variables, path: string): readonly string[] {
  const above = examples.filter((example) => isWithin(path, folderOf(example)));
  if (above.length > 0)
    return above.toSorted(
      (a, b) =>
        folderOf(b).length - folderOf(a).length || names.indexOf(nameOf(a)) - names.indexOf(nameOf(b)),
    );
  const home = packages.filter((folder) => isWithin(path, folder)).at(-1) ?? "";
  return examples.filter((example) => isWithin(example, home));
}

/** The edits that add `entry` to an example file: below the others of its prefix, else at the end. Undefined when it is there. */
export function addToExample(
  file: SourceFile<"dotenv">,
  entry: ExampleEntry,
): readonly TextEdit[] | undefined {
  const { form, text } = file;
  const { name, comment, value = "" } = entry;
  if (form.get(name) || form.commentedKeys.has(name)) return undefined;
  const eol = eolOf(text);
  // A file that a shell reads says `export` on every line.
  const before =
    form.assignments.length > 0 && form.assignments.every((one) => one.exported) ? "export " : "";
  const lines = [...(comment === undefined ? [] : [`# ${comment}`]), `${before}${name}=${value}`].join(eol);
  const family = name.includes("_") ? `${name.slice(0, name.indexOf("_"))}_` : undefined;
  const neighbour =
    family === undefined ? undefined : form.assignments.findLast(({ key }) => key.startsWith(family));
  const end = neighbour ? text.indexOf("\n", neighbour.at.end) : -1;
  if (end >= 0) return [insertion(end + 1, lines + eol)];
  const isOpen = text !== "" && text !== "\ufeff" && !text.endsWith("\n");
  return [insertion(text.length, isOpen ? eol + lines : lines + eol)];
}

/**
 * The change that lists a variable in the example file beside the file at `path` or above it, which is created when there
 * is none. Undefined when it is listed already, or when there is a file that cannot be read.
 */
export function declareVariable(
  project: ProjectView,
  from: Pick<SourceFile, "path" | "eol">,
  entry: ExampleEntry,
): FileChange | undefined {
  const folder = folderOf(from.path);
  const path = exampleIn(project, folder) ?? examplesFor(project.fact(variables), from.path)[0];
  if (path === undefined) {
    const comment = entry.comment === undefined ? "" : `# ${entry.comment}${from.eol}`;
    return { path: newExampleIn(folder), create: `${comment}${entry.name}=${entry.value ?? ""}${from.eol}` };
  }
  const example = project.file(path);
  const edits = example?.is("dotenv") ? addToExample(example, entry) : undefined;
  return edits && { path, edits };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether the file at `path` lies in `folder` or below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}
