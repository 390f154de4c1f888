import { type Span, span } from "../../text/span";

/** What of a text with Ruby in it (`<%= … %>`) is no code: comments of YAML and of ERB as well. */
export function erbDark(text: string): Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(/<%(?!#)=?([^%\n]{1,1000})-?%>/g)) {
    const [whole, code = ""] = match;
    const line = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index);
    if (/^\s*#/.test(line)) continue;
    const start = match.index + whole.indexOf(code);
    found.push(span(from, start));
    from = start + code.length;
  }
  return [...found, span(from, text.length)];
}
