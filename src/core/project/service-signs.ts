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

/** What modules, and the proxies in front of them, show of the services that they belong to, by their paths. */
export const serviceSigns = defineFact<Signs, ReadonlyMap<string, Signs>>({
  id: "service-signs",
  of(file) {
    if (file.role !== "prod") return undefined;
    const shows = signsOf(file);
    return shows.length > 0 ? { kind: file.kind, shows } : undefined;
  },
  join: (parts) => parts,
});

/**
 * Whether a module of the service that the one at `path` belongs to shows `sign`, or a library of the workspace, or a
 * proxy that answers by itself.
 */
export function serviceShows(sign: Sign, path: string, project: ProjectView): boolean {
  const root = serviceRoot(path, project);
  const all = project.fact(serviceSigns);
  if (sign === "health" && [...project.fact(healthRoutes).keys()].some((other) => isOf(other, root, project)))
    return true;
  // Where something listens on its own, it is another service.
  const servers = new Set(
    [...all].flatMap(([other, { shows }]) =>
      shows.includes("listens") ? [serviceRoot(other, project)] : [],
    ),
  );
  return [...all].some(([other, { kind, shows }]) => {
    if (!shows.includes(sign)) return false;
    if (kind === "nginx" || kind === "caddy") return true;
    const folder = serviceRoot(other, project);
    return folder === root || (sign !== "listens" && !servers.has(folder));
  });
}

function isOf(other: string, root: string, project: ProjectView): boolean {
  return serviceRoot(other, project) === root;
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
