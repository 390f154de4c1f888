import {
  type FieldFamily,
  fieldsAt,
  inheritMode,
  type NginxHeader,
  ownFields,
} from "../../files/nginx/effective";
import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import { knowsMerge } from "../../project/headers/nginx-version";
import type { ProjectView } from "../../project/view";
import { slice } from "../../text/span";
import type { Fix } from "../rule";
import { insertBefore } from "./insert";

/**
 * The ways to bring back at `level` the fields in `lost`: repeated in the block, or merged where every nginx of the
 * workspace knows how.
 */
export function inheritanceFixes(
  level: NginxLevel,
  lost: readonly NginxHeader[],
  family: FieldFamily,
  file: SourceFile,
  project: ProjectView,
): Fix[] {
  const lines = linesFor(level, lost, project);
  // Blocks further in would lose what is put back here, so they get it too.
  const edits = [...level.walk()].flatMap((inner) => {
    const own = ownFields(inner, family);
    const [first] = own;
    if (!first || inner.unit.path !== file.path || inheritMode(inner, family) !== "on") return [];
    const missing = lost.filter(({ name }) => own.every((field) => field.name !== name));
    const needed = inner === level ? lines : linesFor(level, missing, project);
    return needed.length === 0 ? [] : insertBefore(file, placeOf(first.from).at, needed);
  });
  const what = lines.length === 1 ? (lines[0] ?? "") : `${lines.length} lines of the level above`;
  const repeat: Fix = { title: `Repeat ${what}`, kind: level.hidden.length > 0 ? "review" : "safe", edits };
  const merge = mergeFix(level, lost, family, file);
  return merge && knowsMerge(project) ? [repeat, merge] : [repeat];
}

/** `merge` sends a header twice that both levels declare, so it fits only where none is. */
function mergeFix(
  level: NginxLevel,
  lost: readonly NginxHeader[],
  family: FieldFamily,
  file: SourceFile,
): Fix | undefined {
  const [first] = ownFields(level, family);
  const around = new Set((level.parent ? fieldsAt(level.parent, family) : lost).map(({ name }) => name));
  const inside = [...level.walk()].flatMap((inner) => ownFields(inner, family));
  if (!first || inside.some(({ name }) => around.has(name))) return undefined;
  const line = `${family}_inherit merge;`;
  return {
    title: `Add ${line}`,
    kind: "review",
    edits: [insertBefore(file, placeOf(first.from).at, [line])],
  };
}

/** The lines that bring the lost headers back: the include they came from where it holds nothing else. */
function linesFor(level: NginxLevel, lost: readonly NginxHeader[], project: ProjectView): string[] {
  const lines = lost.flatMap(({ from }) => {
    const include = from.include && holdsOnly(from.include, level, lost) ? from.include : undefined;
    if (include) return `include ${include.args[0]?.raw ?? ""};`;
    const text = project.file(from.unit.path)?.text;
    return text === undefined ? [] : slice(text, from.directive.at);
  });
  return [...new Set(lines)];
}

/** Whether all that `include` brings in around `level` is among what is lost there. */
function holdsOnly(include: NginxDirective, level: NginxLevel, lost: readonly NginxHeader[]): boolean {
  if (include.args[0]?.value.includes("*")) return false;
  const found = new Set(lost.map(({ from }) => from.directive));
  for (let at = level.parent; at; at = at.parent) {
    const brought = at.entries.filter((entry) => entry.include === include);
    if (brought.length > 0) return brought.every(({ directive }) => found.has(directive));
  }
  return false;
}

/** What stands in the block's own file: the directive, or the include that brought it. */
export function placeOf({ directive, include }: PlacedDirective) {
  return include ?? directive;
}
