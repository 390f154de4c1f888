import { healthRoutes } from "../project/health-routes";
import type { ProjectView } from "../project/view";
import type { NodeService, Service } from "./service";
import type { Stack } from "./stack";

/** A service under the name that files give it: `api`, `web`. */
export interface NamedService {
  readonly name: string;
  readonly service: Service;
}

/** The services with names that are unique among them: that of their folder, else of what they are. */
export function namedServices({ services }: Pick<Stack, "services">): NamedService[] {
  const taken = new Set<string>();
  return services.map((service) => {
    const folder = service.folder.split("/").at(-1) ?? "";
    const wanted = /^[a-z][a-z0-9-]{0,30}$/.test(folder) ? folder : isFrontend(service) ? "web" : "api";
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
    taken.add(name);
    return { name, service };
  });
}

/** Whether a service answers browsers with pages. */
export function isFrontend(service: Service): service is NodeService {
  return service.language === "node" && service.framework !== "none";
}

/** Whether an image serves built files only. */
export function isStatic(service: Service): boolean {
  return service.language === "node" && service.framework === "vite";
}

/** Where a service says how it is: a route of its own, else what our Dockerfiles ask. */
export function healthPathOf(service: Service, project: ProjectView): string {
  if (isStatic(service)) return "/";
  const inside = (path: string) => service.folder === "" || path.startsWith(`${service.folder}/`);
  for (const [path, { paths }] of project.fact(healthRoutes)) {
    if (inside(path) && paths[0] !== undefined) return paths[0];
  }
  return isFrontend(service) ? "/" : "/health";
}

/** The health check of Compose for a service, with what its image contains. */
export function healthTestOf(service: Service, path: string): readonly string[] {
  const url = `http://127.0.0.1:${service.port}${path}`;
  if (isStatic(service)) return ["CMD", "wget", "-q", "--spider", url];
  if (service.language === "python")
    return ["CMD", "python", "-c", `import urllib.request as u;u.urlopen('${url}',timeout=3)`];
  return ["CMD", "node", "-e", `fetch('${url}').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))`];
}

/** Where images of the app are kept: `ghcr.io/acme/shop`. */
export function registryOf({ repository, name }: Stack): string {
  return repository === undefined ? `ghcr.io/your-org/${name}` : `ghcr.io/${repository.toLowerCase()}`;
}

/** The address that shows whether the app as a whole answers: through the proxy, down to the application. */
export function publicHealthPath(stack: Stack, project: ProjectView): string {
  const services = namedServices(stack);
  const back = services.find(({ service }) => !isFrontend(service));
  if (!back) return "/";
  const prefix = services.some(({ service }) => isFrontend(service)) ? "/api" : "";
  return prefix + healthPathOf(back.service, project);
}
