import { headersAt, isUncertain, type NginxHeader } from "../../files/nginx/effective";
import { NginxLevel, resolveNothing } from "../../files/nginx/level";
import { contentLevels, forwards, isHttpServer, socketsOf } from "../../files/nginx/server";
import type { SourceFile } from "../../files/source";
import { unitsOf } from "./includes";
import type { HeaderPart, HeaderProvider } from "./provider";

/** A provider and the file that `at` refers to. */
export interface LocatedProvider extends HeaderProvider {
  readonly path: string;
}

export interface LocatedPart extends HeaderPart {
  readonly providers: readonly LocatedProvider[];
}

/** What one nginx file says of headers by itself; what its includes add is unknown here. */
export function headersOfNginx(file: SourceFile<"nginx">): LocatedPart {
  const tops = unitsOf(file).map((unit) => new NginxLevel(undefined, unit, undefined, resolveNothing));
  return headersOfLevels(
    tops.flatMap((top) => [...top.walk()]),
    tops,
  );
}

/** The headers that the servers among `levels` send. Without any, locations at the `tops` count as one server. */
export function headersOfLevels(levels: readonly NginxLevel[], tops: readonly NginxLevel[]): LocatedPart {
  const servers = levels.filter(isHttpServer);
  const isFragment = servers.length === 0 && levels.some(({ name }) => name === "location");
  const sites = isFragment ? tops : servers;
  const content = sites.flatMap((site) =>
    [...contentLevels(site)].map((level) => ({ site, level, sent: headersAt(level) })),
  );
  const secure = content.filter(({ site }) => socketsOf(site).tls);
  // Levels without headers of their own share one list.
  const everywhere = namesSentBy(new Set(content.map(({ sent }) => sent)));
  const securely = secure.length > 0 ? namesSentBy(new Set(secure.map(({ sent }) => sent))) : everywhere;
  const providers = new Map<unknown, LocatedProvider>();
  for (const header of [...new Set(content.map(({ sent }) => sent))].flat()) {
    if (providers.has(header.from.directive)) continue;
    // Browsers take this header from HTTPS responses only.
    const all = header.name === "strict-transport-security" ? securely : everywhere;
    providers.set(header.from.directive, toProvider(header, all.has(header.name)));
  }
  return {
    providers: [...providers.values()],
    proxies: sites.some(forwards),
    opaque: content.some(({ level }) => isUncertain(level)),
  };
}

/** The headers that every one of these responses carries. */
function namesSentBy(responses: Iterable<readonly NginxHeader[]>): ReadonlySet<string> {
  const [first = [], ...others] = responses;
  let common = new Set(first.map(({ name }) => name));
  for (const headers of others) {
    const names = new Set(headers.map(({ name }) => name));
    common = new Set([...common].filter((name) => names.has(name)));
  }
  return common;
}

function toProvider(header: NginxHeader, everywhere: boolean): LocatedProvider {
  return {
    layer: "edge",
    header: header.name,
    value: header.value,
    onErrors: header.always,
    scope: everywhere ? "all" : "some",
    at: header.from.directive.at,
    path: header.from.unit.path,
  };
}
