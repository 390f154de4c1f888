import { childrenOf } from "../../files/nginx/form";
import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";

/** The `proxy_set_header` list in force at a level. */
export interface RequestHeaders {
  /** The level that declares it; undefined where nobody does. */
  readonly level: NginxLevel | undefined;
  readonly directives: readonly PlacedDirective[];
  /** Lower-case names of what is set. */
  readonly names: ReadonlySet<string>;
  /** Whether an include that is not in the workspace may add to it, or declare another. */
  readonly isUncertain: boolean;
}

/** What the file `proxy_params` of Debian and Ubuntu sets. */
const debianParams = ["host", "x-real-ip", "x-forwarded-for", "x-forwarded-proto"];

/** Levels do not change, and every location inside asks. */
const answers = new WeakMap<NginxLevel, RequestHeaders>();

/** The list that requests from `level` carry: the nearest level with any `proxy_set_header` decides alone. */
export function requestHeadersAt(level: NginxLevel): RequestHeaders {
  const headers = answers.get(level) ?? readHeaders(level);
  answers.set(level, headers);
  return headers;
}

function readHeaders(level: NginxLevel): RequestHeaders {
  const hides = level.hidden.length > 0;
  const directives = level.named("proxy_set_header");
  const params = includesDebianParams(level) ? debianParams : [];
  if (directives.length > 0 || params.length > 0) {
    const names = directives.map(({ directive }) => directive.args[0]?.value.toLowerCase() ?? "");
    return { level, directives, names: new Set([...names, ...params]), isUncertain: hides };
  }
  const around = level.parent ? requestHeadersAt(level.parent) : none;
  return hides ? { ...around, isUncertain: true } : around;
}

const none: RequestHeaders = { level: undefined, directives: [], names: new Set(), isUncertain: false };

/** Whether `level` includes the file that Debian ships, which is not in the workspace. */
function includesDebianParams(level: NginxLevel): boolean {
  const own = level.block ? childrenOf(level.block) : level.unit.directives;
  return own.some(
    (directive) =>
      directive.name === "include" &&
      /(^|\/)proxy_params$/.test(directive.args[0]?.value ?? "") &&
      !level.entries.some(({ include }) => include === directive),
  );
}

/** The value that the list sends for `name` (lower case), as written and without quotes. */
export function requestHeader(headers: RequestHeaders, name: string): string | undefined {
  return headers.directives.findLast(({ directive }) => directive.args[0]?.value.toLowerCase() === name)
    ?.directive.args[1]?.value;
}

/**
 * The location whose list counts for a `proxy_pass` at `level`, which may stand in an `if` or a `limit_except` where no
 * list can; undefined for what is no HTTP proxy.
 */
export function proxyingLocation(level: NginxLevel): NginxLevel | undefined {
  if (level.named("proxy_pass").length === 0) return undefined;
  let at: NginxLevel | undefined = level;
  while (at?.name === "if" || at?.name === "limit_except") at = at.parent;
  return at?.name === "location" ? at : undefined;
}

/** The server around `level`; undefined in a fragment. */
export function serverAround(level: NginxLevel): NginxLevel | undefined {
  let at: NginxLevel | undefined = level;
  while (at && at.name !== "server") at = at.parent;
  return at;
}
