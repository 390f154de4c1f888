import type { NginxBody } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { Span } from "../../text/span";

/** Puts `directives` behind the one at `anchor`: on lines of their own where it ends its line, else beside it. */
export function insertAfter(file: SourceFile, anchor: Span, directives: readonly string[]): TextEdit {
  const end = endOfLineIfFree(file, anchor.end);
  if (end === undefined) return insertion(anchor.end, directives.map((text) => ` ${text}`).join(""));
  const indent = indentAt(file.text, anchor.start);
  return insertion(end, directives.map((text) => `${file.eol}${indent}${text}`).join(""));
}

/** Puts `directives` in front of the one at `anchor`, in the same manner. */
export function insertBefore(file: SourceFile, anchor: Span, directives: readonly string[]): TextEdit {
  const { start } = file.lines.lineSpan(file.lines.lineAt(anchor.start));
  const before = file.text.slice(start, anchor.start).replace("\uFEFF", "");
  if (before.trim() !== "") return insertion(anchor.start, directives.map((text) => `${text} `).join(""));
  const lines = directives.map((text, i) => `${i === 0 ? "" : before}${text}${file.eol}`);
  return insertion(anchor.start, `${lines.join("")}${before}`);
}

/** Puts `directives` at the start of a block, indented as its first line is. */
export function insertInto(file: SourceFile, body: NginxBody, directives: readonly string[]): TextEdit {
  const at = body.open.end;
  const end = endOfLineIfFree(file, at);
  if (end === undefined) {
    const gap = body.inside.start === body.inside.end ? " " : "";
    return insertion(at, `${directives.map((text) => ` ${text}`).join("")}${gap}`);
  }
  const outer = indentAt(file.text, body.open.start);
  const first = body.children[0];
  const indent = first
    ? indentAt(file.text, first.at.start)
    : outer + (outer.startsWith("\t") ? "\t" : "    ");
  return insertion(end, directives.map((text) => `${file.eol}${indent}${text}`).join(""));
}

/** The end of the line, when nothing but a comment follows `offset` on it. */
function endOfLineIfFree(file: SourceFile, offset: number): number | undefined {
  const { end } = file.lines.lineSpan(file.lines.lineAt(offset));
  const rest = file.text.slice(offset, end).trimStart();
  return rest === "" || rest.startsWith("#") ? end : undefined;
}
