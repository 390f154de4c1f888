import type { FileKind } from "../files/kind";
import type { SourceFile } from "../files/source";
import { defineFact } from "./fact";
import { healthRoutes } from "./health-routes";
import { serviceRoot } from "./service-root";
import type { ProjectView } from "./view";

/**
 * `health`: answers questions about health, at least by its words. `listens`: starts a server.
 * `stops`: does something of its own when the process is told to stop.
 */
export type Sign = "health" | "listens" | "stops";

interface Signs {
  readonly kind: FileKind;
  readonly shows: readonly Sign[];
}

/** What is shown by which service (by its folder), and by something that stands for all of them. */
interface ShownBy {
  readonly all: readonly Sign[];
  readonly services: ReadonlyMap<string, readonly Sign[]>;
}

/** What modules, and the proxies in front of them, show of the services that they belong to. */
export const serviceSigns = defineFact<Signs, ShownBy>({
  id: "service-signs",
  on: ["nginx", "caddy", "python", "javascript"],
  of(file) {
    if (file.role !== "prod") return undefined;
    const shows = signsOf(file);
    return shows.length > 0 ? { kind: file.kind, shows } : undefined;
  },
  join(parts, project) {
    const all = new Set<Sign>();
    const services = new Map<string, Set<Sign>>();
    const add = (path: string, signs: readonly Sign[]) => {
      const root = serviceRoot(path, project);
      const known = services.get(root) ?? new Set();
      for (const sign of signs) known.add(sign);
      services.set(root, known);
    };
    for (const [path, { kind, shows }] of parts) {
      if (kind === "nginx" || kind === "caddy") for (const sign of shows) all.add(sign);
      else add(path, shows);
    }
    // Where nothing listens, it is a library of the workspace that others use; where it does, another service.
    for (const signs of services.values()) {
      if (!signs.has("listens")) for (const sign of signs) all.add(sign);
    }
    for (const path of project.fact(healthRoutes).keys()) add(path, ["health"]);
    return {
      all: [...all].sort(),
      services: new Map([...services].map(([root, signs]) => [root, [...signs].sort()])),
    };
  },
});

/**
 * Whether a module of the service that the one at `path` belongs to shows `sign`, or a library of the workspace, or a
 * proxy that answers by itself.
 */
export function serviceShows(sign: Sign, path: string, project: ProjectView): boolean {
  const { all, services } = project.fact(serviceSigns);
  return all.includes(sign) || (services.get(serviceRoot(path, project))?.includes(sign) ?? false);
}

const word = "_?health(?:z|[-_]?checks?)?|live(?:z|ness)?|ready?z?|readiness|alive|heartbeat|ping|status|up";
/** `"/health"`, `'/api/v1/healthz'`; of Nest and Django without the first slash; libraries that add a route. */
const inCode = new RegExp(
  [
    `["'\`](?:/[\\w:.-]{1,40}){0,4}/(?:${word})/?["'\`]`,
    `\\b(?:Controller|Get|path|re_path|url|basePath)\\(\\s{0,20}r?["'\`]\\^?(?:[\\w-]{1,40}/){0,3}(?:${word})/?\\$?["'\`]`,
    "@nestjs/terminus|@godaddy/terminus|lightship|express-healthcheck|fastify-healthcheck|@fastify/under-pressure",
    "fastapi_health|fastapi_healthcheck|healthcheck\\.HealthCheck|from healthcheck|health_check\\b|ApolloServer",
  ].join("|"),
);
/** Whether code may define a route for health checks, by the words in it. */
export function mentionsHealth(text: string): boolean {
  return inCode.test(text);
}

const healthPath = new RegExp(`^(?:/?[\\w:.-]{1,40}/){0,4}/?(?:${word})/?$`);

/** Whether `path` is one that health checks ask, by its last segment. */
export function isHealthPath(path: string): boolean {
  return healthPath.test(path);
}

const inNginx = new RegExp(
  `\\blocation\\s[^{\\n]{0,20}/(?:${word})\\b[^{\\n]{0,10}\\{[^}]{0,300}\\breturn\\s+2`,
);
const inCaddy = new RegExp(`^\\s{0,40}respond\\s+\\S{0,40}/(?:${word})\\b`, "m");

const listening = /\.listen\(|\bserve\(|\bserveHttp\(|\bBun\.serve\b|\bcreateServer\(/;
const stopping =
  /\bSIGTERM\b|\bSIGINT\b|enableShutdownHooks|close-with-grace|fastify-graceful-shutdown|http-terminator|http-graceful-shutdown|@godaddy\/terminus|lightship|stoppable|server-destroy|(async-)?exit-hook|["'`](death|node-graceful|graceful-shutdown|@fastify\/graceful)/;

function signsOf(file: SourceFile): Sign[] {
  const { text } = file;
  if (file.is("nginx")) return inNginx.test(text) ? ["health"] : [];
  if (file.is("caddy")) return inCaddy.test(text) ? ["health"] : [];
  if (file.is("python")) return mentionsHealth(text) ? ["health"] : [];
  if (!file.is("javascript")) return [];
  return [
    ...(mentionsHealth(text) ? (["health"] as const) : []),
    ...(listening.test(text) ? (["listens"] as const) : []),
    ...(stopping.test(text) ? (["stops"] as const) : []),
  ];
}
