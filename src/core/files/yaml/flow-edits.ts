import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf } from "../../text/lines";
import { type Span, span } from "../../text/span";
import { indentOfLine, isBlank, isBreak, lineEnd, lineStart } from "./layout";

/**
 * Adds `item` at the end of the flow collection at `container` (brackets included); `last` is what stands
 * there last. Undefined when a comment is in the way.
 */
export function flowAppend(
  text: string,
  container: Span,
  last: Span | undefined,
  item: string,
): readonly TextEdit[] | undefined {
  const inner = span(container.start + 1, container.end - 1);
  if (!isClosed(text, container)) return undefined;
  if (!last) {
    return text.slice(inner.start, inner.end).trim() === "" ? [replacement(inner, item)] : undefined;
  }
  const ownLine = lineStart(text, last.start) > container.start;
  const tail = text.slice(last.end, inner.end);
  if (!ownLine || !tail.includes("\n")) return [insertion(last.end, `, ${item}`)];
  const comma = skipBlanks(text, last.end);
  const hasComma = text[comma] === ",";
  const line = eolOf(text) + indentOfLine(text, last.start) + item;
  const end = lineEnd(text, comma);
  return hasComma ? [insertion(end, `${line},`)] : [insertion(last.end, ","), insertion(end, line)];
}

/** Removes what is at `item`, and one comma, from the flow collection at `container`. */
export function flowRemove(text: string, container: Span, item: Span): readonly TextEdit[] | undefined {
  if (!isClosed(text, container)) return undefined;
  const after = skipBlanks(text, item.end);
  if (text[after] === ",") {
    const start = lineStart(text, item.start);
    const alone = text.slice(start, item.start).trim() === "" && isBreak(text[skipBlanks(text, after + 1)]);
    if (alone && start > container.start) {
      return [replacement(span(start, text.indexOf("\n", after) + 1), "")];
    }
    return [replacement(span(item.start, skipBlanks(text, after + 1)), "")];
  }
  let before = item.start;
  while (before > container.start + 1 && (isBlank(text[before - 1]) || isBreak(text[before - 1]))) before--;
  if (text[before - 1] === ",") return [replacement(span(before - 1, item.end), "")];
  return before === container.start + 1 ? [replacement(span(before, item.end), "")] : undefined;
}

function isClosed(text: string, container: Span): boolean {
  const last = text[container.end - 1];
  return container.end - container.start > 1 && (last === "}" || last === "]");
}

function skipBlanks(text: string, from: number): number {
  let p = from;
  while (isBlank(text[p])) p++;
  return p;
}
