import type { NginxDirective } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { replacement, type TextEdit } from "../../text/edits";

/** Takes `directive` out: its whole line where it has one for itself, else itself and the blanks in front of it. */
export function removalOf({ at }: NginxDirective, file: SourceFile): TextEdit {
  const { lines, text } = file;
  const first = lines.lineSpan(lines.lineAt(at.start));
  const last = lines.lineSpan(lines.lineAt(at.end));
  const before = text.slice(first.start, at.start);
  const isAlone = before.replace("\uFEFF", "").trim() === "" && text.slice(at.end, last.end).trim() === "";
  if (!isAlone) {
    const blanks = before.length - before.trimEnd().length;
    return replacement({ start: at.start - blanks, end: at.end }, "");
  }
  const start = first.start + (before.startsWith("\uFEFF") ? 1 : 0);
  const next = lines.lineAt(last.end) + 1;
  const end = next < lines.lineCount ? lines.lineSpan(next).start : last.end;
  return replacement({ start, end }, "");
}
