import { defineFact } from "./fact";
import { folderOf, type ServiceSummary, services } from "./services";
import type { ProjectView } from "./view";

/** What one Compose file says of a service. */
interface Sibling extends ServiceSummary {
  /** Of the Compose file. */
  readonly path: string;
}

/** The services of all Compose files, by their folder and their name. */
export const servicesByFolder = defineFact<
  never,
  ReadonlyMap<string, ReadonlyMap<string, readonly Sibling[]>>
>({
  id: "services-by-folder",
  on: [],
  of: () => undefined,
  join(_parts, project) {
    const folders = new Map<string, Map<string, Sibling[]>>();
    for (const [path, { services: all }] of project.fact(services)) {
      const folder = folders.get(folderOf(path)) ?? new Map<string, Sibling[]>();
      folders.set(folderOf(path), folder);
      for (const service of all) {
        const known = folder.get(service.name);
        if (known) known.push({ ...service, path });
        else folder.set(service.name, [{ ...service, path }]);
      }
    }
    return folders;
  },
});

/** Names that services give to what they build, by the folder of their Compose file. */
export const builtImages = defineFact<never, ReadonlyMap<string, ReadonlySet<string>>>({
  id: "built-images",
  on: [],
  of: () => undefined,
  join(_parts, project) {
    const folders = new Map<string, Set<string>>();
    for (const [path, { services: all }] of project.fact(services)) {
      for (const { image, keys } of all) {
        if (image === undefined || !keys.includes("build")) continue;
        folders.set(folderOf(path), (folders.get(folderOf(path)) ?? new Set()).add(image));
      }
    }
    return folders;
  },
});

/**
 * What the other Compose files in the folder of the one at `path` say of the service called `name`: Compose may be
 * started with several of them, which it merges.
 */
export function servicesBeside(project: ProjectView, path: string, name: string): readonly ServiceSummary[] {
  const all = project.fact(servicesByFolder).get(folderOf(path))?.get(name) ?? [];
  return all.filter((service) => service.path !== path);
}

/** Whether a Compose file in the folder of the one at `path` builds an image that it calls `image`. */
export function buildsImage(project: ProjectView, path: string, image: string): boolean {
  return project.fact(builtImages).get(folderOf(path))?.has(image) ?? false;
}
