import { insertion, replacement, type TextEdit } from "../text/edits";
import { eolOf, indentAt } from "../text/lines";
import type { JsonObject, JsonProperty } from "./json";
import { startsLine } from "./syntax/style";

/**
 * Adds a property (`key` unquoted, `value` as JSON) to an object of `text`: where the order of the alphabet puts it if
 * the object follows it, else at the end; in the layout of its neighbours.
 */
export function addProperty(text: string, object: JsonObject, key: string, value: string): TextEdit {
  const added = `${JSON.stringify(key)}: ${value}`;
  const { properties } = object;
  const last = properties.at(-1);
  if (!last) return intoEmpty(text, object, added);
  const isSorted =
    properties.length > 1 &&
    properties.every((one, i) => i === 0 || (properties[i - 1]?.key ?? "") <= one.key);
  const next = isSorted ? properties.find((one) => one.key > key) : undefined;
  if (next) return insertion(next.keyAt.start, `${added},${gap(text, next.keyAt.start)}`);
  return insertion(last.value.at.end, `,${gap(text, last.keyAt.start)}${added}`);
}

/** Takes a property out of its object, with the comma and the line that it had. */
export function removeProperty(object: JsonObject, property: JsonProperty): TextEdit {
  const index = object.properties.indexOf(property);
  const next = object.properties[index + 1];
  const previous = object.properties[index - 1];
  if (next) return replacement({ start: property.keyAt.start, end: next.keyAt.start }, "");
  if (previous) return replacement({ start: previous.value.at.end, end: property.value.at.end }, "");
  return replacement(object.at, "{}");
}

function gap(text: string, start: number): string {
  return startsLine(text, start) ? eolOf(text) + indentAt(text, start) : " ";
}

function intoEmpty(text: string, { at }: JsonObject, added: string): TextEdit {
  const outer = indentAt(text, at.start);
  const step = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const eol = eolOf(text);
  return replacement(at, `{${eol}${outer}${step}${added}${eol}${outer}}`);
}
