import { type NginxDirective, walkNginx } from "../../files/nginx/form";
import type { NginxUnit } from "../../files/nginx/level";
import { type FileRole, roleOf } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { defineFact } from "../fact";
import { folderOf, includeMatcher, isGlob, loadsSites } from "./include-path";

/** Names one unit of configuration: a file, or one file inside the output of `nginx -T`. */
export interface UnitRef {
  readonly path: string;
  /** The path on the server for a unit of a dump, else the path in the workspace. */
  readonly name: string;
}

interface IncludeLine {
  readonly pattern: string;
  /** Offset of the directive's name. */
  readonly at: number;
}

interface UnitPart {
  readonly name: string;
  readonly includes: readonly IncludeLine[];
  /** Whether it holds servers but not the `http` block around them. */
  readonly isSite: boolean;
}

/** A snippet used in more places than this is looked at in the first of them. */
export const MAX_PLACES = 8;

/** Where a unit is included. */
export interface Includer {
  readonly unit: UnitRef;
  /** Offset of the `include` in the unit's file. */
  readonly at: number;
}

/** The units of a file: the file itself, or one for each file that a dump of `nginx -T` names. */
export function unitsOf(file: SourceFile<"nginx">): readonly NginxUnit[] {
  const { sections, directives } = file.form;
  if (sections.length === 0) return [{ path: file.path, name: file.path, directives }];
  return sections.map((section) => ({
    path: file.path,
    name: section.path,
    directives: section.directives,
  }));
}

/** Which nginx file includes which, over the whole workspace. */
export const nginxIncludes = defineFact<readonly UnitPart[], IncludeGraph>({
  id: "nginx-includes",
  on: ["nginx"],
  of(file) {
    if (!file.is("nginx")) return undefined;
    return unitsOf(file).map(({ name, directives }) => ({
      name,
      includes: [...walkNginx(directives)].flatMap(includeLine),
      isSite: isSite(directives),
    }));
  },
  join: (parts) =>
    new IncludeGraph([...parts].flatMap(([path, list]) => list.map((part) => ({ path, ...part })))),
});

function isSite(directives: readonly NginxDirective[]): boolean {
  const blocks = new Set(directives.filter(({ body }) => body).map(({ name }) => name));
  return blocks.has("server") && !blocks.has("http") && !blocks.has("stream");
}

function includeLine(directive: NginxDirective): IncludeLine[] {
  const pattern = directive.name === "include" ? directive.args[0]?.value : undefined;
  return pattern === undefined ? [] : [{ pattern, at: directive.nameAt.start }];
}

interface GraphUnit extends UnitRef, UnitPart {
  readonly role: FileRole;
}

/** Who includes whom. Answers are computed on first use and kept. */
export class IncludeGraph {
  private readonly units: readonly GraphUnit[];
  private readonly byFileName: ReadonlyMap<string, readonly GraphUnit[]>;
  private readonly byPath: ReadonlyMap<string, readonly GraphUnit[]>;
  private readonly direct = new Map<string, readonly UnitRef[] | undefined>();
  private readonly stray = new Map<string, readonly UnitRef[] | undefined>();
  private includers: ReadonlyMap<string, readonly Includer[]> | undefined;
  private loaded: ReadonlySet<string> | undefined;

  constructor(parts: readonly (UnitRef & UnitPart)[]) {
    this.units = parts.map((part) => ({ ...part, role: roleOf(part.path) }));
    this.byFileName = groupBy(this.units, (unit) => fileName(unit.name));
    this.byPath = groupBy(this.units, (unit) => unit.path);
  }

  /** The units that `include pattern;` brings into `from`; undefined when the workspace does not hold them. */
  resolve(pattern: string, from: UnitRef): readonly UnitRef[] | undefined {
    const found = this.find(pattern, from);
    return found || !loadsSites(pattern) ? found : this.straySites(from);
  }

  /** Who includes `unit`. */
  includersOf(unit: UnitRef): readonly Includer[] {
    this.includers ??= invert(this.units, (pattern, from) => this.resolve(pattern, from));
    return this.includers.get(keyOf(unit)) ?? [];
  }

  /** Whether the file at `path` includes others or is included. */
  isLinked(path: string): boolean {
    const own = this.byPath.get(path) ?? [];
    return own.some((unit) => unit.includes.length > 0 || this.includersOf(unit).length > 0);
  }

  private find(pattern: string, from: UnitRef): readonly UnitRef[] | undefined {
    const key = `${keyOf(from)}\n${pattern}`;
    if (this.direct.has(key)) return this.direct.get(key);
    const name = fileName(pattern);
    const near = isGlob(name) ? this.units : (this.byFileName.get(name) ?? []);
    const others = near.filter((unit) => keyOf(unit) !== keyOf(from) && isCandidate(unit, from));
    let chosen: readonly UnitRef[] | undefined;
    for (const found of includeMatcher(pattern, from.name)?.(others.map((unit) => unit.name)) ?? []) {
      chosen = others.filter((unit) => found.has(unit.name));
      if (chosen.length > 0) break;
    }
    const answer = chosen && chosen.length > 0 ? chosen : undefined;
    this.direct.set(key, answer);
    return answer;
  }

  /** For `conf.d/*.conf` without such a folder, the sites beside the file that nobody else loads are meant. */
  private straySites(from: UnitRef): readonly UnitRef[] | undefined {
    if (from.name !== from.path) return undefined;
    if (this.stray.has(from.path)) return this.stray.get(from.path);
    this.loaded ??= new Set(invert(this.units, (pattern, unit) => this.find(pattern, unit)).keys());
    const folder = folderOf(from.name);
    const stray = this.units.filter(
      (unit) =>
        unit.isSite &&
        isCandidate(unit, from) &&
        !this.loaded?.has(keyOf(unit)) &&
        (folder === "" || unit.name.startsWith(`${folder}/`)),
    );
    const answer = stray.length > 0 ? stray : undefined;
    this.stray.set(from.path, answer);
    return answer;
  }
}

/** A dump names all its files itself; and what is deployed never loads a test's or an example's file. */
function isCandidate(unit: GraphUnit, from: UnitRef): boolean {
  const inDump = from.name !== from.path;
  if (inDump || unit.name !== unit.path) return unit.path === from.path;
  return unit.role === "prod" || unit.role === roleOf(from.path);
}

function invert(
  units: readonly GraphUnit[],
  resolve: (pattern: string, from: UnitRef) => readonly UnitRef[] | undefined,
): ReadonlyMap<string, readonly Includer[]> {
  const includers = new Map<string, Includer[]>();
  for (const from of units) {
    const times = new Map<string, number>();
    for (const { pattern, at } of from.includes) {
      const before = times.get(pattern) ?? 0;
      if (before >= MAX_PLACES) continue;
      times.set(pattern, before + 1);
      for (const target of resolve(pattern, from) ?? []) {
        const includer: Includer = { unit: from, at };
        const list = includers.get(keyOf(target));
        if (list) list.push(includer);
        else includers.set(keyOf(target), [includer]);
      }
    }
  }
  return includers;
}

function groupBy<T>(list: readonly T[], keyOfItem: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(keyOfItem(item));
    if (group) group.push(item);
    else groups.set(keyOfItem(item), [item]);
  }
  return groups;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function keyOf({ path, name }: UnitRef): string {
  return `${path}\n${name}`;
}
