import { dockerfiles } from "./dockerfiles";
import { folderOf, services, servicesBuilding } from "./services";
import type { ProjectView } from "./view";

/** A folder that the builder gets for a Dockerfile. */
export interface BuildContext {
  readonly dockerfile: string;
  /** Without a slash at its end; empty for the workspace root. */
  readonly folder: string;
}

/**
 * The contexts in which the Dockerfile at `path` is built: those that Compose files name, else the folder that it
 * lies in.
 */
export function contextsOf(project: ProjectView, path: string): readonly BuildContext[] {
  const named = servicesBuilding(path, project.fact(services)).flatMap(
    ({ service }) => service.build?.context ?? [],
  );
  const folders = named.length > 0 ? [...new Set(named)] : [folderOf(path)];
  return folders.map((folder) => ({ dockerfile: path, folder }));
}

/** The path of the ignore file that counts: `<Dockerfile>.dockerignore` wins over the one at the context's root. */
export function ignoreFileOf(project: ProjectView, context: BuildContext): string | undefined {
  const own = `${context.dockerfile}.dockerignore`;
  if (project.has(own)) return own;
  const shared = inFolder(context.folder, ".dockerignore");
  return project.has(shared) ? shared : undefined;
}

/** The contexts for which the ignore file at `path` counts. */
export function contextsIgnoredBy(project: ProjectView, path: string): readonly BuildContext[] {
  return [...project.fact(dockerfiles).keys()]
    .flatMap((dockerfile) => contextsOf(project, dockerfile))
    .filter((context) => ignoreFileOf(project, context) === path);
}

/** The path of `name` in `folder` (empty for the workspace root). */
export function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** `path` as seen from `folder`; undefined when it lies outside. */
export function withinFolder(folder: string, path: string): string | undefined {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
