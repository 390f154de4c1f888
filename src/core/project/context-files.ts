import { isIgnored } from "../files/dockerignore";
import { type BuildContext, ignoreFileOf, inFolder, withinFolder } from "./build-context";
import { pathsIn } from "./paths";
import type { ProjectView } from "./view";

/**
 * What COPY gets of a path: `absent` is not in the workspace, `ignored` is, but an ignore file keeps it out of the
 * build context.
 */
export type ContextState = "present" | "ignored" | "absent";

/** What becomes of the file or folder at `path` (relative to the context, without `./` in front). */
export function stateInContext(project: ProjectView, context: BuildContext, path: string): ContextState {
  const full = inFolder(context.folder, path);
  const below = project.has(full) ? [full] : pathsIn(project.paths(), full);
  if (below.length === 0) return "absent";
  const ignores = ignoreFormOf(project, context);
  if (!ignores) return "present";
  return below.some((each) => !isIgnored(ignores, withinFolder(context.folder, each) ?? each))
    ? "present"
    : "ignored";
}

/** The files that the builder gets for `context`, relative to it and sorted. */
export function contextFiles(project: ProjectView, context: BuildContext): readonly string[] {
  const ignores = ignoreFormOf(project, context);
  const all = pathsIn(project.paths(), context.folder);
  const inside = all.map((path) => withinFolder(context.folder, path) ?? path);
  return ignores ? inside.filter((path) => !isIgnored(ignores, path)) : inside;
}

/** The ignore file that counts for `context`, parsed; undefined when there is none. */
export function ignoreFormOf(project: ProjectView, context: BuildContext) {
  const path = ignoreFileOf(project, context);
  const file = path === undefined ? undefined : project.file(path);
  return file?.is("dockerignore") ? file.form : undefined;
}
