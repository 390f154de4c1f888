import { isToolVariable } from "../data/environment-names";
import type { FileRole } from "../files/role";
import { defineFact } from "./fact";
import { folderOf } from "./services";
import type { Source } from "./variables/definition";
import type { Need } from "./variables/read";
import { type NamedRead, partOf, type VariablePart } from "./variables/scan";
import type { ProjectView } from "./view";

/** A file that reads a variable. */
export interface ReadingFile {
  readonly path: string;
  readonly role: FileRole;
  readonly need: Need;
  readonly side: "client" | "server";
}

/** A file that sets a variable. */
export interface SettingFile {
  readonly path: string;
  readonly role: FileRole;
  readonly source: Source;
  readonly owner?: string;
  /** Whether an image that is not built here gets it. */
  readonly isForeign?: true;
}

/** All that the files of the workspace say of one variable. */
export interface Variable {
  readonly name: string;
  readonly reads: readonly ReadingFile[];
  readonly definitions: readonly SettingFile[];
  /** Example files that explain it. */
  readonly descriptions: readonly string[];
  /** Configurations that put it in. */
  readonly uses: readonly ReadingFile[];
  /** Files that spell it, documents and environment files aside. */
  readonly mentions: readonly string[];
}

/** The variables of the workspace. Files of tests, examples and documents do not read: what they do counts for nobody. */
export interface Variables {
  readonly byName: ReadonlyMap<string, Variable>;
  /** Paths of the files that explain variables, in order. */
  readonly examples: readonly string[];
  /** Functions of the project that read the variable their first argument names. */
  readonly helpers: ReadonlySet<string>;
  /** Folders of packages and services, in order; the workspace itself is the empty string. */
  readonly packages: readonly string[];
}

export const variables = defineFact<VariablePart, Variables>({
  id: "variables",
  of: partOf,
  join(parts, project) {
    const helpers = helpersOf(parts);
    const table = new Table();
    const examples: string[] = [];
    for (const [path, part] of parts) {
      if (part.described.length > 0) examples.push(path);
      table.add(path, part, helpers);
    }
    for (const [path, { words }] of parts) table.mention(path, words);
    return { byName: table.variables, examples, helpers, packages: packagesIn(project.paths()) };
  },
});

/** Words that functions are called by whatever they do. */
const anyFunction = new Set(
  "get has find load read fetch resolve lookup t log debug error warn push add set test it".split(" "),
);

function helpersOf(parts: ReadonlyMap<string, VariablePart>): ReadonlySet<string> {
  return new Set(
    [...parts.values()].flatMap(({ helpers }) => helpers).filter((name) => !anyFunction.has(name)),
  );
}

interface Open {
  readonly name: string;
  readonly reads: ReadingFile[];
  readonly definitions: SettingFile[];
  readonly descriptions: string[];
  readonly uses: ReadingFile[];
  readonly mentions: string[];
}

class Table {
  readonly variables = new Map<string, Open>();

  add(path: string, part: VariablePart, helpers: ReadonlySet<string>): void {
    const { role } = part;
    const counts = role === "prod" || role === "dev";
    if (counts) {
      const called = part.calls.filter(({ helper }) => helpers.has(helper));
      for (const { name, need, side } of strictest([...part.reads, ...called]))
        this.open(name).reads.push({ path, role, need, side });
      for (const { name, need, side } of part.uses) this.open(name).uses.push({ path, role, need, side });
    }
    if (role !== "doc") {
      for (const { name, ...definition } of part.definitions)
        this.open(name).definitions.push({ path, role, ...definition });
      for (const name of part.sets) this.open(name).definitions.push({ path, role, source: "code" });
    }
    for (const name of part.described) this.open(name).descriptions.push(path);
  }

  /** Notes where variables are mentioned; words that are none are forgotten. */
  mention(path: string, words: readonly string[]): void {
    for (const word of words) this.variables.get(word)?.mentions.push(path);
  }

  private open(name: string): Open {
    const known = this.variables.get(name);
    if (known) return known;
    const opened: Open = { name, reads: [], definitions: [], descriptions: [], uses: [], mentions: [] };
    this.variables.set(name, opened);
    return opened;
  }
}

function strictest(reads: readonly NamedRead[]): readonly NamedRead[] {
  const byName = new Map<string, NamedRead>();
  for (const read of reads) {
    const known = byName.get(read.name);
    if (!known || (known.need === "optional" && read.need === "required")) byName.set(read.name, read);
  }
  return [...byName.values()];
}

const marks =
  /(?:^|\/)(?:package\.json|pyproject\.toml|requirements\.txt|Pipfile|setup\.py|manage\.py|Procfile)$/;

function packagesIn(paths: readonly string[]): string[] {
  return [...new Set(["", ...paths.filter((path) => marks.test(path)).map(folderOf)])].sort();
}

/** The folder of the package that the file at `path` belongs to. */
export function packageOf({ packages }: Pick<Variables, "packages">, path: string): string {
  const known = new Set(packages);
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder))
    if (known.has(folder)) return folder;
  return "";
}

/** The variables that whoever deploys the app has to know of: those of tools are left out. */
export function ownVariables(project: ProjectView): Variable[] {
  return [...project.fact(variables).byName.values()].filter(({ name }) => !isToolVariable(name));
}
