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
  const isBlank = (line: number) => {
    const at = line >= 0 && line < lines.lineCount ? lines.lineSpan(line) : undefined;
    return at === undefined || text.slice(at.start, at.end).trim() === "";
  };
  // Of the blank lines around it one is enough.
  const isAlone = last + 2 < lines.lineCount && isBlank(last + 1) && isBlank(lines.lineAt(start) - 1);
  const following = last + (isAlone ? 2 : 1);
  const next = following < lines.lineCount ? lines.lineSpan(following).start : end;
  if (next > end || start === 0) return replacement({ start, end: next }, "");
  // The last line has no break behind it: the one before goes instead.
  const before = lines.lineSpan(lines.lineAt(start) - 1).end;
  return replacement({ start: lines.lineAt(start) === 0 ? start : before, end }, "");
}
