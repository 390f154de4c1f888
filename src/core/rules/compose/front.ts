import { isProxy } from "../../data/proxy-images";
import { type ComposePort, targetRange } from "../../files/compose/ports";
import type { ComposeService } from "../../files/compose/service";
import { dockerfiles } from "../../project/dockerfiles";
import { buildOf } from "../../project/services";
import type { ProjectView } from "../../project/view";

const web = new Set(["80", "443"]);

/** Whether the port is where browsers knock: by its number on the host, or by the container's where that is open. */
export function isForWeb(port: ComposePort): boolean {
  const { published } = port;
  if (published?.value !== undefined) return web.has(published.value.trim());
  const target = targetRange(port);
  return published !== undefined && target !== undefined && web.has(String(target.first));
}

/** Whether `service` of the Compose file at `path` is a proxy, or built on one. */
export function isFront(service: ComposeService, path: string, project: ProjectView): boolean {
  if (!service.get("build")) return isProxy(service.image?.value ?? "");
  const build = buildOf(service, path);
  const base = build && project.fact(dockerfiles).get(build.dockerfile)?.base;
  return base !== undefined && isProxy(base);
}
