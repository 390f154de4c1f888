import { type Span, span } from "../text/span";
import type { Parsed } from "./problem";

/** A header under a path of a `_headers` file. */
export interface HostHeaderLine {
  readonly name: string;
  readonly nameAt: Span;
  /** Without blanks at the ends. */
  readonly value: string;
  readonly valueAt: Span;
  /** From the name to the end of the value. */
  readonly at: Span;
  /** `! Name`: takes away what a rule before it sets. */
  readonly removes: boolean;
}

/** A path and the headers that responses below it get. */
export interface HostHeaderRule {
  readonly path: string;
  readonly pathAt: Span;
  readonly headers: readonly HostHeaderLine[];
}

/** A `_headers` file, as Netlify and Cloudflare Pages read it. All spans are offsets. */
export interface HostHeadersForm extends Parsed {
  readonly rules: readonly HostHeaderRule[];
  readonly comments: readonly Span[];
}

/** Parses a `_headers` file: a path, then its headers indented below it. Never throws. */
export function parseHostHeaders(text: string): HostHeadersForm {
  const rules: { path: string; pathAt: Span; headers: HostHeaderLine[] }[] = [];
  const comments: Span[] = [];
  const problems: { at: Span; message: string }[] = [];
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const at = span(start + line.length - line.trimStart().length, start + line.trimEnd().length);
    const content = line.trim();
    const isIndented = at.start > start;
    if (content.startsWith("#")) comments.push(at);
    else if (content !== "" && !isIndented) rules.push({ path: content, pathAt: at, headers: [] });
    else if (content !== "") {
      const header = headerLine(text, at);
      const rule = rules.at(-1);
      if (header && rule) rule.headers.push(header);
      else problems.push({ at, message: "A header needs a path above it and a colon behind its name" });
    }
    start = end + 1;
  }
  return { clean: problems.length === 0, problems, rules, comments };
}

function headerLine(text: string, at: Span): HostHeaderLine | undefined {
  const content = text.slice(at.start, at.end);
  if (content.startsWith("!")) {
    const name = content.slice(1).trim();
    const nameAt = span(at.end - name.length, at.end);
    return { name, nameAt, value: "", valueAt: span(at.end, at.end), at, removes: true };
  }
  const colon = content.indexOf(":");
  if (colon <= 0) return undefined;
  const name = content.slice(0, colon).trim();
  const value = content.slice(colon + 1).trim();
  return {
    name,
    nameAt: span(at.start, at.start + name.length),
    value,
    valueAt: span(at.end - value.length, at.end),
    at,
    removes: false,
  };
}
