import type { SourceFile } from "../files/source";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/**
 * The file of the workspace that the module at `path` means by `module`: `.base`, `..config`, `shop.settings.base`.
 * Absolute names are looked for in the folders around the module, the nearest first.
 */
export function pythonModulePath(project: ProjectView, path: string, module: string): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const names = module.slice(dots).split(".");
  if (!names.every((name) => name !== "" || (dots > 0 && names.length === 1))) return undefined;
  let folder = folderOf(path);
  for (let i = 1; i < dots; i++) {
    if (folder === "") return undefined;
    folder = folderOf(folder);
  }
  for (;;) {
    const base = [folder, ...names].filter((part) => part !== "").join("/");
    const candidates = names[0] === "" ? [] : [`${base}.py`];
    const found = [...candidates, base === "" ? "__init__.py" : `${base}/__init__.py`].find(
      (candidate) => candidate !== path && project.has(candidate),
    );
    if (found !== undefined || dots > 0 || folder === "") return found;
    folder = folderOf(folder);
  }
}

/** The same as a parsed file. */
export function pythonModule(
  project: ProjectView,
  path: string,
  module: string,
): SourceFile<"python"> | undefined {
  const found = pythonModulePath(project, path, module);
  const file = found === undefined ? undefined : project.file(found);
  return file?.is("python") ? file : undefined;
}
