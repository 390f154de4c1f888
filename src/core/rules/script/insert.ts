import type { ShellCommand, ShellWord } from "../../files/dockerfile/shell";
import { isSet } from "../../files/shell/options";
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

/** The `set` lines that begin a script, each on a line of its own. */
export function setsAtTop({ text, form, lines }: SourceFile<"shell">): readonly ShellCommand[] {
  const { commands } = form.main;
  const end = commands.findIndex((command) => !isSet(command));
  const sets = end < 0 ? commands : commands.slice(0, end);
  const isLine = ({ span }: ShellCommand) =>
    /^[ \t]*(?:#.*)?$/.test(text.slice(span.end, lines.lineSpan(lines.lineAt(span.end)).end));
  return sets.every(isLine) ? sets : [];
}

/** The offset behind the first line, the comments and the `set` lines that begin a script. */
export function behindSets(file: SourceFile<"shell">): number {
  const last = setsAtTop(file).at(-1);
  return last ? nextLine(file.text, last.span.end) : behindComments(file);
}

/** The letters of a `set` that is made of nothing but them, with `pipefail` behind an `o` at most. */
export function shortFlags({ args }: ShellCommand): ShellWord | undefined {
  const [flags, ...rest] = args;
  if (!flags || !/^-[a-zA-Z]+$/.test(flags.raw)) return undefined;
  const isWhole = flags.text.includes("o")
    ? flags.text.endsWith("o") && rest.length === 1 && rest[0]?.text === "pipefail"
    : rest.length === 0;
  return isWhole ? flags : undefined;
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
