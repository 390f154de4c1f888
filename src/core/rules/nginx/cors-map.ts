import { childrenOf, type NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import { nginxTree } from "../../project/headers/levels";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { FileRuleContext } from "../rule";

/** A `map` of the origins that are allowed, and the variable it makes. */
export interface OriginMap {
  readonly variable: string;
  readonly edit: TextEdit;
}

/** Longer keys do not fit into the tables that nginx makes by default; a pattern goes into none. */
const MAX_KEY = 46;

const names = ["cors_origin", "cors_allowed_origin", "allowed_cors_origin"];

/** The maps of origins that may be put into one file. */
export class OriginMaps {
  private readonly file: SourceFile<"nginx">;
  private readonly variable: string | undefined;
  private tops: readonly NginxLevel[] | undefined;

  constructor(private readonly context: FileRuleContext<"nginx">) {
    this.file = context.file;
    this.variable = names.find((name) => !this.file.text.includes(`$${name}`));
  }

  /** A map that lets `origin` in, put where nginx takes it and `directive` sees it; undefined where that is not here. */
  letting(origin: string, directive: NginxDirective): OriginMap | undefined {
    const { variable, file } = this;
    const anchor = variable === undefined ? undefined : this.anchorOf(directive);
    if (variable === undefined || !anchor) return undefined;
    return { variable, edit: mapBefore(anchor, variable, entryFor(origin), file) };
  }

  /** The block in front of which a map may stand: straight inside `http`, whether that is in this file or not. */
  private anchorOf(directive: NginxDirective): NginxDirective | undefined {
    let outermost = directive;
    while (outermost.parent && outermost.parent.name !== "http") outermost = outermost.parent;
    if (outermost.parent) return outermost;
    this.tops ??= this.context.project.fact(nginxTree).topLevelsOf(this.file.path);
    if (this.tops.length > 0 && this.tops.every(({ name }) => name === "http")) return outermost;
    // Nobody includes the file as far as one can see: a `server` can only stand inside `http`.
    return outermost.name === "server" && this.tops.every(({ block }) => !block) ? outermost : undefined;
  }
}

/** The line of a map that lets `origin` in. */
export function entryFor(origin: string): string {
  const key = origin.length > MAX_KEY ? `~^${origin.replaceAll(".", "\\.")}$` : origin;
  return `"${key}" $http_origin;`;
}

function mapBefore(
  anchor: NginxDirective,
  variable: string,
  entry: string,
  file: SourceFile<"nginx">,
): TextEdit {
  const { lines, text, eol } = file;
  const head = `map $http_origin $${variable} {`;
  const line = lines.lineAt(anchor.at.start);
  const { start } = lines.lineSpan(line);
  const before = text.slice(start, anchor.at.start).replace("\uFEFF", "");
  if (before.trim() !== "") return insertion(anchor.at.start, `${head} default ""; ${entry} } `);
  const unit = unitOf(anchor, text);
  const written = [head, `${unit}default "";`, unit + entry, "}"].map((one) => before + one + eol);
  return insertion(startOf(line, file), `${written.join("")}${eol}`);
}

/** The start of the comment that belongs to what begins at `line`; one that opens the file belongs to the file. */
function startOf(line: number, { lines, text }: SourceFile<"nginx">): number {
  let first = line;
  while (
    first > 0 &&
    lines
      .lineText(first - 1)
      .trimStart()
      .startsWith("#")
  )
    first--;
  const { start } = lines.lineSpan(first === 0 ? line : first);
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** One step of indentation, as inside `block`. */
function unitOf(block: NginxDirective, text: string): string {
  const [first] = childrenOf(block);
  const outer = indentAt(text, block.at.start);
  const inner = first ? indentAt(text, first.at.start) : "";
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : "    ";
}
