import { fieldsAt, inheritMode, type NginxHeader, ownFields } from "../../files/nginx/effective";
import { childrenOf } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import { folderOf } from "../../project/headers/include-path";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import type { FileRuleContext, Fix, FixKind } from "../rule";
import { verdictOn } from "./header-verdict";
import { insertAfter, insertInto } from "./insert";
import { type ExpectedHeader, securityHeaders } from "./security-headers";

const SNIPPET = "snippets/security-headers.conf";

/** A directive to insert. */
interface Line {
  readonly text: string;
  /** Whether a block that declares `field` needs it no more. */
  isReplacedBy(field: NginxHeader): boolean;
}

/**
 * The ways to make `server` send `header`: this one alone (a fix of the given kind), all that nobody sends yet, and for
 * several blocks a file that they share.
 */
export function headerFixes(
  header: ExpectedHeader,
  server: NginxLevel,
  kind: FixKind,
  context: FileRuleContext<"nginx">,
): readonly Fix[] {
  if (isSwitchedOff(header, server)) return [];
  const { file, project } = context;
  const blocks = [server, ...overridingLevels(server, file)];
  const add = (lines: readonly Line[]) => addTo(blocks, lines, file, project);
  const alone = add([lineFor(header)]);
  const fixes: Fix[] = [{ title: `Add ${header.label}${alsoIn(alone.length - 1)}`, kind, edits: alone }];
  const missing = missingOf(server, context);
  if (missing.length > 1) {
    fixes.push({ title: titleOf(missing), kind: "review", edits: add(missing.map((one) => lineFor(one))) });
  }
  const snippet = snippetPath(file.path);
  const names = new Set(missing.map(({ name }) => name));
  const isMixed = blocks.some((level) => ownFields(level, "add_header").some(({ name }) => names.has(name)));
  if (blocks.length > 1 && !isMixed && !project.has(snippet)) {
    fixes.push({
      title: `Create ${snippet} and include it in ${blocks.length} blocks`,
      kind: "review",
      edits: add([{ text: `include ${SNIPPET};`, isReplacedBy: () => false }]),
      also: [{ path: snippet, create: missing.map(({ line }) => `${line}${file.eol}`).join("") }],
    });
  }
  return fixes;
}

/** The edits that make `server`, and the blocks in it that inherit nothing, send what `line` says of `header`. */
export function addLine(
  header: ExpectedHeader,
  line: string,
  server: NginxLevel,
  { file, project }: FileRuleContext<"nginx">,
): readonly TextEdit[] {
  if (isSwitchedOff(header, server)) return [];
  const blocks = [server, ...overridingLevels(server, file)];
  return addTo(blocks, [lineFor(header, line)], file, project);
}

/** A header that is declared with an empty value is switched off on purpose. */
function isSwitchedOff(header: ExpectedHeader, server: NginxLevel): boolean {
  return ownFields(server, "add_header").some(({ name }) => name === header.name);
}

/** The headers of the set that nobody sends: what every one of their rules would report. */
function missingOf(server: NginxLevel, context: FileRuleContext<"nginx">): readonly ExpectedHeader[] {
  return securityHeaders.filter((header) => {
    const verdict = verdictOn(server, header, context);
    return verdict?.kind === "missing" && !verdict.doubt && !isSwitchedOff(header, server);
  });
}

function lineFor(header: ExpectedHeader, text = header.line): Line {
  return { text, isReplacedBy: (field) => header.names.includes(field.name) && header.fulfils(field) };
}

function titleOf(headers: readonly ExpectedHeader[]): string {
  if (headers.length === securityHeaders.length) return "Add the four security headers";
  return `Add ${headers.map(({ label }) => label).join(", ")}`;
}

function alsoIn(blocks: number): string {
  return blocks > 0 ? ` here and in ${counted(blocks)} with other headers` : "";
}

function counted(blocks: number): string {
  return blocks === 1 ? "the block" : `${blocks} blocks`;
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
  wanted: readonly Line[],
  file: SourceFile,
  project: ProjectView,
): TextEdit[] {
  return blocks.flatMap((level) => {
    const own = ownFields(level, "add_header");
    const lines = wanted.flatMap((line) => (own.some(line.isReplacedBy) ? [] : line.text));
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

/** Where a snippet belongs: beside the folders that nginx loads sites from. */
function snippetPath(path: string): string {
  const folder = folderOf(path).replace(/(^|\/)(conf\.d|sites-available|sites-enabled)$/, "");
  return folder === "" ? SNIPPET : `${folder}/${SNIPPET}`;
}
