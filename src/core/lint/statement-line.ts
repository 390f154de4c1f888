import type { SourceFile } from "../files/source";

/**
 * The line (from 0) where the statement that covers `line` begins: the line a comment has to stand above. A
 * Dockerfile instruction may continue over several lines; a YAML block scalar must not get a comment inside.
 */
export function statementLine(file: SourceFile, line: number): number {
  if (file.is("dockerfile")) return instructionLine(file, line);
  if (file.kind === "yaml" || file.kind === "compose" || file.kind === "workflow")
    return blockScalarLine(file, line);
  return line;
}

function instructionLine(file: SourceFile, line: number): number {
  const continuation = /^#[ \t]*escape[ \t]*=[ \t]*`/m.test(file.text.slice(0, 500)) ? "`" : "\\";
  let start = line;
  for (let above = line - 1; above >= 0; above--) {
    const text = file.lines.lineText(above).trim();
    // Comment and blank lines inside a continued instruction do not end it.
    if (text === "" || text.startsWith("#")) continue;
    if (!text.endsWith(continuation)) break;
    start = above;
  }
  return start;
}

function blockScalarLine(file: SourceFile, line: number): number {
  let start = line;
  let indent = indentOf(file.lines.lineText(line));
  for (let above = line - 1; above >= 0 && indent > 0; above--) {
    const text = file.lines.lineText(above);
    if (text.trim() === "" || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    if (/[|>][+\-\d]{0,2}[ \t]*(#.*)?$/.test(text)) start = above;
  }
  return start;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
