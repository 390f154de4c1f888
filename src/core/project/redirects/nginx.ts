import { conditionOf, type NginxCondition } from "../../files/nginx/condition";
import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";
import { contentLevels, forwards, isHttpServer, serverNames, socketsOf } from "../../files/nginx/server";

/** How a server answers requests that reach it over plain HTTP on port 80. */
export type PlainAnswer =
  /** It sends them all on to HTTPS. */
  | { readonly kind: "redirect"; readonly from: PlacedDirective }
  /** It answers them itself: `level` is what answers first. */
  | { readonly kind: "content"; readonly level: NginxLevel }
  /** It turns them away, or sends them elsewhere. */
  | { readonly kind: "other" };

/** What `server` does with plain HTTP; undefined when nobody outside the machine reaches it that way. */
export function plainAnswer(server: NginxLevel): PlainAnswer | undefined {
  if (plainListens(server) === undefined) return undefined;
  const root = server.children.find(isCatchAll);
  const from = httpsRedirectIn(server) ?? (root && httpsRedirectIn(root));
  if (from) return { kind: "redirect", from };
  const [level] = contentLevels(root ?? server);
  return level ? { kind: "content", level } : { kind: "other" };
}

/**
 * The `listen` directives of `server` for plain HTTP on port 80; empty when it has none at all, which means that port.
 * Undefined when it does not answer there.
 */
export function plainListens(server: NginxLevel): readonly PlacedDirective[] | undefined {
  const all = server.named("listen");
  if (!socketsOf(server).plain) return undefined;
  const plain = all.filter(({ directive }) => {
    const [address = "", ...options] = directive.args.map(({ value }) => value);
    return !options.includes("ssl") && !options.includes("quic") && isPublicPort80(address);
  });
  return all.length === 0 || plain.length > 0 ? plain : undefined;
}

/**
 * Where one of `servers`, those of one file, sends plain HTTP on to HTTPS in front of what is forwarded there; undefined
 * while another server beside it still answers over plain HTTP.
 */
export function nginxRedirectAmong(servers: readonly NginxLevel[]): PlacedDirective | undefined {
  const isGuarded = new Map<NginxLevel | undefined, boolean>();
  for (const server of servers) {
    const answer = plainAnswer(server);
    if (answer?.kind !== "redirect") continue;
    const known = isGuarded.get(server.parent) ?? redirectsAll(serversBeside(server));
    isGuarded.set(server.parent, known);
    if (known) return answer.from;
  }
  return undefined;
}

function redirectsAll(servers: readonly NginxLevel[]): boolean {
  return servers.some(forwards) && !servers.some((server) => plainAnswer(server)?.kind === "content");
}

/** `server` and the others that nginx loads at the same level, those of other files among them. */
export function serversBeside(server: NginxLevel): readonly NginxLevel[] {
  return server.parent?.children.filter(isHttpServer) ?? [server];
}

/** `location / { … }`, whatever way it is written. */
export function isCatchAll({ name, block }: NginxLevel): boolean {
  const args = block?.args.map(({ value }) => value) ?? [];
  return name === "location" && args.at(-1) === "/" && args[0] !== "=" && args[0]?.startsWith("~") !== true;
}

/** What sends every request that reaches `level` on to HTTPS. */
export function httpsRedirectIn(level: NginxLevel): PlacedDirective | undefined {
  const own = redirectAt(level);
  if (own) return own;
  const branches = level.children.flatMap((branch) => {
    const from = branch.name === "if" ? redirectAt(branch) : undefined;
    const condition = from && branch.block && conditionOf(branch.block);
    return from && condition && !someClients.test(condition.subject) ? { from, host: hostIn(condition) } : [];
  });
  const [first] = branches;
  // A branch for some hosts leaves the others, unless nothing else is served.
  const names = serverNames(level);
  const isForAll =
    branches.some(({ host }) => host === undefined) ||
    (names.length > 0 && names.every((name) => branches.some(({ host }) => host === name))) ||
    contentLevels(level).next().done === true;
  return isForAll ? first?.from : undefined;
}

/** Conditions that tell visitors apart, instead of the ways that they come. */
const someClients =
  /^\$\{?(http_(user_agent|accept|cookie|referer|origin)|arg_|cookie_|remote_|geoip|args\b)/i;

function redirectAt(level: NginxLevel): PlacedDirective | undefined {
  const returned = level.named("return").find(({ directive }) => {
    const [code = "", target] = directive.args.map(({ value }) => value);
    return isHttps(target ?? code) && (target === undefined || code.startsWith("3"));
  });
  const rewritten = level.named("rewrite").find(({ directive }) => {
    const [pattern = "", target = ""] = directive.args.map(({ value }) => value);
    return isHttps(target) && matchesAll(pattern);
  });
  return returned ?? rewritten;
}

/** Whether the pattern of a `rewrite` takes in every path: `^`, `^/(.*)$`, `.*` */
export function matchesAll(pattern: string): boolean {
  return pattern !== "" && /^\^?\/?(\(?\.[*+]\)?\$?)?$/.test(pattern);
}

/** The one host that `if ($host = name)` is for; undefined for other conditions. */
function hostIn({ subject, operator, against }: NginxCondition): string | undefined {
  const isHost = subject === "$host" || subject === "$http_host";
  return isHost && operator === "=" ? against?.value.toLowerCase() : undefined;
}

function isHttps(target: string): boolean {
  return /^https:\/\//i.test(target);
}

/** `80`, `[::]:80`, `0.0.0.0:80`, an address without a port; loopback and sockets are for the machine itself. */
function isPublicPort80(address: string): boolean {
  if (/^(unix:|127\.|localhost\b|\[::1\])/.test(address)) return false;
  if (/^\d+$/.test(address)) return address === "80";
  return /:80$/.test(address) || /^([\w.*-]+|\[[\da-f:]+\])$/i.test(address);
}
