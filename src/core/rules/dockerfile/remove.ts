import type { Instruction } from "../../files/dockerfile/instruction";
import type { SourceFile } from "../../files/source";
import { replacement, type TextEdit } from "../../text/edits";

/** Takes an instruction out with its lines, heredoc bodies included. A trigger goes with its ONBUILD. */
export function removal(file: SourceFile<"dockerfile">, instruction: Instruction): TextEdit {
  const { lines, text } = file;
  const first = lines.lineSpan(lines.lineAt(instruction.span.start)).start;
  const start = text.charCodeAt(first) === 0xfeff ? first + 1 : first;
  const last = lines.lineAt(instruction.extent.end);
  const { end } = lines.lineSpan(last);
  const next = last + 1 < lines.lineCount ? lines.lineSpan(last + 1).start : end;
  if (next > end || start === 0) return replacement({ start, end: next }, "");
  // The last line has no break behind it: the one before goes instead.
  const before = lines.lineSpan(lines.lineAt(start) - 1).end;
  return replacement({ start: lines.lineAt(start) === 0 ? start : before, end }, "");
}
