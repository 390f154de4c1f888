import { normalizeDistribution, parseRequirement } from "../files/requirements";
import type { SourceFile } from "../files/source";
import { type TomlForm, tomlEntries, tomlStrings, tomlValue } from "../files/toml";
import { defineFact } from "./fact";
import { entriesIn } from "./paths";
import type { ProjectView } from "./view";

/** The Python distributions that one file asks for. */
export interface PythonManifest {
  /** Names as package indexes compare them, without duplicates. */
  readonly distributions: readonly string[];
  /** False when the file installs more than it names: paths, URLs, dependencies worked out at build time. */
  readonly isComplete: boolean;
}

/** Requirements files and `pyproject.toml` with dependencies, by path. */
export const pythonPackages = defineFact<PythonManifest, ReadonlyMap<string, PythonManifest>>({
  id: "python-packages",
  on: ["requirements", "toml"],
  of(file) {
    if (file.is("requirements")) return ofRequirements(file);
    const isProject = file.is("toml") && file.path.split("/").at(-1) === "pyproject.toml";
    return isProject && file.is("toml") ? ofProject(file.form) : undefined;
  },
  join: (parts) => parts,
});

/** What the manifests in and below `folder` ask for together; undefined when there are none. */
export function pythonPackagesIn(project: ProjectView, folder: string): PythonManifest | undefined {
  const manifests = entriesIn(project.fact(pythonPackages), folder);
  if (manifests.length === 0) return undefined;
  return {
    distributions: [...new Set(manifests.flatMap(([, { distributions }]) => distributions))],
    isComplete: manifests.every(([, { isComplete }]) => isComplete),
  };
}

function ofRequirements({ form }: SourceFile<"requirements">): PythonManifest {
  return {
    distributions: [...new Set(form.requirements.map(({ normalized }) => normalized))],
    isComplete: form.clean && form.unnamed.length === 0,
  };
}

function ofProject(form: TomlForm): PythonManifest | undefined {
  const listed = [
    tomlValue(form, "project", "dependencies"),
    ...tomlEntries(form, "project", "optional-dependencies").map(({ value }) => value),
    ...tomlEntries(form, "dependency-groups").map(({ value }) => value),
    tomlValue(form, "tool", "uv", "dev-dependencies"),
  ].flatMap((value) => tomlStrings(value).map(({ text }) => parseRequirement(text, 0)?.normalized));
  const named = poetryTables(form).map((name) => normalizeDistribution(name));
  const dynamic = tomlStrings(tomlValue(form, "project", "dynamic")).some(
    ({ text }) => text === "dependencies",
  );
  const distributions = [...listed, ...named].filter((name) => name !== undefined);
  if (distributions.length === 0 && !dynamic) return undefined;
  return {
    distributions: [...new Set(distributions)],
    isComplete: form.clean && !dynamic && !listed.includes(undefined),
  };
}

/** Poetry names dependencies by key: `[tool.poetry.dependencies]` and one table for each group. */
function poetryTables(form: TomlForm): string[] {
  const groups = form.tables
    .filter(({ path }) => path.length === 5 && path.slice(0, 3).join(".") === "tool.poetry.group")
    .flatMap(({ path, entries }) => (path[4] === "dependencies" ? entries : []));
  return [
    ...tomlEntries(form, "tool", "poetry", "dependencies"),
    ...tomlEntries(form, "tool", "poetry", "dev-dependencies"),
    ...groups,
  ].flatMap(({ key }) => (key[0] === undefined || key[0] === "python" ? [] : [key[0]]));
}
