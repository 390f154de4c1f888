import { type MarkdownTask, parseMarkdown } from "../files/markdown";
import { isBlank, lineEnd, lineStart } from "../files/yaml/layout";
import { type Span, span } from "../text/span";
import { withoutConflicts } from "./conflict";
import type { MarkdownReading } from "./markdown/read";
import type { Item } from "./model";
import type { YamlReading } from "./yaml/read";

/** The whole lines of one item. */
export interface ItemLines {
  /** From the start of its first line to the end of its last one, the line break left out. */
  readonly at: Span;
  /** What stands before it on its line: blanks, and the marks of a quote. */
  readonly prefix: string;
  /** The number in front of it, in a numbered list. */
  readonly number: string | undefined;
}

/** Finds the lines of an item; undefined for one that shares a line with others. */
export type LinesOf = (item: Item) => ItemLines | undefined;

/** The lines of items of a plan in YAML: the pair, the comments right above it and those inside it. */
export function yamlItemLines({ form, places }: YamlReading): LinesOf {
  const { text } = form;
  return ({ id, at }) => {
    const place = places.get(id);
    if (!place || place.isDuplicate || place.map.via || place.map.inFlow) return undefined;
    const keyLine = lineStart(text, at.start);
    const prefix = text.slice(keyLine, at.start);
    if (prefix.trim() !== "") return undefined;
    const end = withCommentsBelow(text, lineEnd(text, Math.max(at.end, place.map.token.end)), prefix.length);
    return { at: span(withCommentsAbove(text, keyLine, prefix), end), prefix, number: undefined };
  };
}

/** The same for a plan in Markdown: the list item with all that is indented below it. */
export function markdownItemLines(text: string, { places }: MarkdownReading): LinesOf {
  const tasks = new Map<number, MarkdownTask>();
  for (const task of parseMarkdown(withoutConflicts(text)).tasks) tasks.set(task.box.markAt.start, task);
  return ({ id }) => {
    const mark = places.get(id)?.mark;
    const task = mark && tasks.get(mark.start);
    if (!task) return undefined;
    const start = lineStart(text, task.at.start);
    const [opening, prefix = "", marker = ""] =
      /^((?:[ \t]|>[ \t]?)*)([-*+]|\d{1,9}[.)])[ \t]+$/.exec(text.slice(start, task.box.at.start)) ?? [];
    if (opening === undefined) return undefined;
    const number = /^\d/.test(marker) ? marker : undefined;
    return { at: span(start, lineEnd(text, contentEnd(text, task.at))), prefix, number };
  };
}

/** Where the last line with something on it ends. */
function contentEnd(text: string, { start, end }: Span): number {
  return start + text.slice(start, end).trimEnd().length;
}

function withCommentsAbove(text: string, start: number, prefix: string): number {
  let from = start;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (above >= from || !text.startsWith(`${prefix}#`, above)) break;
    from = above;
  }
  return from;
}

/** Comments that are indented deeper than the item stand inside it. */
function withCommentsBelow(text: string, end: number, column: number): number {
  let to = end;
  while (to < text.length) {
    const next = text.indexOf("\n", to) + 1;
    if (next === 0) break;
    let at = next;
    while (isBlank(text[at])) at++;
    if (text[at] !== "#" || at - next <= column) break;
    to = lineEnd(text, next);
  }
  return to;
}
