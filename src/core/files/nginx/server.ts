import { ownFields } from "./effective";
import type { NginxLevel } from "./level";

/** How a `server` can be reached. */
export interface ServerSockets {
  /** It terminates TLS on at least one of its sockets. */
  readonly tls: boolean;
  /** It answers plain HTTP on at least one. */
  readonly plain: boolean;
}

const passes: ReadonlySet<string> = new Set(
  "proxy_pass fastcgi_pass uwsgi_pass scgi_pass grpc_pass memcached_pass js_content content_by_lua_block".split(
    " ",
  ),
);

/** Whether `level` is a `server { }` of the HTTP kind: those of `stream` and `mail` know no headers. */
export function isHttpServer(level: NginxLevel): boolean {
  if (level.name !== "server" || level.block?.args.length !== 0) return false;
  for (let at = level.parent; at; at = at.parent) {
    if (at.name !== "" && at.name !== "http") return false;
  }
  const elsewhere = ["proxy_pass", "protocol", "ssl_preread"];
  return !elsewhere.some((name) => level.named(name).length > 0);
}

/** The sockets of a server, from `listen`, `ssl` and `ssl_certificate`. */
export function socketsOf(server: NginxLevel): ServerSockets {
  const listens = server.named("listen").map(({ directive }) => directive.args.map((word) => word.value));
  const encrypted = listens.map(
    ([address = "", ...options]) =>
      options.includes("ssl") || options.includes("quic") || /(^|:)443$/.test(address),
  );
  const switched = server.named("ssl").some(({ directive }) => directive.args[0]?.value === "on");
  if (encrypted.includes(true)) return { tls: true, plain: !switched && encrypted.includes(false) };
  const certificate = switched || server.named("ssl_certificate").length > 0;
  const onPort80 = listens.some(([address = ""]) => /(^|[:\]])80$/.test(address));
  const tls = certificate && !onPort80;
  return { tls, plain: !tls };
}

/** Whether only the machine itself reaches `server`. */
export function isOnlyLocal(server: NginxLevel): boolean {
  const addresses = server.named("listen").map(({ directive }) => directive.args[0]?.value ?? "");
  return (
    addresses.length > 0 && addresses.every((address) => /^(unix:|127\.|localhost\b|\[::1\])/.test(address))
  );
}

/** The names a server answers to, lower case; empty when it has none or answers to every name. */
export function serverNames(server: NginxLevel): readonly string[] {
  const names = server.named("server_name").flatMap(({ directive }) => directive.args);
  return names.map((word) => word.value.toLowerCase()).filter((name) => name !== "" && name !== "_");
}

/**
 * The levels of a server that answer with content: pages, files, an application's responses. Redirects, refusals
 * and the challenges of certificate authorities are none.
 */
export function* contentLevels(level: NginxLevel): Generator<NginxLevel> {
  if (refuses(level)) return;
  const inner = level.children.filter((child) => child.name === "location");
  if (level.name !== "server" || servesItself(level, inner)) yield level;
  for (const child of level.children) {
    if (child.name === "location" && !isChallenge(child)) yield* contentLevels(child);
    if (child.name === "if" && ownFields(child, "add_header").length > 0) yield* contentLevels(child);
  }
}

/** Whether anything inside `level` hands requests to an application. */
export function forwards(level: NginxLevel): boolean {
  return [...level.walk()].some(passesOn);
}

/** Whether `level` itself hands requests to an application. */
export function passesOn(level: NginxLevel): boolean {
  return level.entries.some(({ directive }) => passes.has(directive.name));
}

function servesItself(server: NginxLevel, locations: readonly NginxLevel[]): boolean {
  const catchesAll = locations.some((location) => location.block?.args.at(-1)?.value === "/");
  return !catchesAll && (locations.length === 0 || server.named("root").length > 0);
}

/** Whether every request that reaches `level` is redirected or turned away. */
function refuses(level: NginxLevel): boolean {
  const first = (name: string) => level.named(name)[0]?.directive.args.map((word) => word.value);
  if (first("ssl_reject_handshake")?.[0] === "on") return true;
  if (first("deny")?.[0] === "all" && level.named("allow").length === 0) return true;
  const rewrites = level.named("rewrite").map(({ directive }) => directive.args.map((word) => word.value));
  if (rewrites.some(redirectsAll)) return true;
  const answer = first("return");
  // 2xx with a text is content; 204 has no body, 3xx and a lone URL redirect, 4xx and 5xx refuse.
  return answer !== undefined && (!/^2\d\d$/.test(answer[0] ?? "") || answer[0] === "204");
}

function redirectsAll([pattern = "", target = "", flag = ""]: readonly string[]): boolean {
  const matchesAll = pattern !== "" && /^\^?\/?(\(?\.[*+]\)?\$?)?$/.test(pattern);
  return matchesAll && (flag === "permanent" || flag === "redirect" || /^(https?|\$scheme):/.test(target));
}

function isChallenge(location: NginxLevel): boolean {
  return location.block?.args.at(-1)?.value.includes("/.well-known/acme-challenge") ?? false;
}
