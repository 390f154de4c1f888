import { isHttpServer, socketsOf } from "../../files/nginx/server";
import { defineFact } from "../fact";
import type { ProjectView } from "../view";
import { proxies } from "./edges";
import { nginxTree } from "./levels";
import { headersOfLevels, type LocatedProvider } from "./nginx";

/** What one nginx file in production serves, as far as its place among the proxies of the workspace goes. */
export interface NginxSite {
  readonly path: string;
  /** A server of it terminates TLS. */
  readonly tls: boolean;
  /** It hands requests to something behind it. */
  readonly forwards: boolean;
  readonly headers: readonly LocatedProvider[];
}

/** The nginx files in production that hold servers, includes expanded. */
export const nginxSites = defineFact<true, ReadonlyMap<string, NginxSite>>({
  id: "nginx-sites",
  on: ["nginx"],
  of: (file) => (file.is("nginx") && file.role === "prod" ? true : undefined),
  join(parts, project) {
    const tree = project.fact(nginxTree);
    const sites = new Map<string, NginxSite>();
    for (const path of parts.keys()) {
      const levels = tree.levelsOf(path).flat();
      const servers = levels.filter(isHttpServer);
      if (servers.length === 0) continue;
      const { proxies: forwards, providers } = headersOfLevels(levels, tree.topLevelsOf(path));
      const tls = servers.some((server) => socketsOf(server).tls);
      sites.set(path, { path, tls, forwards, headers: providers });
    }
    return sites;
  },
});

/**
 * Another proxy of the workspace that stands in front of the nginx at `path`: one that ends TLS where that one does
 * not, or that forwards where that one only serves files.
 */
export function proxyInFrontOf(path: string, project: ProjectView): string | undefined {
  const sites = project.fact(nginxSites);
  const own = sites.get(path);
  if (!own || own.tls) return undefined;
  for (const site of sites.values()) if (isBehind(own, site)) return site.path;
  return project.fact(proxies).find((proxy) => proxy !== path && !sites.has(proxy));
}

/** An nginx of the workspace that sends `header` (lower case) and stands behind the one at `path`. */
export function nginxBehind(path: string, header: string, project: ProjectView): LocatedProvider | undefined {
  const sites = project.fact(nginxSites);
  const own = sites.get(path);
  if (!own) return undefined;
  for (const site of sites.values()) {
    const found = isBehind(site, own) && site.headers.find((provider) => provider.header === header);
    if (found) return found;
  }
  return undefined;
}

function isBehind(inner: NginxSite, outer: NginxSite): boolean {
  return outer !== inner && outer.forwards && !inner.tls && (outer.tls || !inner.forwards);
}
