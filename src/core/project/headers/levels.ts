import { type NginxDirective, parseNginx, walkNginx } from "../../files/nginx/form";
import { NginxLevel, type NginxUnit, type ResolveInclude } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import { defineFact } from "../fact";
import { folderOf } from "./include-path";
import {
  type IncludeGraph,
  type Includer,
  MAX_PLACES,
  nginxIncludes,
  type UnitRef,
  unitsOf,
} from "./includes";

/**
 * How many directives includes may bring in, over the whole workspace: files that include each other many times
 * over would never end. What is included beyond this is unknown.
 */
const MAX_INCLUDED = 20_000;

/** What the configuration that comes with nginx does with the folder `conf.d`. */
const shippedConfig = parseNginx("http { include conf.d/*.conf; }").directives;

/** The whole nginx configuration of the workspace, as nginx sees it. Reads every nginx file. */
export const nginxTree = defineFact<true, NginxTree>({
  id: "nginx-tree",
  on: ["nginx"],
  of: (file) => (file.is("nginx") ? true : undefined),
  join: (parts, project) =>
    new NginxTree(
      project.fact(nginxIncludes),
      [...parts.keys()].flatMap((path) => {
        const file = project.file(path);
        return file?.is("nginx") ? file : [];
      }),
    ),
});

/** The levels of all nginx files with includes expanded. Computed on first use and kept. */
export class NginxTree {
  private readonly units: ReadonlyMap<string, readonly NginxUnit[]>;
  private readonly tops = new Map<string, readonly NginxLevel[]>();
  private included = 0;

  constructor(
    private readonly includes: IncludeGraph,
    files: readonly SourceFile<"nginx">[],
  ) {
    this.units = new Map(files.map((file) => [file.path, unitsOf(file)]));
  }

  /**
   * The blocks of the file at `path`, below the levels that include the file. Each group is one block in all
   * the places where the file is used.
   */
  levelsOf(path: string): readonly (readonly NginxLevel[])[] {
    const groups = new Map<NginxDirective, NginxLevel[]>();
    for (const unit of this.units.get(path) ?? []) {
      for (const top of this.topsOf(unit)) {
        for (const level of ownLevels(top, unit)) {
          if (!level.block) continue;
          const group = groups.get(level.block);
          if (group) group.push(level);
          else groups.set(level.block, [level]);
        }
      }
    }
    return [...groups.values()];
  }

  /** The levels at which the directives at the top of the file at `path` apply, one for each place of its use. */
  topLevelsOf(path: string): readonly NginxLevel[] {
    return (this.units.get(path) ?? []).flatMap((unit) => this.topsOf(unit));
  }

  private topsOf(unit: NginxUnit): readonly NginxLevel[] {
    const key = `${unit.path}\n${unit.name}`;
    const known = this.tops.get(key);
    if (known) return known;
    // Files that include each other end here: while one is being placed it has no place yet.
    this.tops.set(key, []);
    const includers = this.includes.includersOf(unit).slice(0, MAX_PLACES);
    const around = includers.flatMap((includer) => this.levelsAround(includer)).slice(0, MAX_PLACES);
    const tops = around.length > 0 ? around : [this.alone(unit)];
    this.tops.set(key, tops);
    return tops;
  }

  /** The levels that the `include` of `includer` stands in. */
  private levelsAround({ unit: ref, at }: Includer): NginxLevel[] {
    const unit = this.unit(ref);
    const include = unit && [...walkNginx(unit.directives)].find(({ nameAt }) => nameAt.start === at);
    if (!unit || !include) return [];
    return this.topsOf(unit).flatMap((top) => descend(top, include.parent) ?? []);
  }

  /** The top of a file that nobody includes; one in `conf.d` has the rest of the folder around it. */
  private alone(unit: NginxUnit): NginxLevel {
    const folder = folderOf(unit.name);
    if (folder === "conf.d" || folder.endsWith("/conf.d")) {
      const name = [folderOf(folder), "nginx.conf"].filter((part) => part !== "").join("/");
      const shipped: NginxUnit = { path: name, name, directives: shippedConfig };
      const [http] = new NginxLevel(undefined, shipped, undefined, this.resolve).children;
      if (http?.entries.some((entry) => entry.unit.path === unit.path)) return http;
    }
    return new NginxLevel(undefined, unit, undefined, this.resolve);
  }

  private readonly resolve: ResolveInclude = (include, from) => {
    if (this.included > MAX_INCLUDED) return undefined;
    const refs = this.includes.resolve(include.args[0]?.value ?? "", from);
    const units = refs?.map((ref) => this.unit(ref));
    if (!units?.every((unit) => unit !== undefined)) return undefined;
    for (const { directives } of units) this.included += 1 + directives.length;
    return units;
  };

  private unit({ path, name }: UnitRef): NginxUnit | undefined {
    return this.units.get(path)?.find((unit) => unit.name === name);
  }
}

function* ownLevels(level: NginxLevel, unit: NginxUnit): Generator<NginxLevel> {
  for (const child of level.children) {
    if (child.unit !== unit) continue;
    yield child;
    yield* ownLevels(child, unit);
  }
}

/** The level of `block` below `top`. */
function descend(top: NginxLevel, block: NginxDirective | undefined): NginxLevel | undefined {
  if (!block) return top;
  return descend(top, block.parent)?.children.find((child) => child.block === block);
}
