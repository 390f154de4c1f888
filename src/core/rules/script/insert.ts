import type { ShellCommand } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";

/** The offset behind the first line of a script and the comments right below it. */
export function behindComments({ text, form }: SourceFile<"shell">): number {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const comment of form.comments) {
    if (/[^ \t]/.test(text.slice(at, comment.start))) break;
    at = nextLine(text, comment.end);
  }
  return at;
}

/** Inserts `line` at `offset`, which is the start of a line or the end of a text without a last line break. */
export function insertLine({ text, eol }: SourceFile, offset: number, line: string): TextEdit {
  const isOpen = offset > 0 && text[offset - 1] !== "\n" && text.charCodeAt(offset - 1) !== 0xfeff;
  return insertion(offset, isOpen ? `${eol}${line}` : `${line}${eol}`);
}

/** Inserts `line` above the line on which `command` begins, indented as it is. Undefined where other commands begin that line. */
export function lineAbove(
  file: SourceFile<"shell">,
  command: ShellCommand,
  line: string,
): TextEdit | undefined {
  const { text } = file;
  const { start } = file.lines.lineSpan(file.lines.lineAt(command.span.start));
  const offset = text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  const indent = indentAt(text, command.span.start);
  if (text.slice(offset, command.span.start) !== indent || isContinued(text, start)) return undefined;
  return insertion(offset, `${indent}${line}${file.eol}`);
}

/** Inserts `line` below the line on which `command` ends, indented as it begins. Undefined where something else ends that line. */
export function lineBelow(
  file: SourceFile<"shell">,
  command: ShellCommand,
  line: string,
): TextEdit | undefined {
  const { text } = file;
  const { end } = file.lines.lineSpan(file.lines.lineAt(command.span.end));
  if (!/^[ \t]*(?:#.*)?$/.test(text.slice(command.span.end, end))) return undefined;
  if (command.redirects.some(({ heredoc }) => heredoc)) return undefined;
  const start = file.lines.lineSpan(file.lines.lineAt(command.span.start)).start;
  if (text.slice(start, command.span.start).replace("\uFEFF", "").trim() !== "") return undefined;
  return insertLine(file, nextLine(text, end), `${indentAt(text, command.span.start)}${line}`);
}

function isContinued(text: string, lineStart: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart));
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}
