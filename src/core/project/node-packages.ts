import type { JsonForm } from "../files/json";
import { defineFact } from "./fact";
import { folderOf } from "./services";

/** What a package.json says of its package. */
export interface NodePackage {
  readonly dependencies: readonly string[];
  readonly development: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  /** Whether it is made to be installed by others: it is not private and says what it exports. */
  readonly isLibrary: boolean;
}

/** Every package.json for production, by path. */
export const nodePackages = defineFact<NodePackage, ReadonlyMap<string, NodePackage>>({
  id: "node-packages",
  on: ["json"],
  of(file) {
    if (!file.is("json") || file.role !== "prod" || !/(?:^|\/)package\.json$/.test(file.path))
      return undefined;
    const { form } = file;
    return {
      dependencies: keysOf(form, "dependencies"),
      development: keysOf(form, "devDependencies"),
      scripts: Object.fromEntries(scriptsOf(form)),
      isLibrary: !isTrue(form, "private") && marks.some((key) => form.property(key) !== undefined),
    };
  },
  join: (parts) => parts,
});

const marks = ["exports", "bin", "files", "module", "peerDependencies", "publishConfig"];

/** The folder of the package.json nearest above `path`; undefined where there is none. */
export function packageFolder(packages: ReadonlyMap<string, NodePackage>, path: string): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (packages.has(folder === "" ? "package.json" : `${folder}/package.json`)) return folder;
    if (folder === "") return undefined;
  }
}

function keysOf(form: JsonForm, key: string): string[] {
  const value = form.get(key);
  return value?.kind === "object" ? value.properties.map((property) => property.key) : [];
}

function scriptsOf(form: JsonForm): [string, string][] {
  const value = form.get("scripts");
  return (value?.kind === "object" ? value.properties : []).flatMap(({ key, value: script }) =>
    script.kind === "scalar" && typeof script.value === "string" ? [[key, script.value]] : [],
  );
}

function isTrue(form: JsonForm, key: string): boolean {
  const value = form.get(key);
  return value?.kind === "scalar" && value.value === true;
}
