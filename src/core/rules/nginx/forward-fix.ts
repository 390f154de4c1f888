import { childrenOf } from "../../files/nginx/form";
import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import type { Fix } from "../rule";
import type { ForwardedFact } from "./forwarded";
import { insertAfter, insertInto } from "./insert";
import { type RequestHeaders, requestHeadersAt, serverAround } from "./request-headers";

/**
 * The change that adds what is missing to the list that all of `locations` share: where the list stands, else in the only
 * location, else in the server around them.
 */
export function forwardFix(
  locations: readonly NginxLevel[],
  headers: RequestHeaders,
  missing: readonly ForwardedFact[],
  file: SourceFile<"nginx">,
  project: ProjectView,
): readonly Fix[] {
  const [first] = locations;
  if (!first) return [];
  const isHere = headers.level?.block !== undefined && headers.level.unit.path === file.path;
  const only = locations.length === 1 ? first : serverAround(first);
  const target = isHere ? headers.level : only;
  if (!target?.block || target.unit.path !== file.path) return [];
  const around = headers.level === target ? target.parent && requestHeadersAt(target.parent) : undefined;
  const lines = [
    ...(headers.level === target ? [] : headers.directives.flatMap((each) => textOf(each, project))),
    ...missing.flatMap((fact) => linesFor(fact, around, project)),
  ];
  // Without a name the application takes what its own answer says; with one it may refuse hosts that it does not know.
  const kind = missing.some(({ names }) => names.includes("host")) ? "review" : "safe";
  const edit = insertAt(target, lines, file);
  const what = lines.length === 1 ? (lines[0] ?? "").replace(/;$/, "") : `the ${lines.length} lines`;
  return edit ? [{ title: `Add ${what}${placeIn(target, first)}`, kind, edits: [edit] }] : [];
}

/** Lines for `fact`: those of the list around where it has any, so that the location says what the others do. */
function linesFor(
  { names, lines }: ForwardedFact,
  around: RequestHeaders | undefined,
  project: ProjectView,
): readonly string[] {
  const known = (around?.directives ?? []).filter(({ directive }) =>
    names.includes(directive.args[0]?.value.toLowerCase() ?? ""),
  );
  const copied = known.flatMap((each) => textOf(each, project));
  return copied.length > 0 ? copied : lines;
}

function textOf({ directive, unit }: PlacedDirective, project: ProjectView): string[] {
  const text = project.file(unit.path)?.text;
  return text === undefined ? [] : [slice(text, directive.at)];
}

function insertAt(level: NginxLevel, lines: readonly string[], file: SourceFile): TextEdit | undefined {
  const own = level.named("proxy_set_header").at(-1) ?? level.named("proxy_pass")[0];
  if (own) return insertAfter(file, (own.include ?? own.directive).at, lines);
  const { block } = level;
  if (!block?.body) return undefined;
  const children = childrenOf(block);
  const firstBlock = children.findIndex(({ body }) => body !== undefined);
  const anchor = children
    .slice(0, firstBlock < 0 ? undefined : firstBlock)
    .findLast(({ name }) =>
      /^(listen|server_name|ssl_.+|http2|add_header|root|client_max_body_size)$/.test(name),
    );
  return anchor ? insertAfter(file, anchor.at, lines) : insertInto(file, block.body, lines);
}

function placeIn(target: NginxLevel, location: NginxLevel): string {
  return target === location ? "" : ` to the ${target.name}`;
}
