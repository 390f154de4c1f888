import { conditionOf, type NginxCondition } from "../../files/nginx/condition";
import { headersAt } from "../../files/nginx/effective";
import type { NginxDirective, NginxWord } from "../../files/nginx/form";
import type { NginxLevel, NginxUnit, PlacedDirective } from "../../files/nginx/level";

/** The header that tells browsers which other websites may read an answer, in lower case. */
export const ALLOW_ORIGIN = "access-control-allow-origin";

/**
 * Whom a value lets in: `any` website, every `caller` (its own origin is sent back unchecked), `limited` ones, nobody
 * (`none`: the header is not sent). `unknown`: decided where nobody can see it.
 */
export type Allowance = "any" | "caller" | "limited" | "none" | "unknown";

/** One value that the header may come to, and what makes it so. */
export interface AllowedOrigin {
  readonly allows: Allowance;
  /** The directive or the entry of a `map` that holds the value. */
  readonly directive: NginxDirective;
  readonly word: NginxWord;
  /** The file that `directive` stands in. */
  readonly unit: NginxUnit;
  /** The `map` around, where it is an entry of one. */
  readonly map: NginxDirective | undefined;
}

/** A value and where it is written. */
interface Written {
  /** Undefined where another file decides. */
  readonly value: string | undefined;
  readonly word: NginxWord;
  readonly directive: NginxDirective;
  readonly unit: NginxUnit;
  readonly map: NginxDirective | undefined;
  /** Where it is evaluated: the checks around it count. */
  readonly level: NginxLevel;
}

/** What an answer from `level` says about other origins: every value that it may have there. */
export function originsAllowedAt(level: NginxLevel): readonly AllowedOrigin[] {
  return headersAt(level)
    .filter(({ name }) => name === ALLOW_ORIGIN)
    .flatMap(({ from }) => originsOf(from, level));
}

/** What the `Access-Control-Allow-Origin` of `from` may come to in answers from `level`. */
export function originsOf({ directive, unit }: PlacedDirective, level: NginxLevel): readonly AllowedOrigin[] {
  const written = valueIn(directive);
  return written ? evaluate({ ...written, directive, unit, map: undefined, level }) : [];
}

/** The value of the header in an `add_header` or a `more_set_headers`. */
export function valueIn(directive: NginxDirective): { value: string; word: NginxWord } | undefined {
  if (directive.name === "add_header") {
    const word = directive.args[1];
    return word && { value: word.value, word };
  }
  const word = directive.args.find(({ value }) => /^access-control-allow-origin\s*:/i.test(value));
  return word && { value: word.value.slice(word.value.indexOf(":") + 1), word };
}

function evaluate(written: Written): readonly AllowedOrigin[] {
  const { directive, word, unit, map, level } = written;
  const found = (allows: Allowance): AllowedOrigin[] => [{ allows, directive, word, unit, map }];
  const value = written.value?.trim();
  if (value === "") return found("none");
  if (value === undefined || /\{\{|\{%|<%/.test(value)) return found("unknown");
  if (!value.includes("$")) return found(value === "*" ? "any" : "limited");
  const name = variableIn(value);
  // `$scheme://$host` is the site's own origin.
  if (name === undefined) return found(/\$\{?http_origin\b/i.test(value) ? "unknown" : "limited");
  if (name === "http_origin") return found(checkAround(level));
  const values = valuesOf(name, level);
  return values.length === 0 ? found("unknown") : values;
}

/** What a key of a map lets through is limited by the key; a default takes everybody. */
function behindKey(origin: AllowedOrigin): AllowedOrigin {
  const { map, directive, allows } = origin;
  if (!map || directive.name === "default" || (allows !== "caller" && allows !== "any")) return origin;
  const subject = map.args[0]?.value ?? "";
  if (/\$\{?http_origin\b/i.test(subject)) return { ...origin, allows: "limited" };
  // `~*font/ "*"` by content type, or a variable that another map makes of the origin.
  return allows === "any" || !isOfRequest(subject) ? { ...origin, allows: "limited" } : origin;
}

const valuesOfLevel = new WeakMap<NginxLevel, Map<string, readonly AllowedOrigin[]>>();

/** What the variable `name` may come to where `level` sees it: one value of each kind and file. */
function valuesOf(name: string, level: NginxLevel): readonly AllowedOrigin[] {
  const answers = remembered(valuesOfLevel, level, () => new Map());
  const known = answers.get(name);
  if (known) return known;
  // Variables that are made of each other end here.
  answers.set(name, []);
  const own = sourcesIn(level, name).flatMap(evaluate).map(behindKey);
  const all = [...own, ...(level.parent ? valuesOf(name, level.parent) : [])];
  const distinct = new Map(all.reverse().map((one) => [`${one.allows} ${one.unit.path}`, one]));
  const values = [...distinct.values()].reverse();
  answers.set(name, values);
  return values;
}

/** Everything that `name` is set to at `level` itself. */
function sourcesIn(level: NginxLevel, name: string): readonly Written[] {
  const maps = mapsIn(level).get(name) ?? [];
  return [...(setsIn(level).get(name) ?? []), ...maps.flatMap((map) => entriesOf(map, level))];
}

/** The values of a map; what an include adds to it is unknown. */
function entriesOf({ directive: map, unit }: PlacedDirective, level: NginxLevel): Written[] {
  return (map.body?.children ?? []).flatMap((entry) => {
    const [word] = entry.args;
    if (!word) return [];
    const value = entry.name === "include" ? undefined : word.value;
    return { value, word, directive: entry, unit, map, level };
  });
}

const listsOfLevel = new WeakMap<NginxLevel, string>();

/** The variable of a map at `level` or around it that holds the origin of a caller who is on its list. */
export function allowListAt(level: NginxLevel): string | undefined {
  // The empty name stands for none.
  const own = remembered(
    listsOfLevel,
    level,
    () => [...mapsIn(level).keys()].find((name) => isAllowList(name, level)) ?? "",
  );
  return own || (level.parent && allowListAt(level.parent));
}

function isAllowList(name: string, level: NginxLevel): boolean {
  const maps = mapsIn(level).get(name) ?? [];
  const entries = maps
    .flatMap((map) => entriesOf(map, level))
    .flatMap(evaluate)
    .map(behindKey);
  return (
    maps.every(({ directive }) => /^\$\{?http_origin\}?$/i.test(directive.args[0]?.value ?? "")) &&
    entries.every(({ allows }) => allows === "limited" || allows === "none") &&
    entries.some(
      ({ directive, word }) => directive.name !== "default" && /http_origin|:\/\//i.test(word.value),
    )
  );
}

const setsOfLevel = new WeakMap<NginxLevel, ReadonlyMap<string, readonly Written[]>>();

/** What `set` gives variables at `level`, and in the `if`s straight inside it. */
function setsIn(level: NginxLevel): ReadonlyMap<string, readonly Written[]> {
  return remembered(setsOfLevel, level, () => {
    const sets = new Map<string, Written[]>();
    const levels = [level, ...level.children.filter(({ name }) => name === "if")];
    for (const at of levels) {
      for (const { directive, unit } of at.named("set")) {
        const [variable, word] = directive.args;
        if (!variable || !word) continue;
        const written = { value: word.value, word, directive, unit, map: undefined, level: at };
        push(sets, variable.value.slice(1).toLowerCase(), written);
      }
    }
    return sets;
  });
}

const mapsOfLevel = new WeakMap<NginxLevel, ReadonlyMap<string, readonly PlacedDirective[]>>();

/** The maps at `level`, by the variable that they make. */
function mapsIn(level: NginxLevel): ReadonlyMap<string, readonly PlacedDirective[]> {
  return remembered(mapsOfLevel, level, () => {
    const maps = new Map<string, PlacedDirective[]>();
    for (const map of level.named("map")) {
      const name = map.directive.args[1]?.value.slice(1).toLowerCase();
      if (name) push(maps, name, map);
    }
    return maps;
  });
}

/** How far what surrounds `level` looks at the origin of the caller before anything there is sent. */
function checkAround(level: NginxLevel): Allowance {
  let answer: Allowance = "caller";
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    if (turnsStrangersAway(at)) return "limited";
    const condition = at.block && at.name === "if" ? conditionOf(at.block) : undefined;
    const check = condition && at.parent ? checkOf(condition, at.parent) : "caller";
    if (check === "limited") return check;
    if (check === "unknown") answer = check;
  }
  return answer;
}

/** What is left of all callers when `condition` holds. */
function checkOf({ subject, operator, against }: NginxCondition, level: NginxLevel): Allowance {
  if (/\$\{?http_origin\b/i.test(subject)) {
    if (operator === "=") return "limited";
    if (operator !== "~" && operator !== "~*") return "caller";
    return matchesAll(against?.value ?? "") ? "caller" : "limited";
  }
  const names = variablesIn(subject);
  if (names.some((name) => isOfOrigin(name, level))) return "limited";
  return names.every((name) => isOfRequest(`$${name}`) || valuesOf(name, level).length > 0)
    ? "caller"
    : "unknown";
}

const refusals = new WeakMap<NginxLevel, boolean>();

/** Whether an `if` at `level` refuses callers whose origin does not match. */
function turnsStrangersAway(level: NginxLevel): boolean {
  return remembered(refusals, level, () =>
    level.children.some((child) => {
      const condition = child.block && conditionOf(child.block);
      if (!condition) return false;
      const { subject, operator } = condition;
      const isAboutOrigin =
        /\$\{?http_origin\b/i.test(subject) || variablesIn(subject).some((name) => isOfOrigin(name, level));
      const isNegative = operator?.startsWith("!") || operator === "=" || operator === undefined;
      const answer = child.named("return")[0]?.directive.args[0]?.value ?? "";
      return isAboutOrigin && isNegative && /^4/.test(answer);
    }),
  );
}

const dependents = new WeakMap<NginxLevel, Map<string, boolean>>();

/** Whether the value of a variable depends on the origin of the caller. */
function isOfOrigin(name: string, level: NginxLevel): boolean {
  if (name === "http_origin") return true;
  const answers = remembered(dependents, level, () => new Map<string, boolean>());
  const known = answers.get(name);
  if (known !== undefined) return known;
  // Variables that are made of each other end here.
  answers.set(name, false);
  const own = sourcesIn(level, name).some(({ map, value, level: at }) => {
    const condition = at.block && conditionOf(at.block);
    const text = map ? (map.args[0]?.value ?? "") : `${value ?? ""} ${condition?.subject ?? ""}`;
    return variablesIn(text).some((one) => one !== name && isOfOrigin(one, at));
  });
  const answer = own || (level.parent !== undefined && isOfOrigin(name, level.parent));
  answers.set(name, answer);
  return answer;
}

/** Variables that nginx itself makes of a request, other than the origin. */
function isOfRequest(subject: string): boolean {
  return /^\$\{?(request|http_(?!origin)|arg_|args|cookie_|uri|document_|query_string|is_args|host|scheme|remote_|server_|https|content_|ssl_|sent_http|upstream_|status)/i.test(
    subject,
  );
}

/** Whether a pattern lets every origin through. */
export function matchesAll(pattern: string): boolean {
  return /^\^?\(?(\.[*+]?|\\S[*+]|https?\??:\/\/\.[*+]|https\?:\/\/)?\)?\$?$/.test(pattern);
}

function variableIn(value: string): string | undefined {
  const found = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value);
  return (found?.[1] ?? found?.[2])?.toLowerCase();
}

function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map((match) =>
    (match[1] ?? match[2] ?? "").toLowerCase(),
  );
}

function push<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

function remembered<T>(answers: WeakMap<NginxLevel, T>, level: NginxLevel, answer: () => T): T {
  const known = answers.get(level);
  if (known !== undefined) return known;
  const found = answer();
  answers.set(level, found);
  return found;
}
