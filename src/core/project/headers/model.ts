import { kindOf } from "../../files/kind";
import { defineFact } from "../fact";
import { type Layer, type Place, placeOf, standsBehind, standsInFront } from "../layers";
import type { ProjectView } from "../view";
import { headersOfApache } from "./apache";
import { headersOfCaddy } from "./caddy";
import { headersOfHost } from "./host";
import { headersOfHtml } from "./html";
import { nginxIncludes } from "./includes";
import { nginxTree } from "./levels";
import { headersOfLevels, headersOfNginx, type LocatedProvider } from "./nginx";
import type { HeaderPart } from "./provider";
import { headersOfPython } from "./python";
import { headersOfScript } from "./script";
import { headersOfTraefik } from "./traefik";

/** Who sends which header, over all layers of the workspace. Header names are lower case. */
export interface HeaderModel {
  /** The provider in a layer in front of the file at `path` that gives all its responses `header`. */
  sentInFrontOf(path: string, header: string): LocatedProvider | undefined;
  /**
   * An application of the workspace that sends `header` itself, on all or some responses, and stands behind the
   * edge or host at `path` where that one forwards requests, which is for the caller to know.
   */
  sentBehind(path: string, header: string): LocatedProvider | undefined;
  /** Everybody who sends `header`, in order of their paths. */
  providers(header: string): readonly LocatedProvider[];
  /** A file in front of `path` that hides what it sends: what seems absent there proves nothing. */
  opaqueInFrontOf(path: string): string | undefined;
  /** The same for the applications behind `path`. */
  opaqueBehind(path: string): string | undefined;
}

/** The headers of the workspace: hosts and edges in front, applications behind. */
export const headers = defineFact<HeaderPart, HeaderModel>({
  id: "headers",
  mentions: {
    javascript: [
      "frame-options",
      "content-type-options",
      "transport-security",
      "security-policy",
      "referrer-policy",
      "permissions-policy",
      "cross-origin-",
      "helmet",
      "lusca",
      "nosecone",
      "secureheaders",
      "secure-headers",
      "secure_headers",
      "securityheaders",
      "security-headers",
      "security_headers",
    ],
    python: [
      "frame-options",
      "content-type-options",
      "transport-security",
      "security-policy",
      "referrer-policy",
      "permissions-policy",
      "cross-origin-",
      "secure",
      "security_headers",
      "securityheaders",
      "talisman",
      "secweb",
      "X_FRAME",
    ],
  },
  of(file) {
    if (file.is("nginx")) return headersOfNginx(file);
    if (file.is("caddy")) return headersOfCaddy(file);
    if (file.is("apache")) return headersOfApache(file);
    if (file.is("compose")) return headersOfTraefik(file);
    if (file.is("html")) return headersOfHtml(file);
    if (file.is("python")) return headersOfPython(file);
    if (file.is("javascript")) return headersOfScript(file);
    return headersOfHost(file);
  },
  join(parts, project) {
    const sources = [...parts].map(([path, part]) => toSource(path, part, project));
    return modelOf(sources);
  },
});

interface Source extends Place {
  readonly part: HeaderPart;
  readonly providers: readonly LocatedProvider[];
}

function toSource(path: string, alone: HeaderPart, project: ProjectView): Source {
  const place = placeOf(path);
  const isNginx = kindOf(path) === "nginx" || project.file(path)?.kind === "nginx";
  const part = isNginx && isJoined(path, project) ? joinedPart(path, project) : alone;
  return { ...place, part, providers: part.providers.map((provider) => ({ path, ...provider })) };
}

function joinedPart(path: string, project: ProjectView): HeaderPart {
  const tree = project.fact(nginxTree);
  return headersOfLevels(tree.levelsOf(path).flat(), tree.topLevelsOf(path));
}

/** Whether includes, from or into the file at `path`, decide about its headers. */
function isJoined(path: string, project: ProjectView): boolean {
  return /(^|\/)conf\.d\/[^/]+$/.test(path) || project.fact(nginxIncludes).isLinked(path);
}

function modelOf(sources: readonly Source[]): HeaderModel {
  const proxying = sources.filter(({ part }) => part.proxies);
  const hosts = proxying.filter(({ layer }) => layer === "host");
  const outer: Readonly<Record<Layer, readonly Source[]>> = {
    host: [],
    edge: hosts,
    app: proxying.filter(({ layer }) => layer === "host" || layer === "edge"),
    html: proxying,
  };
  const apps = sources.filter(({ layer }) => layer === "app" || layer === "html");
  const front = (path: string) => {
    const place = placeOf(path);
    return outer[place.layer].filter((source) => standsInFront(source, place));
  };
  const behind = (path: string) => {
    const place = placeOf(path);
    return apps.filter((source) => standsBehind(source, place));
  };
  const find = (among: readonly Source[], header: string) =>
    among.flatMap(({ providers }) => providers.filter((provider) => provider.header === header));
  const byHeader = new Map<string, LocatedProvider[]>();
  for (const provider of sources.flatMap(({ providers }) => providers)) {
    const known = byHeader.get(provider.header);
    if (known) known.push(provider);
    else byHeader.set(provider.header, [provider]);
  }
  return {
    sentInFrontOf: (path, header) => find(front(path), header).find(({ scope }) => scope === "all"),
    sentBehind(path, header) {
      const found = find(behind(path), header);
      return found.find(({ scope }) => scope === "all") ?? found[0];
    },
    providers: (header) => byHeader.get(header) ?? [],
    opaqueInFrontOf: (path) => front(path).find(({ part }) => part.opaque)?.path,
    opaqueBehind: (path) => behind(path).find(({ part }) => part.opaque)?.path,
  };
}
