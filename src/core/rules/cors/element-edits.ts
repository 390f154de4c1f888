import { replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";

/**
 * Takes elements out of a list of the text, each with one comma, and with its line where it has one for itself.
 * Undefined where something else than a comma stands between them, or where nothing would be left of the list.
 */
export function removeElements(text: string, elements: readonly Span[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const run of runsOf(text, elements)) {
    const edit = removalOf(text, run);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** Neighbours become one: their commas would be taken twice. */
export function runsOf(text: string, elements: readonly Span[]): readonly Span[] {
  const runs: Span[] = [];
  for (const element of elements) {
    const last = runs.at(-1);
    if (last && /^\s*,\s*$/.test(text.slice(last.end, element.start))) {
      runs[runs.length - 1] = span(last.start, element.end);
    } else runs.push(element);
  }
  return runs;
}

function removalOf(text: string, { start, end }: Span): TextEdit | undefined {
  const comma = /^\s*,/.exec(text.slice(end, end + 200))?.[0];
  if (comma !== undefined) {
    const behind = end + comma.length;
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const rest = /^[ \t]*((\/\/|#)[^\n]*)?\r?\n/.exec(text.slice(behind, behind + 500))?.[0];
    if (rest !== undefined && text.slice(lineStart, start).trim() === "") {
      return replacement(span(lineStart, behind + rest.length), "");
    }
    const blanks = /^[ \t]*/.exec(text.slice(behind, behind + 200))?.[0] ?? "";
    return replacement(span(start, behind + blanks.length), "");
  }
  const before = text.slice(Math.max(0, start - 500), start);
  const own = /,\s*$/.exec(before)?.[0];
  return own === undefined ? undefined : replacement(span(start - own.length, end), "");
}
