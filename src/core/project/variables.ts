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
  /** The folder of the package that the file belongs to. */
  readonly home: string;
  /** Whether the file configures a build or is a tool of developers. */
  readonly isBuild: boolean;
}

/** A file that sets a variable. */
export interface SettingFile {
  readonly path: string;
  readonly role: FileRole;
  readonly source: Source;
  readonly owner?: string;
  /** Whether an image that is not built here gets it. */
  readonly isForeign?: true;
  /** Whether the value is handed on from elsewhere, so that somebody has to set it there: `KEY: ${KEY}`. */
  readonly isHanded?: true;
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
  /** Files that get variables by a library, under names that they do not spell out. */
  readonly derived: readonly string[];
  /** By package: the names that its deployed code reads on the server. */
  readonly serverReads: ReadonlyMap<string, readonly string[]>;
}

export const variables = defineFact<VariablePart, Variables>({
  id: "variables",
  of: partOf,
  join(parts, project) {
    const helpers = helpersOf(parts);
    const packages = packagesIn(project.paths());
    const table = new Table(new Set(packages));
    const examples: string[] = [];
    const derived: string[] = [];
    for (const [path, part] of parts) {
      if (part.described.length > 0) examples.push(path);
      if (part.derived.length > 0) derived.push(path);
      table.add(path, part, helpers);
    }
    for (const [path, { words }] of parts) table.mention(path, words);
    return {
      byName: table.variables,
      examples,
      helpers,
      packages,
      derived,
      serverReads: serverReadsOf(table.variables),
    };
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

  constructor(private readonly packages: ReadonlySet<string>) {}

  add(path: string, part: VariablePart, helpers: ReadonlySet<string>): void {
    const { role } = part;
    const counts = role === "prod" || role === "dev";
    if (counts && part.reads.length + part.calls.length + part.uses.length > 0) {
      const file = { path, role, home: homeOf(this.packages, path), isBuild: isBuildCode(path) };
      const called = part.calls.filter(({ helper }) => helpers.has(helper));
      for (const { name, need, side } of strictest([...part.reads, ...called]))
        this.open(name).reads.push({ ...file, need, side });
      for (const { name, need, side } of part.uses) this.open(name).uses.push({ ...file, need, side });
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

/** Whether a file that reads a variable is deployed and runs on the server. */
export function isServerRead({ role, side, isBuild }: ReadingFile): boolean {
  return role === "prod" && side === "server" && !isBuild;
}

function serverReadsOf(all: ReadonlyMap<string, Open>): ReadonlyMap<string, readonly string[]> {
  const byHome = new Map<string, string[]>();
  for (const { name, reads } of all.values()) {
    for (const home of new Set(reads.filter(isServerRead).map((file) => file.home))) {
      const known = byHome.get(home);
      if (known) known.push(name);
      else byHome.set(home, [name]);
    }
  }
  return byHome;
}

const marks =
  /(?:^|\/)(?:package\.json|go\.mod|Gemfile|composer\.json|pyproject\.toml|requirements\.txt|Pipfile|setup\.py|manage\.py|Procfile)$/;

function packagesIn(paths: readonly string[]): string[] {
  return [...new Set(["", ...paths.filter((path) => marks.test(path)).map(folderOf)])].sort();
}

/** The folder of the package that the file at `path` belongs to. */
export function packageOf({ packages }: Pick<Variables, "packages">, path: string): string {
  return homeOf(new Set(packages), path);
}

function homeOf(packages: ReadonlySet<string>, path: string): string {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    if (packages.has(folder)) return folder;
  }
  return "";
}

const buildFolders = new Set(
  "script scripts tool tools tooling bin hack dev benchmark benchmarks .storybook".split(" "),
);
const buildFile =
  /^(?:(?!next|nuxt|astro|svelte|app)[\w-]{1,40}\.config\.[cm]?[jt]s|(?:gulpfile|webpack[\w.]{0,40}|setup|noxfile|tasks|fabfile)\.(?:py|[cm]?[jt]s))$/;

/** Whether a file configures a build or is a tool of developers. */
function isBuildCode(path: string): boolean {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  // Tasks get theirs on the command line: `rake import FILE=a.csv`.
  return buildFile.test(name) || name.endsWith(".rake") || parts.some((part) => buildFolders.has(part));
}

/** The variables that whoever deploys the app has to know of: those of tools are left out. */
export function ownVariables(project: ProjectView): Variable[] {
  return [...project.fact(variables).byName.values()].filter(({ name }) => !isToolVariable(name));
}
