import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { limitsAt } from "../../files/nginx/limit-req";
import { passHosts } from "../../files/nginx/pass";
import { contentLevels, isHttpServer, isOnlyLocal, passesOn } from "../../files/nginx/server";
import type { Span } from "../../text/span";

/** One level of nginx that hands requests to an application. */
export interface LimitedPassage {
  readonly level: NginxLevel;
  /** The hosts that get the requests; none where a variable decides. */
  readonly hosts: readonly string[];
  /** The `limit_req` in force. */
  readonly limit: { readonly path: string; readonly at: Span } | undefined;
  /**
   * Whether this is a place where a limit belongs: the path of an API or of a login, or everything where nothing else
   * is handed on.
   */
  readonly isAsked: boolean;
  /** An include or code that may hold a limit all the same. */
  readonly hidden: NginxDirective | undefined;
}

/** Paths behind which programs, and people with lists of passwords, ask again and again. */
const askedPath =
  /(^|[/(|^])(api|apis|auth|authenticate|oauth2?|log-?in|sign-?in|sign-?up|register|graphql|trpc|password|wp-login\.php|xmlrpc\.php)(?![\w-])/i;
/** What monitoring asks, and what only describes the rest. */
const askedByMachines =
  /\/(health\w*|livez|readyz|ready|ping|status|metrics|docs|openapi\.json|static)\W{0,3}$/i;
/** Stores of files, and tools that others wrote and that are not open to everybody. */
const otherHosts =
  /amazonaws\.com|^s3[.-]|storage\.googleapis|blob\.core\.windows|cloudfront\.net|r2\.dev|^(grafana|prometheus|alertmanager|loki|kibana|minio|adminer|pgadmin|phpmyadmin|portainer|flower|rabbitmq|mailhog|mailpit|jaeger|registry|jenkins|certbot)$/i;
/** Servers of pages: one view of them is many requests at once. */
const pageHosts =
  /^(\w+[-_])?(front-?end|client|web-?ui|ui|static|vite|next(js)?|nuxt|webapp|spa|landing|docs|storybook)([-_]\w+)?$/i;

const code = [
  "access_by_lua",
  "access_by_lua_block",
  "access_by_lua_file",
  "rewrite_by_lua_block",
  "js_access",
];

/**
 * Where `levels`, all those of one file, hand requests on, and what limits them there. A block that is used in several
 * places counts once: limited where it is limited in one of them.
 */
export function limitedPassages(levels: readonly NginxLevel[]): LimitedPassage[] {
  const servers = levels.filter(isHttpServer);
  // A file of locations that some server includes, or nobody that is known.
  const locations = new Set(levels.filter(({ name }) => name === "location").flatMap(forwarding));
  const all =
    servers.length > 0
      ? servers.filter((server) => !isOnlyLocal(server)).flatMap((server) => ofSite(forwarding(server)))
      : ofSite([...locations]);
  const byBlock = new Map<unknown, LimitedPassage>();
  for (const passage of all) {
    const known = byBlock.get(passage.level.block);
    if (!known || (!known.limit && passage.limit)) byBlock.set(passage.level.block, passage);
  }
  return [...byBlock.values()];
}

function forwarding(level: NginxLevel): NginxLevel[] {
  return [...contentLevels(level)].filter((one) => passesOn(one) && !isClosed(one));
}

function ofSite(levels: readonly NginxLevel[]): LimitedPassage[] {
  const hosts = new Set(levels.flatMap(passHosts));
  const hasApi = levels.some((level) => askedPath.test(patternOf(level)));
  return levels.map((level) => {
    const own = passHosts(level);
    const limit = limitOn(level);
    return {
      level,
      hosts: own,
      limit: limit && { path: limit.unit.path, at: limit.directive.at },
      isAsked: isAskedApi(level) || (!hasApi && hosts.size === 1 && isAskedWhole(level, own)),
      hidden: hiddenAround(level),
    };
  });
}

function isAskedApi(level: NginxLevel): boolean {
  const pattern = patternOf(level);
  return askedPath.test(pattern) && !askedByMachines.test(pattern);
}

/** A location for all paths, or one that others fall back to. */
function isAskedWhole(level: NginxLevel, hosts: readonly string[]): boolean {
  const pattern = patternOf(level);
  if (pattern !== "/" && !pattern.startsWith("@")) return false;
  return !hosts.some((host) => otherHosts.test(host) || pageHosts.test(host));
}

/** What a location matches. */
function patternOf({ block }: NginxLevel): string {
  return block?.args.at(-1)?.value ?? "";
}

/** A location that others fall back to is limited where they are: a request is counted once. */
function limitOn(level: NginxLevel) {
  const [limit] = limitsAt(level);
  const name = patternOf(level);
  if (limit || !name.startsWith("@")) return limit;
  const users = (level.parent?.children ?? []).filter((other) =>
    other.entries.some(({ directive }) => directive.args.some(({ value }) => value === name)),
  );
  return users.length > 0 && users.every((user) => limitsAt(user).length > 0)
    ? users.flatMap(limitsAt)[0]
    : undefined;
}

/** Not for everybody: only nginx itself, or only some addresses get through. */
function isClosed(level: NginxLevel): boolean {
  if (level.named("internal").length > 0) return true;
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    if (at.named("deny").some(({ directive }) => directive.args[0]?.value === "all")) return true;
    if (at.named("allow").length > 0) return false;
  }
  return false;
}

function hiddenAround(level: NginxLevel): NginxDirective | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const lua = code.map((name) => at?.named(name)[0]).find((found) => found !== undefined);
    const hidden = at.hidden[0] ?? lua?.directive;
    if (hidden) return hidden;
  }
  return undefined;
}
