import type { SourceFile } from "../../files/source";
import { nextLine } from "../../files/syntax/style";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";

/** A line of an environment file that does not follow the format, and in which way. */
export interface OddLine {
  /** The line without its line break. */
  readonly at: Span;
  readonly text: string;
}

/** The lines that are neither an assignment, nor a comment, nor empty, nor part of a value over several lines. */
export function strayLines({ form, lines, text }: SourceFile<"dotenv">): OddLine[] {
  const taken = new Set<number>();
  for (const { at } of form.assignments)
    for (let line = lines.lineAt(at.start); line <= lines.lineAt(at.end); line++) taken.add(line);
  for (const comment of form.comments) taken.add(lines.lineAt(comment.start));
  const found: OddLine[] = [];
  for (let line = 0; line < lines.lineCount; line++) {
    if (taken.has(line)) continue;
    const whole = lines.lineSpan(line);
    const start = text.charCodeAt(whole.start) === 0xfeff ? whole.start + 1 : whole.start;
    const at = { start, end: whole.end };
    const content = text.slice(at.start, at.end);
    if (content.trim() !== "") found.push({ at, text: content });
  }
  return found;
}

/** Deletes the lines that `at` covers, with the line break behind them or, at the end of the file, the one before. */
export function removeLines(text: string, at: Span): TextEdit {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const start = Math.max(bom, text.lastIndexOf("\n", at.start - 1) + 1);
  const end = nextLine(text, at.end);
  if (end < text.length || text.endsWith("\n")) return replacement({ start, end }, "");
  const before = text[start - 2] === "\r" ? start - 2 : start - 1;
  return replacement({ start: Math.max(bom, before), end }, "");
}
