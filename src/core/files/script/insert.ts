import { insertion, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";
import { nextLine, startsLine } from "../syntax/style";
import type { ScriptForm } from "./form";

/**
 * Inserts statements (`lines`, unindented, two blanks for each level) behind the statement at `offset`, in its block
 * and in the style of the file: indentation, and semicolons taken off where it uses none. Undefined where the
 * statement shares its line with others.
 */
export function addStatementsAfter(
  form: ScriptForm,
  offset: number,
  lines: readonly string[],
): TextEdit | undefined {
  const { text } = form;
  const statement = form.statementAt(offset);
  if (!statement || !startsLine(text, statement.at.start)) return undefined;
  if (!/^[ \t]*(;[ \t]*)?(\/\/|\/\*|\r?\n|$)/.test(text.slice(statement.at.end, statement.at.end + 200)))
    return undefined;
  const block = styled(form, lines, indentAt(text, statement.at.start));
  const at = nextLine(text, statement.at.end);
  const eol = eolOf(text);
  if (at === text.length && !text.endsWith("\n")) return insertion(at, eol + block.join(eol));
  return insertion(at, block.join(eol) + eol);
}

/** The same in front of the statement at `offset`, and of the comments that stand right above it. */
export function addStatementsBefore(
  form: ScriptForm,
  offset: number,
  lines: readonly string[],
): TextEdit | undefined {
  const { text } = form;
  const statement = form.statementAt(offset);
  if (!statement || !startsLine(text, statement.at.start)) return undefined;
  const indent = indentAt(text, statement.at.start);
  const at = aboveComments(text, statement.at.start - indent.length);
  const eol = eolOf(text);
  return insertion(at, styled(form, lines, indent).join(eol) + eol);
}

/** Whether the statements of a file end in semicolons. */
export function usesSemicolons({ text }: ScriptForm): boolean {
  return /;[ \t]{0,20}\r?$/m.test(text) || text.trim() === "";
}

function styled(form: ScriptForm, lines: readonly string[], indent: string): string[] {
  const step = indentStep(form.text);
  const semicolons = usesSemicolons(form);
  return lines.map((line) => {
    if (line === "") return "";
    const levels = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    const code = line.trimStart();
    return indent + step.repeat(levels) + (semicolons ? code : code.replace(/;$/, ""));
  });
}

/** What one level of indentation is: the least that a line has. Texts of several lines may have more than the code. */
export function indentStep(text: string): string {
  const indents = [...text.slice(0, 20_000).matchAll(/^(\t+| {2,})[^\s*/]/gm)].map(
    ([, indent = ""]) => indent,
  );
  return indents.reduce((least, one) => (one.length < least.length ? one : least), indents[0] ?? "  ");
}

/** The start of the first of the line comments that stand directly above the line at `start`. */
function aboveComments(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const previous = text.lastIndexOf("\n", at - 2) + 1;
    if (!/^[ \t]*\/\//.test(text.slice(previous, at))) break;
    at = previous;
  }
  return at;
}
