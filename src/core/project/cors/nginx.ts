import { hidesUpstream } from "../../files/nginx/effective";
import type { NginxLevel } from "../../files/nginx/level";
import { passHosts } from "../../files/nginx/pass";
import { passesOn } from "../../files/nginx/server";
import { ALLOW_ORIGIN, originsAllowedAt } from "./nginx-origins";
import type { Passage, Place } from "./passage";

const hiders = ["proxy", "fastcgi", "uwsgi", "scgi", "grpc"].map((module) => `${module}_hide_header`);

/** Where the given levels of nginx hand requests on, and what becomes of the origins that the application allows. */
export function passagesOfNginx(levels: readonly NginxLevel[]): Passage[] {
  return levels.filter(passesOn).map((level) => ({
    hosts: passHosts(level),
    replaced: isReplaced(level) ? hiderAt(level) : undefined,
  }));
}

function isReplaced(level: NginxLevel): boolean {
  if (!hidesUpstream(level, ALLOW_ORIGIN)) return false;
  // Answers from an `if` are answers of the location as well.
  const levels = [level, ...level.children.filter(({ name }) => name === "if")];
  return levels.flatMap(originsAllowedAt).every(({ allows }) => allows !== "any" && allows !== "caller");
}

/** The nearest `proxy_hide_header` for the header. */
function hiderAt(level: NginxLevel): Place | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const found = hiders
      .flatMap((name) => at?.named(name) ?? [])
      .find(({ directive }) => directive.args[0]?.value.toLowerCase() === ALLOW_ORIGIN);
    if (found) return { path: found.unit.path, at: found.directive.at };
  }
  return undefined;
}
