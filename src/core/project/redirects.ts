import { kindOf } from "../files/kind";
import { isHttpServer } from "../files/nginx/server";
import type { Span } from "../text/span";
import { defineFact } from "./fact";
import { nginxTree } from "./headers/levels";
import { proxyInFrontOf } from "./headers/nginx-sites";
import { placeOf, standsInFront } from "./layers";
import { edgeRedirect } from "./redirects/edges";
import { nginxRedirectAmong } from "./redirects/nginx";
import { platformRedirect, type Runs } from "./redirects/platforms";
import type { ProjectView } from "./view";

/** What sends plain HTTP on to HTTPS, and where a file of the workspace says so. */
export interface LocatedRedirect {
  readonly path: string;
  /** Empty, at the start of the file, where a platform redirects without being told. */
  readonly at: Span;
  /** `nginx`, `Caddy`, `Fly.io` */
  readonly by: string;
}

interface RedirectPart {
  readonly at: Span;
  readonly by: string;
  /** For a platform: what it runs. The others are proxies in front of every application. */
  readonly runs: Runs | undefined;
}

/** What one file says; of an nginx file it needs the files that it includes. */
type Part = RedirectPart | "nginx";

/** Every place of the workspace that sends plain HTTP on to HTTPS, by path. */
export const redirects = defineFact<Part, readonly (LocatedRedirect & RedirectPart)[]>({
  id: "redirects",
  on: ["nginx", "caddy", "apache", "compose", "yaml", "toml", "json"],
  of(file) {
    if (file.is("nginx")) return "nginx";
    const platform = platformRedirect(file);
    if (platform) return platform;
    const edge = edgeRedirect(file);
    return edge && { ...edge, runs: undefined };
  },
  join: (parts, project) => [...parts].flatMap(([path, part]) => located(path, part, project) ?? []),
});

function located(
  path: string,
  part: Part,
  project: ProjectView,
): (LocatedRedirect & RedirectPart) | undefined {
  if (part !== "nginx") return { path, ...part };
  const servers = project.fact(nginxTree).levelsOf(path).flat().filter(isHttpServer);
  const from = nginxRedirectAmong(servers);
  return from && { path: from.unit.path, at: from.directive.at, by: "nginx", runs: undefined };
}

/**
 * The host or proxy that sends plain HTTP on to HTTPS before it reaches the file at `path`: an application, a page, or a
 * proxy that stands behind another one. Undefined where none of the workspace is known to.
 */
export function redirectedInFrontOf(path: string, project: ProjectView): LocatedRedirect | undefined {
  const found = project.fact(redirects);
  const place = placeOf(path);
  const proxy = place.layer === "edge" && found.length > 0 ? proxyInFrontOf(path, project) : undefined;
  const redirect = found.find((source) => {
    // The redirect of an nginx often stands in another file than what it forwards.
    if (proxy && (source.path === proxy || (source.by === "nginx" && source.path !== path))) return true;
    if (source.runs === undefined) return standsInFront({ ...placeOf(source.path), layer: "edge" }, place);
    return runs(source.runs, path) && standsInFront({ ...placeOf(source.path), layer: "host" }, place);
  });
  return redirect && { path: redirect.path, at: redirect.at, by: redirect.by };
}

function runs(what: Runs, path: string): boolean {
  if (what === "everything") return true;
  const kind = kindOf(path);
  return kind === "javascript" || kind === "html" || (what === "code" && kind === "python");
}
