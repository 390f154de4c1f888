import { roleOf } from "../files/role";
import { healthRoutes } from "../project/health-routes";
import type { ProjectView } from "../project/view";
import { contextOf, inFolder, type NodeService, pageFrameworks, type Service } from "./service";
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
    const usual = isFrontend(service) ? "web" : "api";
    const wanted = service.called ?? (/^[a-z][a-z0-9-]{0,30}$/.test(folder) ? folder : usual);
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
    taken.add(name);
    return { name, service };
  });
}

/** Whether a service answers browsers with pages. */
export function isFrontend(service: Service): service is NodeService {
  return service.language === "node" && pageFrameworks.some((name) => name === service.framework);
}

/** Whether an image serves built files only. */
export function isStatic(service: Service): boolean {
  return service.language === "node" && service.output !== undefined;
}

/** Whether a service answers on a port. */
export function listens(service: Service): boolean {
  return service.language === "node" || service.listens;
}

/** The services that a proxy can ask. */
export function webServices(stack: Pick<Stack, "services">): NamedService[] {
  return namedServices(stack).filter(({ service }) => listens(service));
}

/** Why nothing can be made for services where there are none, as a sentence. */
export function noService({ stack }: { readonly stack: Stack }): string | undefined {
  return stack.services.length === 0 ? "No Python or Node service with an entry point was found." : undefined;
}

/** The same for what stands before services that answer on a port. */
export function noWebService({ stack }: { readonly stack: Stack }): string | undefined {
  const reason = noService({ stack });
  if (reason !== undefined) return reason;
  return stack.services.some(listens) ? undefined : "Nothing here answers on a port.";
}

/**
 * Where the Dockerfile of a service is, always in the folder that the image is built from: under a name of its own for
 * a member of an npm workspace, and where the folder has two services.
 */
export function dockerfilePath(service: Service, { services }: Pick<Stack, "services">): string {
  const context = contextOf(service);
  if (context !== service.folder) return inFolder(context, `Dockerfile.${service.folder.split("/").at(-1)}`);
  const first = services.find((one) => contextOf(one) === context && one.folder === context);
  return inFolder(context, first === undefined || first === service ? "Dockerfile" : "Dockerfile.web");
}

/** The route of its own by which a service says how it is. */
export function healthRouteOf(service: Service, project: ProjectView): string | undefined {
  const inside = (path: string) => service.folder === "" || path.startsWith(`${service.folder}/`);
  for (const [path, { paths }] of project.fact(healthRoutes)) {
    if (inside(path) && paths[0] !== undefined) return paths[0];
  }
  return undefined;
}

/** Where a service says how it is: a route of its own, else what our Dockerfiles ask. */
export function healthPathOf(service: Service, project: ProjectView): string {
  if (isStatic(service)) return "/";
  return healthRouteOf(service, project) ?? (isFrontend(service) ? "/" : "/health");
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
  const { front, back } = entrances(stack);
  if (!back) return "/";
  const path = healthPathOf(back.service, project);
  return front === undefined || path.startsWith("/api/") ? path : `/api${path}`;
}

/** What a proxy leads to: pages, where there are some, and the application behind them or alone. */
export function entrances(stack: Pick<Stack, "services">): {
  readonly front: NamedService | undefined;
  readonly back: NamedService | undefined;
} {
  const services = webServices(stack);
  return {
    front: services.find(({ service }) => isFrontend(service)),
    back: services.find(({ service }) => !isFrontend(service)),
  };
}

/** Whether the routes of a service begin with `/api` themselves, so that a proxy has to leave that in place. */
export function hasApiPrefix(service: Service, project: ProjectView): boolean {
  const prefix = service.folder === "" ? "" : `${service.folder}/`;
  const kind = service.language === "python" ? "python" : "javascript";
  return project.paths().some((path) => {
    if (!path.startsWith(prefix) || roleOf(path) !== "prod") return false;
    const file = project.file(path);
    // Django writes its routes without the first slash.
    return (
      file?.kind === kind && /["'`](?:\/api(?:["'`/])|api\/["'`\w])|setGlobalPrefix\(["'`]api/.test(file.text)
    );
  });
}
