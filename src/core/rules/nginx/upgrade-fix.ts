import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import type { Fix } from "../rule";
import { insertAfter, insertBefore } from "./insert";
import type { RequestHeaders } from "./request-headers";

/** What the upgrade to a WebSocket consists of. */
export type UpgradePart = "version" | "upgrade" | "connection";

const MAP = "map $http_upgrade $connection_upgrade { default upgrade; '' close; }";

/** The change that adds the missing parts where the list of headers stands, or to the location that has none. */
export function upgradeFix(
  location: NginxLevel,
  headers: RequestHeaders,
  missing: readonly UpgradePart[],
  file: SourceFile<"nginx">,
  project: ProjectView,
): readonly Fix[] {
  const isWhole = missing.includes("upgrade");
  // A path for sockets alone gets its own list, so that the others stay as they are.
  const target = isWhole || !headers.level ? location : headers.level;
  if (target.unit.path !== file.path || !target.block) return [];
  const version = missing.includes("version") ? versionEdits(location, file) : { edits: [], lines: [] };
  if (!version) return [];
  const map = missing.includes("connection") && !isWhole ? mapFor(target, file) : undefined;
  const inherited = headers.level && headers.level !== target ? headers.directives : [];
  const lines = [
    ...version.lines,
    ...(isWhole ? inherited.flatMap(({ directive, unit }) => textOf(directive, unit.path, project)) : []),
    ...(isWhole ? ["proxy_set_header Upgrade $http_upgrade;"] : []),
    ...(missing.includes("connection")
      ? [`proxy_set_header Connection ${map?.variable ?? '"upgrade"'};`]
      : []),
    ...(isWhole && location.named("proxy_read_timeout").length === 0 ? ["proxy_read_timeout 3600s;"] : []),
  ];
  const own = target.named("proxy_pass")[0] ?? target.named("proxy_set_header")[0];
  const anchor = own && (own.include ?? own.directive);
  if (lines.length > 0 && !anchor) return [];
  const isBehind = anchor?.name === "proxy_pass" || anchor?.name === "include";
  const inserted =
    lines.length === 0 || !anchor
      ? []
      : [isBehind ? insertAfter(file, anchor.at, lines) : insertBefore(file, anchor.at, lines)];
  const title = lines.length === 1 ? `Add ${lines[0]?.replace(/;$/, "")}` : "Add what a WebSocket needs";
  return [
    {
      title: lines.length === 0 ? "Use proxy_http_version 1.1" : title,
      kind: isWhole || map?.edit ? "review" : "safe",
      edits: [...(map?.edit ? [map.edit] : []), ...version.edits, ...inserted],
    },
  ];
}

/** A version that is written here is changed; one that another file sets is left to that file. */
function versionEdits(
  location: NginxLevel,
  file: SourceFile,
): { edits: TextEdit[]; lines: string[] } | undefined {
  const own = location.named("proxy_http_version").at(-1);
  const word = own?.directive.args[0];
  if (!own || !word) return { edits: [], lines: ["proxy_http_version 1.1;"] };
  return own.unit.path === file.path ? { edits: [replacement(word.at, "1.1")], lines: [] } : undefined;
}

/**
 * The variable that says `upgrade` for sockets and `close` otherwise: the one of a map in sight, else one that is added
 * where the file shows the level of `http`. Undefined for a fragment, which has no place for it.
 */
function mapFor(
  level: NginxLevel,
  file: SourceFile<"nginx">,
): { variable: string; edit?: TextEdit } | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const maps = at.named("map").map(({ directive }) => directive.args.map(({ value }) => value));
    const known = maps.find(([source]) => source === "$http_upgrade")?.[1];
    if (known !== undefined) return { variable: known };
  }
  let server: NginxLevel | undefined = level;
  while (server && server.name !== "server") server = server.parent;
  const block: NginxDirective | undefined = server?.block;
  if (!block || server?.unit.path !== file.path) return undefined;
  const first = (block.parent?.body?.children ?? file.form.directives).find(
    ({ name, body }) => name === "server" && body !== undefined,
  );
  if (!first) return undefined;
  return { variable: "$connection_upgrade", edit: insertBefore(file, first.at, [MAP]) };
}

function textOf(directive: NginxDirective, path: string, project: ProjectView): string[] {
  const text = project.file(path)?.text;
  return text === undefined ? [] : [slice(text, directive.at)];
}
