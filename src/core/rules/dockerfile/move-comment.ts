import type { Instruction } from "../../files/dockerfile/instruction";
import type { SourceFile } from "../../files/source";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";

/** Puts `comment`, from its `#` on, on a line of its own directly above `instruction`. */
export function commentAbove(
  file: SourceFile<"dockerfile">,
  instruction: Instruction,
  comment: string,
): TextEdit {
  const { start } = file.lines.lineSpan(file.lines.lineAt(instruction.span.start));
  const begin = file.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  return insertion(begin, `${indentAt(file.text, begin)}${comment}${file.eol}`);
}
