import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { type Variable, variables } from "../variables";
import type { ProjectView } from "../view";
import type { VariableDefinition, VariableUse } from "./definition";
import { definitionsIn, usesIn } from "./definitions";
import type { VariableRead } from "./read";
import { isExample, readsIn } from "./scan";

/** What is said of a variable at one place: code reads it, something sets it, an example explains it. */
export type PlaceKind = "read" | "definition" | "description" | "use";

/** Where a file names a variable. */
export interface VariablePlace {
  readonly path: string;
  readonly name: string;
  readonly kind: PlaceKind;
  readonly at: Span;
}

/** The reads in a file of code, calls of the project's own functions among them. */
export function allReadsIn(file: SourceFile, helpers: ReadonlySet<string>): readonly VariableRead[] {
  const { reads, calls } = readsIn(file);
  if (calls.length === 0 || helpers.size === 0) return reads;
  const known = new Set(reads.map(({ at }) => at.start));
  const called = calls.filter(({ helper, at }) => helpers.has(helper) && !known.has(at.start));
  return called.length === 0 ? reads : [...reads, ...called].sort((a, b) => a.at.start - b.at.start);
}

/** The places in a file at which an example explains variables: `KEY=`, `# KEY=`. */
export function descriptionsIn(file: SourceFile): readonly { readonly name: string; readonly at: Span }[] {
  if (!file.is("dotenv") || !isExample(file)) return [];
  const { assignments, comments } = file.form;
  const commented = comments.flatMap((comment) => {
    const text = file.text.slice(comment.start, Math.min(comment.end, comment.start + 300));
    const match = /^#+[ \t]{0,8}(?:export[ \t]{1,8})?([A-Za-z_][\w.-]{0,200})[ \t]{0,8}=/.exec(text);
    const name = match?.[1];
    if (!match || name === undefined) return [];
    const start = comment.start + match[0].indexOf(name);
    return [{ name, at: { start, end: start + name.length } }];
  });
  return [...assignments.map(({ key, keyAt }) => ({ name: key, at: keyAt })), ...commented];
}

/** Every place of `file` that names a variable, in order. */
export function placesIn(file: SourceFile, helpers: ReadonlySet<string>): readonly VariablePlace[] {
  const { path } = file;
  const as = (kind: PlaceKind) => (found: VariableRead | VariableDefinition | VariableUse) => ({
    path,
    name: found.name,
    kind,
    at: found.at,
  });
  const described = descriptionsIn(file);
  return [
    ...allReadsIn(file, helpers).map(as("read")),
    ...(described.length > 0 || isExample(file) ? [] : definitionsIn(file).map(as("definition"))),
    ...described.map(({ name, at }) => ({ path, name, kind: "description" as const, at })),
    ...usesIn(file).map(as("use")),
  ].sort((a, b) => a.at.start - b.at.start);
}

/** The variable that the place at `offset` of a file names, both ends of the name included. */
export function placeAt(project: ProjectView, path: string, offset: number): VariablePlace | undefined {
  const file = project.file(path);
  if (!file) return undefined;
  const { helpers } = project.fact(variables);
  return placesIn(file, helpers).find(({ at }) => at.start <= offset && offset <= at.end);
}

/** All places of the workspace that name a variable; of `kinds` only, where given. */
export function placesOf(
  project: ProjectView,
  name: string,
  kinds: readonly PlaceKind[] = ["definition", "description", "use", "read"],
): readonly VariablePlace[] {
  const { byName, helpers } = project.fact(variables);
  const known = byName.get(name);
  if (!known) return [];
  const files = [...new Set(pathsOf(known))].flatMap((path) => project.file(path) ?? []);
  const places = files.flatMap((file) => placesIn(file, helpers)).filter((place) => place.name === name);
  return kinds.flatMap((kind) => places.filter((place) => place.kind === kind));
}

function pathsOf({ definitions, descriptions, uses, reads }: Variable): string[] {
  return [...definitions, ...uses, ...reads].map(({ path }) => path).concat(descriptions);
}
