import { insertion, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";
import { nextLine, startsLine } from "../syntax/style";
import type { PythonForm } from "./form";

/**
 * Inserts a definition (`lines`, unindented, four blanks for each level) behind the statement at `offset`, in
 * its block and with the blank lines of PEP 8 around it: two at the top level, one within. `after` are
 * statements to follow the definition. Undefined where the statement shares its line with others.
 */
export function addAfter(
  form: PythonForm,
  offset: number,
  lines: readonly string[],
  after: readonly string[] = [],
): TextEdit | undefined {
  const { text } = form;
  const statement = form.statementAt(offset);
  if (!statement || !startsLine(text, statement.at.start)) return undefined;
  if (/^[ \t]*;/.test(text.slice(statement.at.end, statement.at.end + 80))) return undefined;
  const eol = eolOf(text);
  const indent = indentAt(text, statement.at.start);
  const step = indentStep(form);
  const gap = statement.topLevel ? 2 : 1;
  const indented = (line: string) => {
    const levels = /^ */.exec(line)?.[0].length ?? 0;
    return indent + step.repeat(levels / 4) + line.trimStart();
  };
  const blank = (count: number) => new Array<string>(count).fill("");
  const tail = after.length > 0 ? [...blank(gap), ...after.map(indented)] : [];
  const block = [...blank(gap), ...lines.map(indented), ...tail];
  const at = nextLine(text, statement.at.end);
  if (at === text.length && !text.endsWith("\n")) return insertion(at, eol + block.join(eol));
  const missing = statement.isLast || after.length > 0 ? 0 : Math.max(0, gap - blankLines(text, at));
  return insertion(at, [...block, ...blank(missing)].join(eol) + eol);
}

/**
 * Inserts statements (`lines`, unindented) right behind the statement at `offset`, in its block. Undefined where the
 * statement shares its line with others.
 */
export function addStatementsAfter(
  form: PythonForm,
  offset: number,
  lines: readonly string[],
): TextEdit | undefined {
  const { text } = form;
  const statement = form.statementAt(offset);
  if (!statement || !startsLine(text, statement.at.start)) return undefined;
  if (/^[ \t]*;/.test(text.slice(statement.at.end, statement.at.end + 80))) return undefined;
  const indent = indentAt(text, statement.at.start);
  const block = lines.map((line) => indent + line);
  const at = nextLine(text, statement.at.end);
  const eol = eolOf(text);
  if (at === text.length && !text.endsWith("\n")) return insertion(at, eol + block.join(eol));
  return insertion(at, block.join(eol) + eol);
}

/**
 * The same in front of the statement at `offset`, and of the comments that stand right above it. Undefined where the
 * statement does not begin its line.
 */
export function addStatementsBefore(
  form: PythonForm,
  offset: number,
  lines: readonly string[],
): TextEdit | undefined {
  const { text } = form;
  const statement = form.statementAt(offset);
  if (!statement || !startsLine(text, statement.at.start)) return undefined;
  const indent = indentAt(text, statement.at.start);
  let at = statement.at.start - indent.length;
  for (let previous = at; previous > 0; ) {
    previous = text.lastIndexOf("\n", previous - 2) + 1;
    if (!/^[ \t]*#(?!!)/.test(text.slice(previous, at))) break;
    at = previous;
  }
  const eol = eolOf(text);
  return insertion(at, lines.map((line) => indent + line + eol).join(""));
}

/** How many empty lines follow from `at`, the start of a line. */
function blankLines(text: string, at: number): number {
  const match = /^(?:[ \t]*\r?\n)*/.exec(text.slice(at, at + 200));
  return match?.[0].split("\n").length ? match[0].split("\n").length - 1 : 0;
}

/** What one level of indentation is in this module: that of its first indented body. */
function indentStep(form: PythonForm): string {
  for (const { body, at } of [...form.functions, ...form.classes]) {
    const line = nextLine(form.text, body.start);
    const inner = indentAt(form.text, line);
    const outer = indentAt(form.text, at.start);
    if (line < body.end && inner.startsWith(outer) && inner.length > outer.length)
      return inner.slice(outer.length);
  }
  return "    ";
}
