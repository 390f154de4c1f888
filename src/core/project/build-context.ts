import { dockerfiles } from "./dockerfiles";
import { defineFact } from "./fact";
import { folderOf, type ServiceSummary, services } from "./services";
import type { ProjectView } from "./view";

/** A folder that the builder gets for a Dockerfile. */
export interface BuildContext {
  readonly dockerfile: string;
  /** Without a slash at its end; empty for the workspace root. */
  readonly folder: string;
}

/** What is built where, and which ignore file counts for it. */
interface Builds {
  /** By Dockerfile: the contexts that Compose files name for it, else the folder that it lies in. */
  readonly contexts: ReadonlyMap<string, readonly BuildContext[]>;
  /** The folders of all contexts. */
  readonly folders: ReadonlySet<string>;
  /** By ignore file: the contexts for which it counts. */
  readonly ignored: ReadonlyMap<string, readonly BuildContext[]>;
  /** By Dockerfile: names that a Compose file fills with another build or folder. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** By Dockerfile: the services that are built from it. */
  readonly services: ReadonlyMap<string, readonly BuiltService[]>;
}

export const builds = defineFact<never, Builds>({
  id: "builds",
  on: [],
  of: () => undefined,
  join(_parts, project) {
    const folders = new Map<string, Set<string>>();
    const named = new Map<string, ReadonlySet<string>>();
    const built = new Map<string, BuiltService[]>();
    for (const [path, { services: all }] of project.fact(services)) {
      for (const service of all) {
        const { build } = service;
        if (!build) continue;
        built.set(build.dockerfile, [...(built.get(build.dockerfile) ?? []), { ...service, path }]);
        folders.set(build.dockerfile, (folders.get(build.dockerfile) ?? new Set()).add(build.context));
        if (build.named)
          named.set(build.dockerfile, new Set([...(named.get(build.dockerfile) ?? []), ...build.named]));
      }
    }
    const contexts = new Map<string, readonly BuildContext[]>();
    const ignored = new Map<string, BuildContext[]>();
    for (const dockerfile of project.fact(dockerfiles).keys()) {
      const named = [...(folders.get(dockerfile) ?? [folderOf(dockerfile)])];
      const all = named.map((folder) => ({ dockerfile, folder }));
      contexts.set(dockerfile, all);
      for (const context of all) {
        const path = ignoreFileOf(project, context);
        if (path !== undefined) ignored.set(path, [...(ignored.get(path) ?? []), context]);
      }
    }
    const all = new Set([...contexts.values()].flat().map(({ folder }) => folder));
    return { contexts, folders: all, ignored, named, services: built };
  },
});

/**
 * The contexts in which the Dockerfile at `path` is built: those that Compose files name, else the folder that it
 * lies in.
 */
export function contextsOf(project: ProjectView, path: string): readonly BuildContext[] {
  return project.fact(builds).contexts.get(path) ?? [{ dockerfile: path, folder: folderOf(path) }];
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
  return project.fact(builds).ignored.get(path) ?? [];
}

/** Whether the ignore file at `path` counts for nothing: every Dockerfile built in its folder has one of its own. */
export function isOverridden(project: ProjectView, path: string): boolean {
  const { folders, ignored } = project.fact(builds);
  if (ignored.has(path) || inFolder(folderOf(path), ".dockerignore") !== path) return false;
  return folders.has(folderOf(path));
}

/** A service of a Compose file whose image one Dockerfile builds. */
export interface BuiltService extends ServiceSummary {
  /** Of the Compose file. */
  readonly path: string;
}

/** The services of all Compose files that build the Dockerfile at `path`, in order of the files. */
export function servicesBuiltFrom(project: ProjectView, path: string): readonly BuiltService[] {
  return project.fact(builds).services.get(path) ?? [];
}

/** Whether `name` in FROM or `--from` of the Dockerfile at `path` stands for a context that a Compose file names. */
export function isNamedContext(project: ProjectView, path: string, name: string): boolean {
  return project.fact(builds).named.get(path)?.has(name) ?? false;
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
