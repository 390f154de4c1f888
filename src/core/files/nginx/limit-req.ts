import { isLiteral } from "./form";
import type { NginxLevel, PlacedDirective } from "./level";

/** A zone that `limit_req_zone` declares: it counts the requests of each key. */
export interface RequestZone {
  readonly name: string;
  readonly key: string;
  /** Requests a minute; undefined where the rate is no literal. */
  readonly perMinute: number | undefined;
  readonly from: PlacedDirective;
}

/** The `limit_req` in force at `level`: a level that has any of its own inherits none. */
export function limitsAt(level: NginxLevel): readonly PlacedDirective[] {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const own = at.named("limit_req");
    if (own.length > 0) return own;
  }
  return [];
}

/** The last directive called `name` of the nearest level that has one: how nginx inherits what is set once. */
export function settingAt(level: NginxLevel, name: string): PlacedDirective | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const own = at.named(name).at(-1);
    if (own) return own;
  }
  return undefined;
}

/** Whether requests over the limit are only counted at `level`. */
export function isDryRun(level: NginxLevel): boolean {
  return settingAt(level, "limit_req_dry_run")?.directive.args[0]?.value === "on";
}

/** The value of `name=value` among the arguments; undefined where there is none. */
export function optionOf({ directive }: PlacedDirective, name: string): string | undefined {
  const found = directive.args.find(({ value }) => value.startsWith(`${name}=`));
  return found?.value.slice(name.length + 1);
}

/** The zones that are declared at `level` or around it. */
export function zonesAround(level: NginxLevel): readonly RequestZone[] {
  const zones: RequestZone[] = [];
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    for (const from of at.named("limit_req_zone")) zones.push(...zoneOf(from));
  }
  return zones;
}

function zoneOf(from: PlacedDirective): RequestZone[] {
  const [key] = from.directive.args;
  const name = optionOf(from, "zone")?.split(":")[0];
  if (!key || name === undefined || name === "") return [];
  return [{ name, key: key.value, perMinute: rateOf(from), from }];
}

/** `rate=100r/m`, `rate=10r/s` */
function rateOf(from: PlacedDirective): number | undefined {
  const word = from.directive.args.find(({ value }) => value.startsWith("rate="));
  const [, count, unit] = /^rate=(\d+)r\/([sm])$/.exec(word && isLiteral(word) ? word.value : "") ?? [];
  return count === undefined ? undefined : Number(count) * (unit === "s" ? 60 : 1);
}
