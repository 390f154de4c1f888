import { withinFolder } from "./build-context";
import { services } from "./services";
import type { ProjectView } from "./view";

/** Whether all `hosts` are services of Compose that are surely not built from what holds `path`. */
export function leadElsewhere(hosts: readonly string[], path: string, project: ProjectView): boolean {
  if (hosts.length === 0) return false;
  const files = [...project.fact(services).values()];
  return hosts.every((host) => {
    const named = files.flatMap((file) => file.services.filter(({ name }) => name === host));
    return (
      named.length > 0 &&
      named.every(({ build, image }) =>
        build ? withinFolder(build.context, path) === undefined : image !== undefined,
      )
    );
  });
}
