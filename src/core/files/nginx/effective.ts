import { isLiteral } from "./form";
import type { NginxLevel, PlacedDirective } from "./level";

/** Two families of response fields that are inherited by the same rules, each for itself. */
export type FieldFamily = "add_header" | "add_trailer";

/** A response header in force at a level. */
export interface NginxHeader {
  /** Lower-case name. */
  readonly name: string;
  /** The value where it is a literal. */
  readonly value: string | undefined;
  /** Also on error responses. */
  readonly always: boolean;
  /** Where it is declared. */
  readonly from: PlacedDirective;
}

/** How a level treats the fields of the level around it; `on` is nginx's default. */
export type InheritMode = "on" | "off" | "merge";

/** Levels do not change, and rules ask the same of them many times over. */
const answers = new WeakMap<NginxLevel, Map<string, readonly NginxHeader[]>>();

function once(
  level: NginxLevel,
  question: string,
  answer: () => readonly NginxHeader[],
): readonly NginxHeader[] {
  let known = answers.get(level);
  if (!known) {
    known = new Map();
    answers.set(level, known);
  }
  let found = known.get(question);
  if (!found) {
    found = answer();
    known.set(question, found);
  }
  return found;
}

/**
 * The fields in force at `level`, by the rules of ngx_http_headers_merge_conf: a level with fields of its own
 * inherits none, except under `merge`, which appends. `off` cancels inheritance. The mode itself is inherited.
 */
export function fieldsAt(level: NginxLevel, family: FieldFamily): readonly NginxHeader[] {
  const own = ownFields(level, family);
  const mode = inheritMode(level, family);
  const { parent } = level;
  if (mode === "off" || !parent || (mode === "on" && own.length > 0)) return own;
  // Most levels say nothing themselves: they share the list of the level around them.
  if (own.length === 0) return fieldsAt(parent, family);
  return once(level, `fields ${family}`, () => [...own, ...fieldsAt(parent, family)]);
}

/** The fields that `level` declares itself or through its includes, those with an empty value among them. */
export function ownFields(level: NginxLevel, family: FieldFamily): readonly NginxHeader[] {
  if (level.named(family).length === 0) return none;
  return once(level, `own ${family}`, () => readFields(level, family));
}

const none: readonly NginxHeader[] = [];

function readFields(level: NginxLevel, family: FieldFamily): readonly NginxHeader[] {
  return level.named(family).flatMap((from) => {
    const [name, value, flag] = from.directive.args;
    if (!name || !value) return [];
    return {
      name: name.value.toLowerCase(),
      value: isLiteral(value) ? value.value : undefined,
      always: flag?.value === "always",
      from,
    };
  });
}

/** `add_header_inherit` in force at `level`: the nearest one counts (nginx 1.29.3 and later know it). */
export function inheritMode(level: NginxLevel, family: FieldFamily): InheritMode {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const mode = at.named(`${family}_inherit`).at(-1)?.directive.args[0]?.value.toLowerCase();
    if (mode === "on" || mode === "off" || mode === "merge") return mode;
  }
  return "on";
}

/** Everything that a response from `level` carries: `add_header` in force and `more_set_headers` of all levels. */
export function headersAt(level: NginxLevel): readonly NginxHeader[] {
  const { parent } = level;
  const fields = fieldsAt(level, "add_header");
  const isLikeParent = parent && level.named("more_set_headers").length === 0;
  if (isLikeParent && fields === fieldsAt(parent, "add_header")) return headersAt(parent);
  return once(level, "sent", () => [...fields.filter(isSent), ...moreHeadersAt(level)]);
}

/** Whether a response from `level` carries the header `name` (lower case). */
export function sends(level: NginxLevel, name: string): boolean {
  return headersAt(level).some((header) => header.name === name);
}

/**
 * The fields in force around `level` that it loses because it declares others and does not repeat them.
 * Nothing is lost under `merge`, and under `off` it is intended.
 */
export function lostAt(level: NginxLevel, family: FieldFamily): readonly NginxHeader[] {
  const own = ownFields(level, family);
  if (own.length === 0 || !level.parent || inheritMode(level, family) !== "on") return [];
  const kept = new Set(own.map((header) => header.name));
  if (family === "add_header") for (const header of moreHeadersAt(level)) kept.add(header.name);
  return fieldsAt(level.parent, family).filter((header) => isSent(header) && !kept.has(header.name));
}

/** Whether something hidden could add to what `level` is known to send. */
export function isUncertain(level: NginxLevel): boolean {
  if (level.hidden.length > 0) return true;
  const mode = inheritMode(level, "add_header");
  const cut = mode === "off" || (mode === "on" && ownFields(level, "add_header").length > 0);
  return !cut && level.parent !== undefined && isUncertain(level.parent);
}

const hiders = ["proxy", "fastcgi", "uwsgi", "scgi", "grpc"].map((module) => `${module}_hide_header`);

/**
 * Whether nginx removes the header `name` from what the application behind it sends. Like all lists of this
 * kind, `proxy_hide_header` is inherited only by levels that have none.
 */
export function hidesUpstream(level: NginxLevel, name: string): boolean {
  for (const directive of hiders) {
    let at: NginxLevel | undefined = level;
    while (at && at.named(directive).length === 0) at = at.parent;
    if (at?.named(directive).some((entry) => entry.directive.args[0]?.value.toLowerCase() === name))
      return true;
  }
  return false;
}

/** nginx does not send a header whose value is empty, which is how maps switch one off. */
function isSent(header: NginxHeader): boolean {
  return header.value !== "";
}

/** The headers-more module merges the levels instead of replacing, and sends on errors unless told otherwise. */
function moreHeadersAt(level: NginxLevel): readonly NginxHeader[] {
  const found: NginxHeader[] = [];
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    for (const from of at.named("more_set_headers")) found.push(...moreHeaders(from));
  }
  return found;
}

function moreHeaders(from: PlacedDirective): NginxHeader[] {
  const found: NginxHeader[] = [];
  let limited = false;
  const { args } = from.directive;
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) continue;
    // -s takes status codes, -t content types: the next word is theirs.
    if (word.value === "-s" || word.value === "-t") {
      limited = true;
      i++;
      continue;
    }
    const colon = word.value.indexOf(":");
    if (colon <= 0) continue;
    const value = word.value.slice(colon + 1).trim();
    if (value === "") continue;
    found.push({
      name: word.value.slice(0, colon).trim().toLowerCase(),
      value: isLiteral(word) ? value : undefined,
      always: !limited,
      from,
    });
  }
  return found;
}
