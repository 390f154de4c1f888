import { nginxIncludes, unitsOf } from "../../project/headers/includes";
import { folderOf } from "../../project/services";
import type { FileRuleContext } from "../rule";

/**
 * Whether the file is one of several snippets to choose from, and not the one that was chosen: it has no server of its own,
 * nothing in the workspace includes it, and something includes another file of its folder.
 */
export function isUnusedSnippet({ file, project }: FileRuleContext<"nginx">): boolean {
  if (file.form.directives.some(({ name }) => name === "server" || name === "http")) return false;
  const graph = project.fact(nginxIncludes);
  const isIncluded = (path: string, name: string) => graph.includersOf({ path, name }).length > 0;
  if (unitsOf(file).some(({ path, name }) => isIncluded(path, name))) return false;
  const folder = folderOf(file.path);
  return project
    .pathsLike(/\.conf$/)
    .some((path) => path !== file.path && folderOf(path) === folder && isIncluded(path, path));
}
