import { type Span, span } from "../text/span";
import type { Parsed } from "./problem";

export interface HtmlAttribute {
  /** In lower case. */
  readonly name: string;
  /** Without quotes; empty for a bare attribute. Entities stay as they are. */
  readonly value: string;
  readonly at: Span;
}

/** A start tag. */
export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly attributes: readonly HtmlAttribute[];
  readonly at: Span;
  /** Where the element ends that it starts, for elements that are not void; the end of the text without an end tag. */
  readonly contentEnd: number;
}

/** The start tags of an HTML page or of a template that holds HTML; comments, scripts and styles are passed over. */
export interface HtmlForm extends Parsed {
  readonly tags: readonly HtmlTag[];
}

const rawText = new Set(["script", "style", "textarea", "title"]);
/** The elements whose end somebody asks for. */
const closed = new Set(["form", "head", "body"]);

/** Finds the tags of an HTML text. Never throws; placeholders of template languages are text like any other. */
export function parseHtml(text: string): HtmlForm {
  const tags: { -readonly [K in keyof HtmlTag]: HtmlTag[K] }[] = [];
  const open = new Map<string, (typeof tags)[number][]>([...closed].map((name) => [name, []]));
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at + 4);
      at = end < 0 ? text.length : end + 3;
      continue;
    }
    const name = /^<\/?([A-Za-z][A-Za-z0-9:-]{0,40})/.exec(text.slice(at, at + 43))?.[1]?.toLowerCase();
    if (name === undefined) {
      at++;
      continue;
    }
    if (text[at + 1] === "/") {
      const ended = open.get(name)?.pop();
      if (ended) ended.contentEnd = at;
      at += name.length + 2;
      continue;
    }
    const { attributes, end } = readAttributes(text, at + 1 + name.length);
    const tag = { name, attributes, at: span(at, end), contentEnd: text.length };
    tags.push(tag);
    open.get(name)?.push(tag);
    at = end;
    if (!rawText.has(name)) continue;
    const close = indexOfEndTag(text, name, end);
    tag.contentEnd = close;
    at = close;
  }
  return { clean: true, problems: [], tags };
}

/** The value of an attribute; undefined when the tag has none of that name. */
export function attributeOf(tag: HtmlTag, name: string): HtmlAttribute | undefined {
  return tag.attributes.find((attribute) => attribute.name === name);
}

function readAttributes(text: string, start: number): { attributes: HtmlAttribute[]; end: number } {
  const attributes: HtmlAttribute[] = [];
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === ">") return { attributes, end: at + 1 };
    if (isSpace(character) || character === "/") {
      at++;
      continue;
    }
    const from = at;
    while (at < text.length && !isSpace(text[at] ?? "") && !"=/>".includes(text[at] ?? "")) at++;
    if (at === from) at++;
    const name = text.slice(from, at).toLowerCase();
    const equals = skipSpace(text, at);
    if (text[equals] !== "=") {
      attributes.push({ name, value: "", at: span(from, at) });
      continue;
    }
    const read = readValue(text, skipSpace(text, equals + 1));
    at = read.end;
    attributes.push({ name, value: read.value, at: span(from, at) });
  }
  return { attributes, end: text.length };
}

function readValue(text: string, start: number): { value: string; end: number } {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    const end = close < 0 ? text.length : close;
    return { value: text.slice(start + 1, end), end: Math.min(text.length, end + 1) };
  }
  let end = start;
  while (end < text.length && !isSpace(text[end] ?? "") && text[end] !== ">") end++;
  return { value: text.slice(start, end), end };
}

function indexOfEndTag(text: string, name: string, from: number): number {
  for (let at = text.indexOf("</", from); at >= 0; at = text.indexOf("</", at + 2)) {
    if (text.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text[at] ?? "")) at++;
  return at;
}

function isSpace(character: string): boolean {
  return (
    character === " " || character === "\t" || character === "\n" || character === "\r" || character === "\f"
  );
}
