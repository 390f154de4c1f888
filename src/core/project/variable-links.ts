import { isCredentialName } from "../data/credential-names";
import { isToolVariable } from "../data/environment-names";
import { passwordInUrl } from "../data/secret-values";
import type { SourceFile } from "../files/source";
import type { Span } from "../text/span";
import { variables } from "./variables";
import type { Source } from "./variables/definition";
import { definitionsIn } from "./variables/definitions";
import { type PlaceKind, placeAt, placesOf, type VariablePlace } from "./variables/places";
import type { ProjectView } from "./view";

/** A variable under the cursor, and where an editor may lead from there. */
export interface VariableLinks {
  readonly name: string;
  /** Its name at the cursor. */
  readonly at: Span;
  readonly places: readonly VariablePlace[];
}

/**
 * Where the variable named at `offset` of a file is set and explained, and what puts it in; without any of these where it
 * is read. Undefined where no variable is named.
 */
export function variableDefinitions(
  project: ProjectView,
  path: string,
  offset: number,
): VariableLinks | undefined {
  const links = linksAt(project, path, offset, ["definition", "description"]);
  if (!links || links.places.length > 0) return links;
  return linksAt(project, path, offset, ["use", "read"]);
}

/** Every place that names the variable at `offset`: where it is read first of all. */
export function variableReferences(
  project: ProjectView,
  path: string,
  offset: number,
): VariableLinks | undefined {
  return linksAt(project, path, offset, ["read", "use", "definition", "description"]);
}

function linksAt(
  project: ProjectView,
  path: string,
  offset: number,
  kinds: readonly PlaceKind[],
): VariableLinks | undefined {
  const here = placeAt(project, path, offset);
  return here && { name: here.name, at: here.at, places: placesOf(project, here.name, kinds) };
}

/** One line of what there is to tell of a variable. */
export interface VariableRow {
  readonly path: string;
  /** From 0. */
  readonly line: number;
  /** What else is known: who gets it, its value where that is no secret, the comment that explains it. */
  readonly note: string | undefined;
}

/** What a hover tells of a variable. */
export interface VariableSummary {
  readonly name: string;
  readonly at: Span;
  /** Whether code cannot do without it; undefined where no code reads it. */
  readonly isRequired: boolean | undefined;
  /** Whether a tool or a platform sets it by itself. */
  readonly isOfTool: boolean;
  readonly set: readonly VariableRow[];
  readonly explained: readonly VariableRow[];
  readonly read: readonly VariableRow[];
}

/** What there is to tell of the variable at `offset`. Values that may be secrets are not in it. */
export function describeVariable(
  project: ProjectView,
  path: string,
  offset: number,
): VariableSummary | undefined {
  const here = placeAt(project, path, offset);
  if (!here) return undefined;
  const { name, at } = here;
  const reads = project.fact(variables).byName.get(name)?.reads ?? [];
  const rows = (
    kinds: readonly PlaceKind[],
    note: (file: SourceFile, place: VariablePlace) => string | undefined,
  ) =>
    placesOf(project, name, kinds).flatMap((place) => {
      const file = project.file(place.path);
      return file
        ? [{ path: place.path, line: file.lines.lineAt(place.at.start), note: note(file, place) }]
        : [];
    });
  return {
    name,
    at,
    isRequired: reads.length === 0 ? undefined : reads.some(({ need }) => need === "required"),
    isOfTool: isToolVariable(name),
    set: rows(["definition"], noteOnDefinition),
    explained: rows(["description"], commentAbove),
    read: rows(["read", "use"], (_file, { kind }) => (kind === "use" ? "put in" : undefined)),
  };
}

const sources: Readonly<Partial<Record<Source, string>>> = {
  "build-arg": "argument of the build",
  compose: "environment",
  dockerfile: "image",
};

function noteOnDefinition(file: SourceFile, { at, name }: VariablePlace): string | undefined {
  const definition = definitionsIn(file).find((one) => one.name === name && one.at.start === at.start);
  if (!definition) return undefined;
  const { source, owner, value } = definition;
  const who = [sources[source], owner].filter((part) => part !== undefined).join(" of ");
  const shown = shownValue(name, value);
  const parts = [...(who === "" ? [] : [who]), ...(shown === undefined ? [] : [shown])];
  return parts.length > 0 ? parts.join(": ") : undefined;
}

const MAX_SHOWN = 60;

/** A value as a hover shows it: nothing of what may be a secret. */
function shownValue(name: string, value: string | undefined): string | undefined {
  const text = value?.trim();
  if (text === undefined) return undefined;
  if (text === "") return "empty";
  const isPlain = /^(?:https?:\/\/|wss?:\/\/)?[\w.,:/ -]*$/.test(text) && !/[A-Za-z0-9_-]{20}/.test(text);
  if (isCredentialName(name) || passwordInUrl(text) || !isPlain || text.length > MAX_SHOWN)
    return "a value that is not shown";
  return `\`${text}\``;
}

/** The comment lines right above a line, without their marks. */
function commentAbove(file: SourceFile, { at }: VariablePlace): string | undefined {
  const found: string[] = [];
  for (let line = file.lines.lineAt(at.start) - 1; line >= 0 && found.length < 4; line--) {
    const text = file.lines.lineText(line).trim();
    // A comment that is an assignment explains itself.
    if (!text.startsWith("#") || /^#+\s*[A-Z_][A-Z0-9_]*\s*=/.test(text)) break;
    found.unshift(text.replace(/^#+\s*/, ""));
  }
  const comment = found.join(" ").trim();
  return comment === "" ? undefined : comment;
}
