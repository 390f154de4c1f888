import { insertion, replacement, type TextEdit } from "../../text/edits";
import { span } from "../../text/span";
import { dashBefore, type YamlEdits } from "./edits";
import type { YamlForm } from "./form";
import { indentOfLine, isBlank, isBreak, layoutOf, lineEnd, lineStart } from "./layout";
import { blockPair, printInline, type YamlInput } from "./print";
import type { YamlList, YamlScalar } from "./value";

/**
 * Turns a list of names into a map with these names as keys, token by token: their quotes, the comments and the line
 * breaks stay. Undefined when the items are not all different names, each written in its own place.
 */
export function listToMap(
  form: YamlForm,
  list: YamlList,
  valueFor: (name: string) => { readonly [key: string]: YamlInput },
): YamlEdits {
  const items = list.items.filter((item): item is YamlScalar => item.kind === "scalar");
  const names = new Set(items.map(({ text }) => text));
  if (!form.clean || items.length === 0 || names.size < list.items.length) return undefined;
  if (items.some((item) => !isName(item, form.text))) return undefined;
  return list.flow ? flowToMap(form, list, items, valueFor) : blockToMap(form, list, items, valueFor);
}

function isName(item: YamlScalar, text: string): boolean {
  const source = text.slice(item.origin.start, item.origin.end);
  return !item.isEmpty && item.token === item.origin && item.tag === undefined && !/[\r\n]/.test(source);
}

function flowToMap(
  { text }: YamlForm,
  list: YamlList,
  items: readonly YamlScalar[],
  valueFor: (name: string) => YamlInput,
): YamlEdits {
  const { start, end } = list.origin;
  if (text[start] !== "[" || text[end - 1] !== "]") return undefined;
  const isSpace = (char: string | undefined) => isBlank(char) || isBreak(char);
  return [
    replacement(span(start, start + 1), isSpace(text[start + 1]) ? "{" : "{ "),
    ...items.map((item) => {
      return insertion(item.token.end, `: ${printInline(valueFor(item.text), true, "plain")}`);
    }),
    replacement(span(end - 1, end), isSpace(text[end - 2]) ? "}" : " }"),
  ];
}

function blockToMap(
  form: YamlForm,
  list: YamlList,
  items: readonly YamlScalar[],
  valueFor: (name: string) => { readonly [key: string]: YamlInput },
): YamlEdits {
  const { text } = form;
  // Keys have to stand further in than the key of the map; dashes need not.
  const isIn = list.indent > columnAbove(text, list.origin.start);
  const layout = layoutOf(form, isIn ? list.indent : list.indent + 2);
  const inner = { ...layout, indent: layout.indent + layout.step };
  const edits: TextEdit[] = [];
  for (const item of items) {
    const { start, end } = item.token;
    const dash = dashBefore(text, start);
    if (dash === undefined) return undefined;
    const lines = Object.entries(valueFor(item.text)).map(
      ([key, value]) => layout.eol + inner.indent + blockPair(key, value, inner),
    );
    edits.push(replacement(span(dash, start), isIn ? "" : "  "), insertion(end, ":"));
    edits.push(insertion(lineEnd(text, end), lines.join("")));
  }
  return edits;
}

/** The column of the text on the nearest line above `offset` that is more than a comment. */
function columnAbove(text: string, offset: number): number {
  for (let line = lineStart(text, offset); line > 0; ) {
    line = lineStart(text, line - 1);
    const content = text.slice(line, lineEnd(text, line)).trim();
    if (content !== "" && !content.startsWith("#")) return indentOfLine(text, line).length;
    if (line <= 1) break;
  }
  return 0;
}
