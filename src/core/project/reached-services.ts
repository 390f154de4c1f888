import { withinFolder } from "./build-context";
import { defineFact } from "./fact";
import { type ServiceSummary, services } from "./services";
import type { ProjectView } from "./view";

/** The services of all Compose files by their names, under which proxies reach them. */
export const servicesByName = defineFact<never, ReadonlyMap<string, readonly ServiceSummary[]>>({
  id: "services-by-name",
  on: [],
  of: () => undefined,
  join(_parts, project) {
    const names = new Map<string, ServiceSummary[]>();
    for (const { services: all } of project.fact(services).values()) {
      for (const service of all) {
        const known = names.get(service.name);
        if (known) known.push(service);
        else names.set(service.name, [service]);
      }
    }
    return names;
  },
});

/** Whether all `hosts` are services of Compose that are surely not built from what holds `path`. */
export function leadElsewhere(hosts: readonly string[], path: string, project: ProjectView): boolean {
  if (hosts.length === 0) return false;
  const names = project.fact(servicesByName);
  return hosts.every((host) =>
    names
      .get(host)
      ?.every(({ build, image }) =>
        build ? withinFolder(build.context, path) === undefined : image !== undefined,
      ),
  );
}
