import { insertion, replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { flowAppend, flowRemove } from "./flow-edits";
import type { YamlForm } from "./form";
import { breakBefore, indentOfLine, isBlank, layoutOf, lineEnd, lineStart } from "./layout";
import {
  afterColon,
  blockItem,
  blockPair,
  printInline,
  printLiteral,
  printScalar,
  type YamlInput,
} from "./print";
import type { YamlEntry, YamlList, YamlMap, YamlScalar, YamlStyle, YamlValue } from "./value";

export { inFlow, inQuotes, type YamlInput } from "./print";

/**
 * Token edits of one YAML file; all of them together are one change. They change the text that defines a value
 * (its `origin`), so an edit of a value that came through an alias changes it for all who share the anchor.
 * Undefined where the text does not have a shape that can be changed safely: offer nothing then. In a text with
 * problems a scalar can be replaced; where pairs and items begin and end is a guess there.
 */
export type YamlEdits = readonly TextEdit[] | undefined;

/** Where a new pair goes: after or before the pair of that key; at the end without it. */
export interface Place {
  readonly after?: string;
  readonly before?: string;
}

/** Replaces a scalar, in the quotes it has where these can hold the new value. */
export function setScalar(
  form: YamlForm,
  scalar: YamlScalar,
  value: string | number | boolean | null,
): YamlEdits {
  const { text } = form;
  const { origin, style, inFlow } = scalar;
  if (scalar.isEmpty) {
    const gap = isBlank(text[origin.start - 1]) ? "" : " ";
    const behind = text[origin.start] === "#" ? " " : "";
    return [insertion(origin.start, gap + printScalar(value, "plain", inFlow) + behind)];
  }
  if (style === "literal" && typeof value === "string") {
    const indent = indentOfLine(text, text.indexOf("\n", origin.start) + 1);
    const literal = printLiteral(value, { ...layoutOf(form, 0), indent });
    if (literal !== undefined && indent !== "") return [replacement(origin, literal)];
  }
  const keep = typeof value === "string" && (style === "single" || style === "double") ? style : "plain";
  return [replacement(origin, printScalar(value, keep, inFlow))];
}

/** Sets `key` of a map: replaces its value, or adds the pair at the end. */
export function setValue(form: YamlForm, map: YamlMap, key: string, value: YamlInput): YamlEdits {
  const entry = map.own.find((own) => own.key === key);
  if (!entry) return insertPair(form, map, key, value);
  const old = entry.value;
  if ((typeof value !== "object" || value === null) && old.kind === "scalar" && old.token === old.origin) {
    return hasColon(form.text, entry)
      ? setScalar(form, old, value)
      : [insertion(entry.origin.end, `: ${printScalar(value, "plain", old.inFlow)}`)];
  }
  if (!form.clean) return undefined;
  if (map.flow) return [replacement(old.token, printInline(value, true, "plain"))];
  if (isExplicit(form.text, entry) || !hasColon(form.text, entry)) return undefined;
  return replaceInBlock(form, map, entry, value);
}

/** Adds `key: value` to a map, laid out as its neighbours are. */
export function insertPair(
  form: YamlForm,
  map: YamlMap,
  key: string,
  value: YamlInput,
  place: Place = {},
): YamlEdits {
  if (!form.clean) return undefined;
  const pairs = allPairs(map);
  const named = place.after ?? place.before;
  const anchor = pairs.find((entry) => entry.key === named) ?? pairs.at(-1);
  if (map.flow) {
    const style = siblingStyle(pairs.map((entry) => entry.value));
    const pair = `${printScalar(key, "plain", true)}: ${printInline(value, true, style)}`;
    return flowAppend(form.text, map.origin, pairs.at(-1) && pairSpan(pairs.at(-1)), pair);
  }
  if (!anchor || isExplicit(form.text, anchor)) return undefined;
  const layout = layoutOf(form, map.indent);
  const lines = blockPair(key, value, layout);
  if (place.after === undefined && place.before === anchor.key) {
    return [insertion(anchor.origin.start, lines + layout.eol + layout.indent)];
  }
  return [insertion(lineEnd(form.text, pairSpan(anchor).end), layout.eol + layout.indent + lines)];
}

/** Adds an item at the end of a list, quoted as its last one is. */
export function appendItem(form: YamlForm, list: YamlList, value: YamlInput): YamlEdits {
  if (!form.clean) return undefined;
  const last = list.items.at(-1);
  const style = siblingStyle(list.items);
  if (list.flow) return flowAppend(form.text, list.origin, last?.token, printInline(value, true, style));
  if (!last) return undefined;
  const layout = layoutOf(form, list.indent);
  const item = typeof value === "string" ? `- ${printScalar(value, style, false)}` : blockItem(value, layout);
  return [insertion(lineEnd(form.text, last.token.end), layout.eol + layout.indent + item)];
}

/** Removes a pair with its lines. A map that loses its only pair becomes `{}`. */
export function removePair(form: YamlForm, map: YamlMap, key: string): YamlEdits {
  const pairs = allPairs(map);
  const position = pairs.findIndex((entry) => entry.key === key);
  const entry = pairs[position];
  if (!form.clean || !entry) return undefined;
  if (map.flow) return flowRemove(form.text, map.origin, pairSpan(entry));
  if (isExplicit(form.text, entry)) return undefined;
  if (pairs.length === 1) return [replacement(map.origin, "{}")];
  return removeLines(form.text, pairSpan(entry), pairs[position + 1]?.origin.start);
}

/** Removes an item with its lines. A list that loses its only item becomes `[]`. */
export function removeItem(form: YamlForm, list: YamlList, index: number): YamlEdits {
  const item = list.items[index];
  if (!form.clean || !item) return undefined;
  if (list.flow) return flowRemove(form.text, list.origin, item.token);
  if (list.items.length === 1) return [replacement(list.origin, "[]")];
  const dash = dashBefore(form.text, item.token.start);
  const next = list.items[index + 1];
  if (dash === undefined) return undefined;
  return removeLines(form.text, span(dash, item.token.end), next && dashBefore(form.text, next.token.start));
}

/** Turns the flow map or list under `key` into block style. Undefined when comments or line breaks are inside. */
export function toBlock(form: YamlForm, map: YamlMap, key: string): YamlEdits {
  const { text } = form;
  const entry = map.own.find((own) => own.key === key);
  const value = entry?.value;
  if (!entry || value?.token !== value?.origin || map.flow || isExplicit(text, entry)) return undefined;
  if (!value || value.kind === "scalar" || value.kind === "unresolved" || !value.flow) return undefined;
  const source = text.slice(value.origin.start, value.origin.end);
  if (/[#\r\n]/.test(source)) return undefined;
  const layout = layoutOf(form, map.indent);
  const lines =
    value.kind === "map"
      ? allPairs(value).map(
          (pair) => `${text.slice(pair.origin.start, pair.origin.end)}:${valueSource(text, pair)}`,
        )
      : value.items.map((item) => `- ${text.slice(item.token.start, item.token.end)}`);
  if (lines.length === 0) return undefined;
  const separator = layout.eol + layout.indent + layout.step;
  return moveBelow(text, entry, separator + lines.join(separator));
}

function replaceInBlock(form: YamlForm, map: YamlMap, entry: YamlEntry, value: YamlInput): YamlEdits {
  const { text } = form;
  const { token } = entry.value;
  const written = afterColon(value, layoutOf(form, map.indent));
  const below = written.startsWith("\n") || written.startsWith("\r");
  const colon = colonOf(text, entry);
  if (token.start <= lineEnd(text, colon)) {
    return below ? moveBelow(text, entry, written) : [replacement(token, written.slice(1))];
  }
  const keyLine = lineEnd(text, colon);
  const old = span(keyLine, lineEnd(text, token.end));
  return below ? [replacement(old, written)] : [insertion(colon, written), replacement(old, "")];
}

/** Takes the value of `entry` off its line and puts `lines` under it; a comment at the line's end stays. */
function moveBelow(text: string, entry: YamlEntry, lines: string): readonly TextEdit[] {
  const { token } = entry.value;
  let start = token.start;
  while (isBlank(text[start - 1])) start--;
  const end = lineEnd(text, token.end);
  const taken = start < token.end ? [replacement(span(start, token.end), "")] : [];
  return [...taken, insertion(end, lines)];
}

/** Deletes the lines of `what`; where it starts behind a dash, up to `next` on a later line. */
function removeLines(text: string, what: Span, next: number | undefined): YamlEdits {
  const start = lineStart(text, what.start);
  const end = lineEnd(text, what.end);
  if (text.slice(start, what.start).trim() !== "") {
    if (next === undefined || text.slice(end, next).trim() !== "") return undefined;
    return [replacement(span(what.start, next), "")];
  }
  const after = text.indexOf("\n", end) + 1;
  if (after > 0) return [replacement(span(start, after), "")];
  return [replacement(span(breakBefore(text, start), end), "")];
}

function allPairs(map: YamlMap): readonly YamlEntry[] {
  return [...map.own, ...map.merges].sort((a, b) => a.origin.start - b.origin.start);
}

function pairSpan(entry: YamlEntry): Span;
function pairSpan(entry: YamlEntry | undefined): Span | undefined;
function pairSpan(entry: YamlEntry | undefined): Span | undefined {
  return entry && span(entry.origin.start, Math.max(entry.origin.end, entry.value.token.end));
}

/** The offset behind the colon of a pair. */
function colonOf(text: string, { origin }: YamlEntry): number {
  return text.indexOf(":", origin.end) + 1;
}

function hasColon(text: string, entry: YamlEntry): boolean {
  return text.slice(entry.origin.end, entry.value.token.start).trimStart().startsWith(":");
}

/** Whether something other than blanks and dashes stands before the key: `? key`, `&anchor key`. */
function isExplicit(text: string, entry: YamlEntry): boolean {
  const before = text.slice(lineStart(text, entry.origin.start), entry.origin.start);
  return before.replaceAll("-", " ").trim() !== "";
}

/** Where the dash of the item at `offset` stands; undefined when more than blanks is in between. */
export function dashBefore(text: string, offset: number): number | undefined {
  const dash = text.lastIndexOf("-", offset - 1);
  return dash >= lineStart(text, offset) && text.slice(dash + 1, offset).trim() === "" ? dash : undefined;
}

function valueSource(text: string, entry: YamlEntry): string {
  const { token } = entry.value;
  if (token.end === token.start) return "";
  return ` ${text.slice(colonOf(text, entry), token.end).trim()}`;
}

function siblingStyle(values: readonly YamlValue[]): YamlStyle {
  const last = values.at(-1);
  return last?.kind === "scalar" && (last.style === "single" || last.style === "double")
    ? last.style
    : "plain";
}
