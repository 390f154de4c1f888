import { type DockerignoreForm, type IgnorePattern, isIgnored } from "../../files/dockerignore";
import { compilePath, matchesPath } from "../../files/dockerignore-match";
import { type BuildContext, inFolder, withinFolder } from "../../project/build-context";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";

/**
 * Whether nothing of `path` (relative to the context, cleaned, "." for all of it, or a pattern) reaches the builder.
 * False when an exception of the ignore file may let something in that is not in the workspace now.
 */
export function isLeftOut(
  project: ProjectView,
  context: BuildContext,
  ignores: DockerignoreForm,
  path: string,
): boolean {
  if (path === ".") return keepsAllOut(ignores);
  if (/[*?[]/.test(path)) return isPatternLeftOut(project, context, ignores, path);
  const full = inFolder(context.folder, path);
  const below = project.has(full) ? [full] : pathsIn(project.paths(), full);
  const inside = below.length > 0 ? below.map((each) => withinFolder(context.folder, each) ?? each) : [path];
  if (!inside.every((each) => isIgnored(ignores, each))) return false;
  return project.has(full) || !mayLetIn(ignores.patterns, path);
}

/** `*` or `**`, and no exception behind it. */
function keepsAllOut({ patterns }: DockerignoreForm): boolean {
  const all = patterns.findLastIndex(({ path, isNegated }) => !isNegated && /^\*\*?(?:\/\*\*?)?$/.test(path));
  return all >= 0 && !patterns.slice(all).some(({ isNegated }) => isNegated);
}

function isPatternLeftOut(
  project: ProjectView,
  context: BuildContext,
  ignores: DockerignoreForm,
  path: string,
): boolean {
  const literal = path.slice(0, path.search(/[*?[]/));
  const folder = literal.slice(0, literal.lastIndexOf("/") + 1);
  if (folder !== "" && isLeftOut(project, context, ignores, folder.slice(0, -1))) return true;
  const pattern = compilePath(path);
  const depth = path.split("/").length;
  const found = pathsIn(project.paths(), inFolder(context.folder, folder).replace(/\/$/, ""))
    .map((each) => withinFolder(context.folder, each) ?? each)
    .filter(
      (each) => each.startsWith(literal) && matchesPath(pattern, each.split("/").slice(0, depth).join("/")),
    );
  const mayLetSomeIn = ignores.patterns.some(({ isNegated }) => isNegated);
  return found.length > 0 && !mayLetSomeIn && found.every((each) => isIgnored(ignores, each));
}

/** Whether an exception could match something below `path`: it names it, or its beginning leaves that open. */
function mayLetIn(patterns: readonly IgnorePattern[], path: string): boolean {
  const below = `${path}/`;
  const depth = path.split("/").length;
  return patterns.some(({ isNegated, path: own }) => {
    if (!isNegated || (!own.includes("**") && own.split("/").length <= depth)) return false;
    const literal = /^[^*?[\\]*/.exec(own)?.[0] ?? "";
    return literal.startsWith(below) || (literal.length < own.length && below.startsWith(literal));
  });
}
