import { eolOf } from "../../text/lines";
import type { YamlForm } from "./form";
import type { Layout } from "./print";
import type { YamlMap, YamlValue } from "./value";

export function isBreak(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}

export function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/** The offset at which the line that holds `offset` starts, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith("\ufeff") ? 1 : start;
}

/** The offset at which the line that holds `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : Math.max(offset, breakBefore(text, at + 1));
}

/** `offset`, or where the line break that ends at it starts. */
export function breakBefore(text: string, offset: number): number {
  if (text[offset - 1] !== "\n") return offset;
  return text[offset - 2] === "\r" ? offset - 2 : offset - 1;
}

/** The blanks that start the line that holds `offset`. */
export function indentOfLine(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (isBlank(text[end])) end++;
  return text.slice(start, end);
}

/** The layout for lines in a block collection whose keys or dashes stand in column `column`. */
export function layoutOf(form: YamlForm, column: number): Layout {
  return { indent: " ".repeat(column), step: stepOf(form.root), eol: eolOf(form.text) };
}

/** The indentation that the file uses for a nested map, two blanks when it has none. */
function stepOf(root: YamlValue | undefined): string {
  const nested = root?.kind === "map" ? firstNested(root) : undefined;
  return " ".repeat(nested && root?.kind === "map" ? Math.max(1, nested.indent - root.indent) : 2);
}

function firstNested(map: YamlMap): YamlMap | undefined {
  for (const { value } of map.own) {
    if (value.kind === "map" && !value.flow && value.via === undefined) return value;
  }
  return undefined;
}
