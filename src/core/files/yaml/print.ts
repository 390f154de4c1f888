import type { Eol } from "../../text/lines";
import type { YamlStyle } from "./value";

/** A value to write. Maps and lists come out in block style, one scalar a line; see `inFlow` and `inQuotes`. */
export type YamlInput =
  | string
  | number
  | boolean
  | null
  | Flow
  | Quoted
  | readonly YamlInput[]
  | { readonly [key: string]: YamlInput };

class Flow {
  constructor(readonly value: YamlInput) {}
}

class Quoted {
  constructor(readonly text: string) {}
}

/** Writes `value` on one line, strings in double quotes: `["CMD", "true"]`. */
export function inFlow(value: readonly YamlInput[] | { readonly [key: string]: YamlInput }): YamlInput {
  return new Flow(value);
}

/** Writes `text` in double quotes where plain would do, as is usual for ports. */
export function inQuotes(text: string): YamlInput {
  return new Quoted(text);
}

export interface Layout {
  /** The blanks before the lines of the collection that is written. */
  readonly indent: string;
  /** What one more level adds. */
  readonly step: string;
  readonly eol: Eol;
}

/** The lines of `key: value` in a block map, without the first line's indentation and without a final break. */
export function blockPair(key: string, value: YamlInput, layout: Layout): string {
  return `${printScalar(key, "plain", false)}:${afterColon(value, layout)}`;
}

/** The lines of `- value` in a block list, as `blockPair`. */
export function blockItem(value: YamlInput, layout: Layout): string {
  if (isLeaf(value)) return `-${afterColon(value, layout)}`;
  const inner = { ...layout, indent: `${layout.indent}  ` };
  return `- ${blockLines(value, inner).join(layout.eol + inner.indent)}`;
}

/** What follows `key:`, with its leading space or line break. */
export function afterColon(value: YamlInput, layout: Layout): string {
  if (!isLeaf(value)) {
    const inner = { ...layout, indent: layout.indent + layout.step };
    const separator = layout.eol + inner.indent;
    return separator + blockLines(value, inner).join(separator);
  }
  const literal =
    typeof value === "string"
      ? printLiteral(value, { ...layout, indent: layout.indent + layout.step })
      : undefined;
  return ` ${literal ?? printInline(value, false, "plain")}`;
}

/** `value` on one line; `flow` says that it will stand inside brackets. */
export function printInline(value: YamlInput, flow: boolean, style: YamlStyle): string {
  if (value instanceof Flow) return printInline(value.value, true, "double");
  if (value instanceof Quoted) return doubleQuoted(value.text);
  if (Array.isArray(value)) return `[${value.map((item) => printInline(item, true, style)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${printScalar(key, "plain", true)}: ${printInline(item, true, style)}`,
    );
    return pairs.length > 0 ? `{ ${pairs.join(", ")} }` : "{}";
  }
  return printScalar(value as string | number | boolean | null, style, flow);
}

/**
 * `value` as a scalar on one line, in `style` where that can hold it: a string that would read as something
 * else is quoted, one that single quotes cannot hold gets double ones.
 */
export function printScalar(
  value: string | number | boolean | null,
  style: YamlStyle,
  flow: boolean,
): string {
  if (typeof value === "number") return printNumber(value);
  if (typeof value !== "string") return String(value);
  if (style === "single" && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style === "plain" && isPlain(value, flow)) return value;
  return doubleQuoted(value);
}

/** Whether `text`, written plainly, is read back as this very string. */
export function isPlain(text: string, flow: boolean): boolean {
  if (text === "" || text.trim() !== text || !isPrintable(text)) return false;
  if (/^[,[\]{}#&*!|>'"%@`]/.test(text) || /^[-?:](?:$|[ ,[\]{}])/.test(text)) return false;
  if (text.includes(": ") || text.endsWith(":") || text.includes(" #")) return false;
  if (text.includes(":\t") || text.includes("\t#") || /^(?:---|\.\.\.)/.test(text)) return false;
  if (flow && /[,[\]{}]/.test(text)) return false;
  return !readsAsOther(text);
}

/** Strings that the core schema, or a YAML 1.1 reader, takes for null, a boolean, a number or a merge key. */
function readsAsOther(text: string): boolean {
  return (
    /^(?:~|null|true|false|yes|no|on|off|<<)$/i.test(text) ||
    /^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ||
    /^[-+]?\.(?:inf|nan)$/i.test(text) ||
    /^[-+]?0(?:o[0-7]+|x[\da-f]+|b[01]+)$/i.test(text) ||
    /^[-+]?\d+(?::\d+)+(?:\.\d*)?$/.test(text)
  );
}

/** Controls, lone surrogates and the like: only double quotes can hold them, escaped. Tabs may stand as they are. */
const unprintable = /(?!\t)[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u;
/** What JSON leaves as it is and YAML does not take. */
const rawInJson = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;

function isPrintable(text: string): boolean {
  return !unprintable.test(text);
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    rawInJson,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function isLeaf(value: YamlInput): boolean {
  if (typeof value !== "object" || value === null || value instanceof Flow || value instanceof Quoted)
    return true;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

function blockLines(value: YamlInput, layout: Layout): string[] {
  if (Array.isArray(value)) return value.map((item: YamlInput) => blockItem(item, layout));
  return Object.entries(value as { readonly [key: string]: YamlInput }).map(([key, item]) =>
    blockPair(key, item, layout),
  );
}

/**
 * A text of several lines as a literal block (`|`) whose lines are indented by `layout.indent`; undefined for
 * a text that such a block cannot hold as it is.
 */
export function printLiteral(text: string, layout: Layout): string | undefined {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const lines = body.split("\n");
  const simple = lines.every((line) => isPrintable(line) && line === line.trimEnd());
  if (lines.length < 2 || !simple || /^\s/.test(text) || body.endsWith("\n")) return undefined;
  const written = lines.map((line) => (line === "" ? "" : layout.indent + line));
  return [body === text ? "|-" : "|", ...written].join(layout.eol);
}
