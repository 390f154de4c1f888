import { isTestVariable, isToolVariable } from "../data/environment-names";
import type { Span } from "../text/span";
import { type Variable, variables } from "./variables";
import { lineBefore } from "./variables/line-before";
import { codeKinds } from "./variables/scan";
import { publicPrefixOf } from "./variables/vite-prefixes";
import type { ProjectView } from "./view";

/** A name that may be meant where somebody writes one, and what is known of it. */
export interface VariableSuggestion {
  readonly name: string;
  /** The file that explains it, or else one that sets it. */
  readonly from: string;
}

/** What can be written at a place, and what it takes the place of. */
export interface VariableSuggestions {
  readonly at: Span;
  readonly all: readonly VariableSuggestion[];
}

const code: ReadonlySet<string> = new Set(codeKinds);

/** Code that begins to read a variable, up to the part of its name that is there. */
const open =
  /(?:\b(?:process\??\.env|(import\.meta\.env)|Bun\.env)(?:\??\.|\[["'`])|\b(?:os\.(?:Getenv|LookupEnv)|getenv|env(?:\.\w{1,20})?|config|environ\.get|ENV\.fetch|Deno\.env\.get)\(["'`]|(?:\bENV|\benviron|\$_ENV)\[["'`]|`[^`]{0,200}\benv(?:config)?:")(\w{0,100})$/;

/** The variables of the workspace that code at `offset` may be about to read; undefined where it reads none. */
export function suggestVariables(
  project: ProjectView,
  path: string,
  offset: number,
): VariableSuggestions | undefined {
  const file = project.file(path);
  if (!file || !code.has(file.kind)) return undefined;
  const [match, forPage, begun = ""] = open.exec(lineBefore(file.text, offset)) ?? [];
  if (match === undefined) return undefined;
  const rest = /^\w{0,100}/.exec(file.text.slice(offset, offset + 100))?.[0].length ?? 0;
  const all = [...project.fact(variables).byName.values()].flatMap((variable) => {
    const from = sourceOf(variable);
    const { name } = variable;
    if (from === undefined || isToolVariable(name) || isTestVariable(name)) return [];
    return forPage !== undefined && publicPrefixOf(name, path, project) === undefined ? [] : [{ name, from }];
  });
  const at = { start: offset - begun.length, end: offset + rest };
  return { at, all: all.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Files of tests say nothing about the app. */
function sourceOf({ descriptions, definitions }: Variable): string | undefined {
  return (
    descriptions[0] ?? definitions.find(({ role, source }) => role !== "test" && source !== "code")?.path
  );
}
