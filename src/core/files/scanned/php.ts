import { type Span, span } from "../../text/span";

/** Comments, strings and the end of a stretch of code; what is left open goes on to the end of the text. */
const dark =
  /(?:\/\/|#(?!\[))(?:(?!\?>)[^\n])*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|'[^'\\]*(?:\\[\s\S][^'\\]*)*'?|<<<[ \t]{0,8}["']?([A-Za-z_]\w{0,80})["']?\r?\n|\?>/g;

/** Stretches of code in a Blade template: `{{ … }}`, `{!! … !!}`, `@directive(…)` up to the end of the line. */
const blade =
  /\{\{--(?:[\s\S]*?--\}\}|[\s\S]*)|\{\{([^{}\n]{0,1000})\}\}|\{!!([^{}\n]{0,1000})!!\}|@\w{1,40}[ \t]{0,4}\(([^\n]{0,1000})/g;

/** What of a PHP file is no code: the page around it as well. */
export function phpDark(text: string, isTemplate: boolean): Span[] {
  const found: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const open = /<\?(?:php\b|=)/g;
    open.lastIndex = at;
    const match = open.exec(text);
    const start = match ? match.index + match[0].length : text.length;
    page(text, at, start, isTemplate, found);
    at = match ? code(text, start, found) : text.length;
  }
  return found;
}

/** Goes over the code from `start` on; returns where it ends. */
function code(text: string, start: number, found: Span[]): number {
  const search = new RegExp(dark);
  search.lastIndex = start;
  for (let match = search.exec(text); match; match = search.exec(text)) {
    if (match[0] === "?>") return match.index;
    const end = match[1] === undefined ? search.lastIndex : heredocEnd(text, search.lastIndex, match[1]);
    found.push(span(match.index, end));
    search.lastIndex = end;
  }
  return text.length;
}

/** The text up to the line that starts with `name`. */
function heredocEnd(text: string, from: number, name: string): number {
  const close = new RegExp(`^[ \\t]{0,200}${name}\\b`, "gm");
  close.lastIndex = from;
  const match = close.exec(text);
  return match ? match.index + match[0].length : text.length;
}

function page(text: string, start: number, end: number, isTemplate: boolean, found: Span[]): void {
  let from = start;
  if (isTemplate) {
    const search = new RegExp(blade);
    search.lastIndex = start;
    for (let match = search.exec(text); match && match.index < end; match = search.exec(text)) {
      const inner = match[1] ?? match[2] ?? match[3];
      if (inner === undefined) continue;
      const at = match.index + match[0].indexOf(inner);
      found.push(span(from, at));
      from = Math.min(end, at + inner.length);
    }
  }
  if (from < end) found.push(span(from, end));
}
