import { type Span, span } from "../../text/span";

/** What may begin something that is no code: a comment, a string, a heredoc, what stands behind the program. */
const mark =
  /^=begin\b|^__END__\r?$|["'`#]|<<[~-]["'`]?([A-Za-z_]\w{0,80})["'`]?|<<["'`]?([A-Z]{2}\w{0,80})["'`]?|\n/gm;
/** A string in quotes ends on its line; what does not is a quote within something else. */
const MAX_STRING = 2_000;
/** Code in strings in code in strings: nobody goes further. */
const MAX_DEPTH = 6;

interface Heredoc {
  readonly name: string;
  readonly isPlain: boolean;
}

/** What of a Ruby file is no code. What a string puts in (`#{…}`) is code. */
export function rubyDark(text: string): Span[] {
  const found: Span[] = [];
  let waiting: Heredoc[] = [];
  const search = new RegExp(mark);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const [token, dashed, plain] = match;
    const at = match.index;
    const heredoc = dashed ?? plain;
    if (heredoc !== undefined) waiting.push({ name: heredoc, isPlain: token.includes("'") });
    else if (token === "\n") {
      for (const one of waiting) search.lastIndex = body(text, search.lastIndex, one, found);
      waiting = [];
    } else if (token === "#") search.lastIndex = dim(found, at, lineEnd(text, at));
    else if (token === "=begin") search.lastIndex = dim(found, at, blockEnd(text, at));
    else if (token.startsWith("__END__")) search.lastIndex = dim(found, at, text.length);
    else search.lastIndex = string(text, at, found, 0) ?? at + 1;
  }
  return found;
}

function dim(found: Span[], start: number, end: number): number {
  if (start < end) found.push(span(start, end));
  return end;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function blockEnd(text: string, at: number): number {
  const end = /^=end\b/gm;
  end.lastIndex = at;
  const match = end.exec(text);
  return match ? lineEnd(text, match.index) : text.length;
}

/** Notes a string that starts at `at`; returns where it ends, undefined where it does not on its line. */
function string(text: string, at: number, found: Span[], depth: number): number | undefined {
  const quote = text[at];
  const dark: Span[] = [];
  const limit = Math.min(text.length, at + MAX_STRING);
  let from = at;
  for (let here = at + 1; here < limit; here++) {
    const character = text[here];
    if (character === "\n") return undefined;
    if (character === "\\") here++;
    else if (character === quote) {
      dim(dark, from, here + 1);
      found.push(...dark);
      return here + 1;
    } else if (character === "#" && text[here + 1] === "{" && quote !== "'") {
      dim(dark, from, here + 2);
      here = inserted(text, here + 2, limit, dark, depth);
      from = here;
    }
  }
  return undefined;
}

/** Goes over the code in `#{…}` from `at` on; returns the place of its closing brace. */
function inserted(text: string, at: number, limit: number, found: Span[], depth: number): number {
  let open = 1;
  for (let here = at; here < limit; here++) {
    const character = text[here];
    if (character === "\n") return here - 1;
    if (character === "{") open++;
    else if (character === "}" && --open === 0) return here;
    else if (/["'`]/.test(character ?? "") && depth < MAX_DEPTH) {
      const end = string(text, here, found, depth + 1);
      if (end !== undefined) here = end - 1;
    }
  }
  return limit;
}

/** Notes the lines of a heredoc; returns where the line of its name ends. */
function body(text: string, start: number, { name, isPlain }: Heredoc, found: Span[]): number {
  const close = new RegExp(`^[ \\t]{0,200}${name}\\r?$`, "gm");
  close.lastIndex = start;
  const match = close.exec(text);
  // Without its end it was no heredoc, but a shift.
  if (!match) return start;
  const end = match.index + match[0].length;
  let from = start;
  if (!isPlain) {
    for (let at = text.indexOf("#{", start); at >= 0 && at < match.index; at = text.indexOf("#{", from)) {
      dim(found, from, at + 2);
      from = Math.max(at + 2, inserted(text, at + 2, Math.min(match.index, at + MAX_STRING), found, 0));
    }
  }
  return dim(found, from, end);
}
