import type { JsonArray, JsonObject, JsonValue } from "../../files/json";
import { startsLine } from "../../files/syntax/style";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";

/** JSON to write: objects of plain values come out on one line, everything around them on several. */
export type JsonInput = string | boolean | readonly JsonInput[] | { readonly [key: string]: JsonInput };

/** Adds `items` to an array, at its end or at its start, in the layout that it has. */
export function addItems(
  text: string,
  array: JsonArray,
  items: readonly JsonInput[],
  where: "end" | "start" = "end",
): TextEdit {
  const [first] = array.items;
  const last = array.items.at(-1);
  if (!first || !last) return replacement(array.at, printed(text, items, indentAt(text, array.at.start)));
  const isBlock = startsLine(text, last.at.start);
  const indent = indentAt(text, last.at.start);
  const isOpen = last.kind === "object" && isBlock && text.slice(last.at.start, last.at.end).includes("\n");
  const lines = items.map((item) => {
    if (!isBlock) return inline(item);
    return isOpen && isFlatObject(item) ? openObject(text, item, indent) : printed(text, item, indent);
  });
  const gap = isBlock ? eolOf(text) + indent : " ";
  if (where === "start") return insertion(first.at.start, lines.map((line) => `${line},${gap}`).join(""));
  return insertion(last.at.end, lines.map((line) => `,${gap}${line}`).join(""));
}

/** `value` as it stands behind a key or a dash whose line starts with `indent`; on one line in a file of one line. */
export function printed(text: string, value: JsonInput, indent: string): string {
  if (!text.trimEnd().includes("\n")) return inline(value);
  if (typeof value !== "object" || isFlatObject(value)) return inline(value);
  const inner = indent + stepOf(text);
  const eol = eolOf(text);
  const lines = Array.isArray(value)
    ? value.map((item: JsonInput) => printed(text, item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${printed(text, item, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}${eol}${lines.map((line) => inner + line).join(`,${eol}`)}${eol}${indent}${close}`;
}

/** An object with a line for each of its values, where the file has several lines. */
export function openObject(
  text: string,
  value: { readonly [key: string]: JsonInput },
  indent: string,
): string {
  if (!text.trimEnd().includes("\n")) return inline(value);
  const inner = indent + stepOf(text);
  const eol = eolOf(text);
  const lines = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${inline(item)}`);
  return `{${eol}${lines.join(`,${eol}`)}${eol}${indent}}`;
}

/** The blanks before the keys of `object`, where each has a line of its own. */
export function keyIndent(text: string, { properties, at }: JsonObject): string {
  const [first] = properties;
  return first ? indentAt(text, first.keyAt.start) : indentAt(text, at.start) + stepOf(text);
}

export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (value?.kind !== "object") return undefined;
  return value.properties.findLast((property) => property.key === key)?.value;
}

export function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return value?.kind === "array" ? value.items : [];
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}

function isFlatObject(value: JsonInput): value is { readonly [key: string]: JsonInput } {
  const isObject = typeof value === "object" && !Array.isArray(value);
  return isObject && Object.values(value).every((item) => typeof item !== "object");
}

function inline(value: JsonInput): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return `{ ${pairs.join(", ")} }`;
}

function stepOf(text: string): string {
  return /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
}
