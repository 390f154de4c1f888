import type { SourceFile } from "../../files/source";
import { isSettingsFile } from "../../project/variables/php-reads";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import { type Span, slice, span } from "../../text/span";

/** The languages of which nobody reads the syntax. */
export type ScannedKind = "go" | "ruby" | "php";

/**
 * The edits that read the variable `name` in the place of a literal of Go, Ruby or PHP (`literal` covers its quotes).
 * Undefined where only a constant may stand.
 */
export function readInScanned(
  file: SourceFile<ScannedKind>,
  literal: Span,
  name: string,
): readonly TextEdit[] | undefined {
  if (file.is("go")) return readInGo(file, literal, name);
  const quote = file.text[literal.start] ?? "";
  // A command in backquotes, the key of a hash, a name for the interpreter: none of them is a value.
  if (quote === "`") return undefined;
  if (file.is("ruby")) {
    if (/^:(?!:)/.test(file.text.slice(literal.end, literal.end + 2))) return undefined;
    return [replacement(literal, `ENV.fetch(${quote}${name}${quote})`)];
  }
  if (isConstantOfPhp(file.text, literal.start)) return undefined;
  const reader = isSettingsFile(file.path) && file.text.includes("env(") ? "env" : "getenv";
  return [replacement(literal, `${reader}(${quote}${name}${quote})`)];
}

/** How far above a value its statement may begin. */
const REACH = 2_000;

/** Whether the value belongs to a declaration: of a constant, a property, a parameter. */
function isConstantOfPhp(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - REACH), at);
  const statement = before.slice(Math.max(...[";", "{", "}", "<?php"].map((end) => before.lastIndexOf(end))));
  return /\b(?:const|public|private|protected|static|var|case|readonly|function|fn)\b|#\[/.test(statement);
}

function readInGo(file: SourceFile<"go">, literal: Span, name: string): TextEdit[] | undefined {
  const { text } = file;
  const imports = importOs(file);
  if (!imports || isInConstants(text, literal.start)) return undefined;
  const edits = [replacement(literal, `os.Getenv("${name}")`), ...imports];
  const lineStart = text.lastIndexOf("\n", literal.start) + 1;
  const line = text.slice(lineStart, literal.start);
  const constant = /^(\s*)const\s/.exec(line);
  // What is read when the program starts is no constant.
  if (constant) {
    const start = lineStart + (constant[1] ?? "").length;
    edits.push(replacement(span(start, start + "const".length), "var"));
  }
  return edits;
}

function isInConstants(text: string, at: number): boolean {
  const before = text.slice(0, at);
  const open = Math.max(before.lastIndexOf("const ("), before.lastIndexOf("const("));
  return open >= 0 && !/^[ \t]*\)/m.test(before.slice(open));
}

/** The edits that import `os`; undefined where something else has that name. */
function importOs({ text, eol, form }: SourceFile<"go">): TextEdit[] | undefined {
  if (
    /^\s*(?!import\b)(?:\w+|\.)\s+"os"\s*$|^import\s+(?:\w+|\.)\s+"os"|^\s*(?:import\s+)?os\s+"|\/os"\s*$|\bos\s*:=|\b(?:var|func|const)\s+os\b/m.test(
      text,
    )
  )
    return undefined;
  const block = /^import[ \t]*\(([^()]*)\)/m.exec(text);
  if (/^(?:import[ \t]+|[ \t]*)"os"[ \t]*\r?$/m.test(text)) return [];
  if (block && form.isCode(block.index)) {
    const start = block.index + block[0].indexOf("(") + 1;
    return [inBlock(text, span(start, start + (block[1] ?? "").length), eol)];
  }
  const single = [...text.matchAll(/^import[ \t]+(?:\w+[ \t]+)?"[^"\n]*"[ \t]*\r?\n/gm)].at(-1);
  if (single) return [insertion(single.index + single[0].length, `import "os"${eol}`)];
  const head = /^\uFEFF?package[ \t]+\w+[^\n]*\n/m.exec(text);
  return head ? [insertion(head.index + head[0].length, `${eol}import "os"${eol}`)] : undefined;
}

/** A line for `os` among the packages of Go itself, which stand in the first group. */
function inBlock(text: string, at: Span, eol: string): TextEdit {
  const lines = [...slice(text, at).matchAll(/^[ \t]*(?:\w+[ \t]+)?"([^"\n]*)"[^\n]*\n/gm)];
  const own = lines.filter(([, path = ""]) => !path.split("/", 1)[0]?.includes("."));
  const next = own.find(([, path = ""]) => path > "os");
  const last = own.at(-1);
  const [first] = lines;
  if (next) return insertion(at.start + next.index, `${indentAt(text, at.start + next.index)}"os"${eol}`);
  if (last) {
    const start = at.start + last.index;
    return insertion(start + last[0].length, `${indentAt(text, start)}"os"${eol}`);
  }
  if (first) {
    const start = at.start + first.index;
    return insertion(start, `${indentAt(text, start)}"os"${eol}${eol}`);
  }
  return insertion(at.end, `${slice(text, at).endsWith("\n") ? "" : eol}\t"os"${eol}`);
}
