import { roleOf } from "../files/role";
import type { SourceFile } from "../files/source";
import { contextsOf } from "./build-context";
import { dockerfiles } from "./dockerfiles";
import { defineFact } from "./fact";
import { entriesIn } from "./paths";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/** The paths at which the code of a file answers questions about health. */
interface Routes {
  readonly language: "python" | "javascript";
  readonly paths: readonly string[];
}

/** Routes for health checks by the file that defines them. */
export const healthRoutes = defineFact<Routes, ReadonlyMap<string, Routes>>({
  id: "health-routes",
  on: ["python", "javascript"],
  of(file) {
    if (file.role !== "prod" || (!file.is("python") && !file.is("javascript"))) return undefined;
    const paths = [...new Set(file.is("python") ? inPython(file) : inScript(file))];
    return paths.length > 0 ? { language: file.kind as Routes["language"], paths } : undefined;
  },
  join: (parts) => parts,
});

/** A path that a health check can ask, and whether it is sure that this very service answers there. */
export interface HealthRoute {
  readonly path: string;
  readonly isSure: boolean;
}

/**
 * Where the service that the Dockerfile at `path` builds says how it is; undefined when its code defines no such route.
 * Several services in one build context can define several: then none is sure.
 */
export function healthRouteOf(
  project: ProjectView,
  path: string,
  language: Routes["language"],
): HealthRoute | undefined {
  const folders = contextsOf(project, path).map(({ folder }) => folder);
  const inside = <V>(map: ReadonlyMap<string, V>) =>
    new Map(folders.flatMap((folder) => entriesIn(map, folder)));
  const others = [...inside(project.fact(dockerfiles)).keys()].filter(
    (other) => other !== path && roleOf(other) === "prod",
  );
  // What lies beside another Dockerfile, deeper than this one, belongs to that one's image.
  const taken = others.map(folderOf).filter((folder) => folder !== "" && !path.startsWith(`${folder}/`));
  const found = new Set<string>();
  for (const [file, routes] of inside(project.fact(healthRoutes))) {
    if (routes.language !== language) continue;
    if (taken.some((folder) => file.startsWith(`${folder}/`))) continue;
    for (const route of routes.paths) found.add(route);
  }
  const best = bestOf(found);
  return best === undefined ? undefined : { path: best, isSure: others.length === 0 };
}

/** The path at which code in `folder` (`""` for all) says how it is; undefined when nothing there does. */
export function healthPathIn(project: ProjectView, folder: string): string | undefined {
  const inside = entriesIn(project.fact(healthRoutes), folder);
  return bestOf(new Set(inside.flatMap(([, { paths }]) => paths)));
}

function bestOf(paths: ReadonlySet<string>): string | undefined {
  return [...paths].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))[0];
}

/** Names that are about being alive, best first. */
const words = [
  "health",
  "healthz",
  "healthcheck",
  "health-check",
  "health_check",
  "livez",
  "live",
  "up",
  "ping",
  "status",
];

function rankOf(path: string): number {
  return words.indexOf(lastSegment(path)) * 10 + path.split("/").length;
}

function lastSegment(path: string): string {
  return path.replace(/\/$/, "").split("/").at(-1) ?? "";
}

function isHealth(path: string): boolean {
  return words.includes(lastSegment(path)) && /^\/[\w/-]{1,60}$/.test(path);
}

/** `@app.get("/health")`, `@app.route("/health")`. A router may be mounted under a prefix and is passed over. */
const decorated =
  /@(?:app|application|server|api)\.(?:get|route|head|api_route)\(\s*["'](\/[^"'\s]{1,80})["']/g;
/** `path("health/", …)` in the URLs of the project itself. */
const djangoUrl = /\b(?:path|re_path)\(\s*r?["']\^?([\w/-]{1,80})\$?["']/g;

function inPython({ text, path }: SourceFile): string[] {
  if (!mentionsHealth(text)) return [];
  const found = [...text.matchAll(decorated)].map((match) => match[1] ?? "");
  if (/(^|\/)urls\.py$/.test(path) && /\badmin\.site\.urls\b/.test(text)) {
    for (const match of text.matchAll(djangoUrl)) found.push(`/${match[1] ?? ""}`);
  }
  return found.filter(isHealth);
}

/** `app.get("/health", …)` of Express, Fastify, Koa, Hono. */
const registered = /\b(?:app|server|fastify)\s*\.\s*(?:get|all|use)\(\s*["'`](\/[^"'`\s]{1,80})["'`]/g;
/** `app/api/health/route.ts`, `pages/api/health.ts`: Next.js makes routes of files. */
const nextRoute =
  /(?:^|\/)(?:app\/((?:[\w-]+\/)*[\w-]+)\/route|pages\/((?:api\/)(?:[\w-]+\/)*[\w-]+))\.[jt]sx?$/;

function inScript({ text, path }: SourceFile): string[] {
  const route = nextRoute.exec(path);
  const own = route?.[1] ?? route?.[2]?.replace(/\/index$/, "");
  const found = mentionsHealth(text) ? [...text.matchAll(registered)].map((match) => match[1] ?? "") : [];
  return (own === undefined ? found : [...found, `/${own}`]).filter(isHealth);
}

function mentionsHealth(text: string): boolean {
  return /health|livez|\/live|\/up\b|\/ping|\/status/.test(text);
}
