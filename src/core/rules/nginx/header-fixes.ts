import { fieldsAt, inheritMode, ownFields, sends } from "../../files/nginx/effective";
import { childrenOf } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { forwards } from "../../files/nginx/server";
import type { SourceFile } from "../../files/source";
import { folderOf } from "../../project/headers/include-path";
import { headers } from "../../project/headers/model";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import type { FileRuleContext, Fix, FixKind } from "../rule";
import { insertAfter, insertInto } from "./insert";
import { securityHeaders } from "./security-headers";

const SNIPPET = "snippets/security-headers.conf";

/**
 * The ways to make `server` send the header `name`: this one alone (a fix of the given kind), all headers that
 * nobody sends yet, and for several blocks a file that they share.
 */
export function headerFixes(
  name: string,
  server: NginxLevel,
  kind: FixKind,
  { file, project }: FileRuleContext<"nginx">,
): readonly Fix[] {
  const line = securityHeaders.get(name);
  // A header that is declared with an empty value is switched off on purpose.
  if (!line || ownFields(server, "add_header").some((field) => field.name === name)) return [];
  const add = (wanted: ReadonlyMap<string, string>) => addTo(blocks, wanted, file, project);
  const blocks = [server, ...overridingLevels(server, file)];
  const alone = add(new Map([[name, line]]));
  const inside = alone.length - 1;
  const fixes: Fix[] = [
    {
      title: `Add ${labelOf(line)}${inside > 0 ? ` here and in ${counted(inside)} with other headers` : ""}`,
      kind,
      edits: alone,
    },
  ];
  const missing = missingIn(server, file, project);
  if (missing.size > 1) {
    const labels = [...missing.values()].map(labelOf).join(", ");
    fixes.push({ title: `Add ${labels}`, kind: "review", edits: add(missing) });
  }
  const snippet = snippetPath(file.path);
  const mixed = blocks.some((level) =>
    ownFields(level, "add_header").some((field) => missing.has(field.name)),
  );
  if (blocks.length > 1 && !mixed && !project.has(snippet)) {
    fixes.push({
      title: `Create ${snippet} and include it in ${blocks.length} blocks`,
      kind: "review",
      edits: add(new Map([[SNIPPET, `include ${SNIPPET};`]])),
      also: [{ path: snippet, create: `${[...missing.values()].join(file.eol)}${file.eol}` }],
    });
  }
  return fixes;
}

function counted(blocks: number): string {
  return blocks === 1 ? "the block" : `${blocks} blocks`;
}

function labelOf(line: string): string {
  return line.split(" ")[1] ?? line;
}

/** Blocks of the same file below `server` that inherit nothing from it, so that they need a copy. */
function overridingLevels(server: NginxLevel, file: SourceFile): readonly NginxLevel[] {
  return [...server.walk()].filter(
    (level) =>
      level !== server &&
      level.unit.path === file.path &&
      level.name !== "limit_except" &&
      ownFields(level, "add_header").length > 0 &&
      inheritMode(level, "add_header") === "on",
  );
}

function addTo(
  blocks: readonly NginxLevel[],
  wanted: ReadonlyMap<string, string>,
  file: SourceFile,
  project: ProjectView,
): TextEdit[] {
  return blocks.flatMap((level) => {
    const own = new Set(ownFields(level, "add_header").map((field) => field.name));
    const lines = [...wanted].flatMap(([name, line]) => (own.has(name) ? [] : line));
    return lines.length === 0
      ? []
      : (insertAt(level, file, [...inheritedBy(level, project), ...lines]) ?? []);
  });
}

/** What a block inherits until it gets its first header of its own: it has to be repeated then. */
function inheritedBy(level: NginxLevel, project: ProjectView): string[] {
  if (ownFields(level, "add_header").length > 0 || inheritMode(level, "add_header") !== "on") return [];
  return fieldsAt(level, "add_header").flatMap(({ from }) => {
    const text = project.file(from.unit.path)?.text;
    return text === undefined ? [] : slice(text, from.directive.at);
  });
}

function insertAt(level: NginxLevel, file: SourceFile, lines: readonly string[]): TextEdit | undefined {
  const { block } = level;
  if (!block?.body) return undefined;
  const last = level.named("add_header").at(-1);
  if (last) return insertAfter(file, (last.include ?? last.directive).at, lines);
  const children = childrenOf(block);
  const firstBlock = children.findIndex((child) => child.body !== undefined);
  const isHead = ({ name }: { name: string }) => /^(ssl($|_)|http2$|http3$|server_name$|listen$)/.test(name);
  const head = children.slice(0, firstBlock < 0 ? undefined : firstBlock).findLast(isHead);
  const anchor = head ?? children.findLast(isHead);
  return anchor ? insertAfter(file, anchor.at, lines) : insertInto(file, block.body, lines);
}

/** The expected headers that neither this server nor another layer sends. */
function missingIn(server: NginxLevel, file: SourceFile, project: ProjectView): ReadonlyMap<string, string> {
  const model = project.fact(headers);
  const behind = forwards(server);
  const isMissing = (name: string) =>
    !sends(server, name) &&
    !(name === "x-frame-options" && setsFrameAncestors(server)) &&
    !model.sentInFrontOf(file.path, name) &&
    !(behind && model.sentBehind(file.path, name));
  return new Map([...securityHeaders].filter(([name]) => isMissing(name)));
}

function setsFrameAncestors(server: NginxLevel): boolean {
  return fieldsAt(server, "add_header").some(
    ({ name, value }) =>
      name === "content-security-policy" && (value ?? "frame-ancestors").includes("frame-ancestors"),
  );
}

/** Where a snippet belongs: beside the folders that nginx loads sites from. */
function snippetPath(path: string): string {
  const folder = folderOf(path).replace(/(^|\/)(conf\.d|sites-available|sites-enabled)$/, "");
  return folder === "" ? SNIPPET : `${folder}/${SNIPPET}`;
}
