import type { SourceFile } from "../files/source";
import type { Span } from "../text/span";
import { defineFact } from "./fact";
import { nginxTree } from "./headers/levels";
import { proxyInFrontOf } from "./headers/nginx-sites";
import { type Place, placeOf, standsBehind, standsInFront } from "./layers";
import type { AppPart, Throttlers } from "./limits/app-part";
import { type EdgeLimit, edgeLimit } from "./limits/edges";
import { limitedPassages } from "./limits/nginx";
import { pythonPart } from "./limits/python";
import { scriptPart } from "./limits/script";
import { leadElsewhere } from "./reached-services";
import { serviceRoot } from "./service-root";
import type { ProjectView } from "./view";

/** What limits the rate of requests, and where the workspace says so. */
export interface Limit {
  readonly path: string;
  readonly at: Span;
}

/** One place where a proxy hands requests to an application. */
interface Passage {
  /** The hosts that get the requests; none where that is not known. */
  readonly hosts: readonly string[];
  readonly limit: Limit | undefined;
  /** Whether nginx is the one to limit here, and is not seen to. */
  readonly isOpen: boolean;
}

/** What one file says; of an nginx file it needs the files that it includes. */
type Part = AppPart | EdgeLimit | "nginx";

interface Edge {
  readonly place: Place;
  readonly isNginx: boolean;
  readonly passages: readonly Passage[];
}

export interface Limits {
  readonly edges: readonly Edge[];
  readonly apps: readonly App[];
}

/** A module of an application, its place and the folder of its service worked out once for all who ask. */
interface App extends AppPart {
  readonly path: string;
  readonly place: Place;
  readonly root: string;
}

/** Who limits the rate of requests: proxies, gateways and clouds in front, applications behind them. */
export const limits = defineFact<Part, Limits>({
  id: "limits",
  on: [
    "nginx",
    "python",
    "javascript",
    "caddy",
    "apache",
    "compose",
    "terraform",
    "toml",
    "json",
    "plain",
    "yaml",
  ],
  mentions: {
    javascript: [
      "ratelimit",
      "rate-limit",
      "rate_limit",
      "throttl",
      "limiter",
      "slowdown",
      "slow-down",
      "slow_down",
      "arcjet",
      "brute",
      "limit(",
      "express",
      "fastify",
      "koa",
      "hono",
      "nestjs",
    ],
  },
  of: partOf,
  join(parts, project) {
    const edges: Edge[] = [];
    const apps: App[] = [];
    for (const [path, part] of parts) {
      const place = placeOf(path);
      if (part === "nginx") {
        edges.push({ place: { ...place, layer: "edge" }, isNginx: true, passages: ofNginx(path, project) });
      } else if ("language" in part) {
        apps.push({ path, place, root: serviceRoot(path, project), ...part });
      } else {
        const passages = [everywhere({ path, at: part.at })];
        edges.push({ place: { ...place, layer: part.layer }, isNginx: false, passages });
      }
    }
    return { edges, apps };
  },
});

/** What limits requests in front of the file at `path`: an application, or a proxy that stands behind another one. */
export function limitedInFrontOf(path: string, project: ProjectView): Limit | undefined {
  return passagesTo(path, project).find(({ limit }) => limit)?.limit;
}

/** Whether an nginx in front of the file at `path` is the place for a limit, and is not seen to have one. */
export function openInFrontOf(path: string, project: ProjectView): boolean {
  return passagesTo(path, project).some(({ isOpen }) => isOpen);
}

/**
 * An application of the workspace that limits requests itself, on all or some of its routes, and that stands behind the
 * edge or host at `path`. `hosts`: where the requests in question go to, as far as that is known.
 */
export function limitedBehind(
  path: string,
  project: ProjectView,
  hosts: readonly string[] = [],
): Limit | undefined {
  const place = placeOf(path);
  const found = project
    .fact(limits)
    .apps.find(
      (app) => app.limit && standsBehind(app.place, place) && !leadElsewhere(hosts, app.path, project),
    );
  return found?.limit && { path: found.path, at: found.limit };
}

/** What limits requests within the application that the file at `path` belongs to. */
export function limitedWithin(path: string, project: ProjectView): Limit | undefined {
  const all = project.fact(limits).apps;
  const own = all.find((app) => app.path === path);
  const root = serviceRoot(path, project);
  const { role } = placeOf(path);
  // A library of the workspace, which has no application of its own, is there for the others.
  const isShared = (folder: string) =>
    folder === root || !all.some((app) => app.creates && app.root === folder);
  const found =
    own?.limit !== undefined
      ? own
      : all.find(
          (app) =>
            app.limit &&
            app.language === languageOf(path) &&
            (app.place.role === role || app.place.role === "prod") &&
            isShared(app.root),
        );
  return found?.limit && { path: found.path, at: found.limit };
}

/** A route that a limit belongs in front of, in the application that the file at `path` belongs to. */
export function askedWithin(path: string, project: ProjectView): Limit | undefined {
  const found = inApplication(path, project).find((app) => app.asks && app.language === languageOf(path));
  return found?.asks && { path: found.path, at: found.asks };
}

/** The throttlers of Nest in the application that the file at `path` belongs to, and where they are set up. */
export function throttlersWithin(path: string, project: ProjectView): (Throttlers & Limit) | undefined {
  const found = inApplication(path, project).find((app) => app.throttlers);
  return found?.throttlers && { path: found.path, ...found.throttlers };
}

function inApplication(path: string, project: ProjectView): App[] {
  const root = serviceRoot(path, project);
  const { role } = placeOf(path);
  return project.fact(limits).apps.filter((app) => app.root === root && app.place.role === role);
}

function partOf(file: SourceFile): Part | undefined {
  if (file.is("nginx")) return "nginx";
  if (file.is("python")) return pythonPart(file);
  if (file.is("javascript")) return scriptPart(file);
  return edgeLimit(file);
}

function ofNginx(path: string, project: ProjectView): Passage[] {
  const levels = project.fact(nginxTree).levelsOf(path).flat();
  return limitedPassages(levels).map(({ hosts, limit, isAsked }) => ({
    hosts,
    limit,
    isOpen: isAsked && !limit,
  }));
}

function everywhere(limit: Limit): Passage {
  return { hosts: [], limit, isOpen: false };
}

/** The places in front of the file at `path` where requests to it may pass. */
function passagesTo(path: string, project: ProjectView): Passage[] {
  const inner = placeOf(path);
  const outer = inner.layer === "edge" ? proxyInFrontOf(path, project) : undefined;
  return project
    .fact(limits)
    .edges.filter((edge) => {
      // Of two proxies of the same kind only one stands in front; what else limits is outside of both.
      const isOther = edge.place.path !== path && (!edge.isNginx || edge.place.path === outer);
      const place = inner.layer === "edge" && isOther ? { ...inner, layer: "app" as const } : inner;
      return standsInFront(edge.place, place);
    })
    .flatMap(({ passages }) => passages.filter(({ hosts }) => !leadElsewhere(hosts, path, project)));
}

function languageOf(path: string): AppPart["language"] {
  return path.endsWith(".py") ? "python" : "javascript";
}
