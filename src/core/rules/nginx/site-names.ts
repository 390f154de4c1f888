import type { NginxLevel } from "../../files/nginx/level";
import { serverNames, socketsOf } from "../../files/nginx/server";

/** The names that servers with TLS answer to, the empty one for every name; undefined where no server has TLS. */
export function namesOfTls(servers: readonly NginxLevel[]): ReadonlySet<string> | undefined {
  const secure = servers.filter((server) => socketsOf(server).tls);
  return secure.length === 0 ? undefined : new Set(secure.flatMap(namesOrAny));
}

/** The names of a server, or the empty one. */
export function namesOrAny(server: NginxLevel): readonly string[] {
  const names = serverNames(server);
  return names.length > 0 ? names : [""];
}

/** Whether `name` is one of `names`, wildcards and the empty name taken into account. */
export function sharesName(name: string, names: ReadonlySet<string>): boolean {
  if (names.has(name) || names.has("")) return true;
  if (names.has(`.${name}`)) return true;
  for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
    if (names.has(`*${name.slice(dot)}`) || names.has(name.slice(dot))) return true;
  }
  return false;
}
