import type { DockerfileForm } from "../../files/dockerfile/form";
import type { Instruction } from "../../files/dockerfile/instruction";
import type { SourceFile } from "../../files/source";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";

/**
 * Puts `lines` above `instruction` and the comment lines that belong to it. Where an empty line sets that block off, one
 * sets the new lines off too.
 */
export function insertAbove(
  file: SourceFile<"dockerfile">,
  instruction: Instruction,
  lines: readonly string[],
): TextEdit {
  let line = file.lines.lineAt(instruction.span.start);
  const commentLines = commentLinesOf(file.form, file);
  while (commentLines.has(line - 1)) line--;
  const { start } = file.lines.lineSpan(line);
  const indent = indentAt(file.text, instruction.span.start);
  const isSetOff = line > 0 && file.lines.lineText(line - 1).trim() === "";
  const text = lines.map((content) => `${indent}${content}${file.eol}`).join("");
  return insertion(start, isSetOff ? `${text}${file.eol}` : text);
}

/** Puts `lines` below `instruction`, heredoc bodies included. */
export function insertBelow(
  file: SourceFile<"dockerfile">,
  instruction: Instruction,
  lines: readonly string[],
): TextEdit {
  const indent = indentAt(file.text, instruction.span.start);
  return insertion(instruction.extent.end, lines.map((content) => `${file.eol}${indent}${content}`).join(""));
}

/** Lines (from 0) that hold a comment between instructions and nothing else. */
function commentLinesOf(form: DockerfileForm, file: SourceFile): ReadonlySet<number> {
  return new Set(
    form.comments.filter(({ inside }) => !inside).map(({ span }) => file.lines.lineAt(span.start)),
  );
}
