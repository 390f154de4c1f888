/** Longer lines are prose or data; no title is. What follows is left out, which also bounds the work. */
const MAX_INLINE = 2_000;

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  rarr: "→",
  larr: "←",
  check: "✓",
  times: "×",
};
const punctuation = /[!-/:-@[-`{-~]/;
const emphasis = new Set(["*", "_", "~"]);
/** What may begin something other than plain text. */
const marks = new Set([...emphasis, "\\", "`", "<", "&", "!", "["]);

/**
 * The text a reader sees of a piece of inline Markdown: emphasis, links, images, code marks, tags, comments and
 * escapes give way to their content, white space collapses. Marks of a quote at the start of a line are dropped.
 */
export function plainText(markdown: string): string {
  return collapse(visible(withoutLineMarks(markdown.slice(0, MAX_INLINE)), 0));
}

/** White space of any kind and length becomes one blank; none is left at the ends. */
export function collapse(text: string): string {
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, " ") : text).trim();
}

function withoutLineMarks(text: string): string {
  return text.includes("\n") ? text.replace(/\r?\n[ \t>]*/g, "\n") : text;
}

/** `depth` bounds links within links; inner ones stay as they are written beyond it. */
function visible(text: string, depth: number): string {
  if (!/[\\`*_~<&[!]/.test(text)) return text;
  let out = "";
  let at = 0;
  while (at < text.length) {
    let plain = at;
    while (plain < text.length && !marks.has(text[plain] ?? "")) plain++;
    out += text.slice(at, plain);
    if (plain === text.length) break;
    const { shown, end } = readToken(text, plain, depth);
    out += shown;
    at = end;
  }
  return out;
}

interface Token {
  readonly shown: string;
  readonly end: number;
}

function readToken(text: string, at: number, depth: number): Token {
  const char = text[at] ?? "";
  const literal = { shown: char, end: at + 1 };
  switch (char) {
    case "\\":
      return punctuation.test(text[at + 1] ?? "") ? { shown: text[at + 1] ?? "", end: at + 2 } : literal;
    case "`":
      return readCode(text, at);
    case "<":
      return readTag(text, at) ?? literal;
    case "&":
      return readEntity(text, at) ?? literal;
    case "!":
      return text[at + 1] === "[" ? (readLink(text, at + 1, depth) ?? literal) : literal;
    case "[":
      return readLink(text, at, depth) ?? literal;
    default:
      return emphasis.has(char) ? readEmphasis(text, at, char) : literal;
  }
}

/** A code span; unequal runs of backticks stay as they are. */
function readCode(text: string, at: number): Token {
  const length = runLength(text, at, "`");
  let close = text.indexOf("`", at + length);
  while (close !== -1) {
    const closing = runLength(text, close, "`");
    if (closing === length) return { shown: text.slice(at + length, close), end: close + length };
    close = text.indexOf("`", close + closing);
  }
  return { shown: text.slice(at, at + length), end: at + length };
}

/** A comment or a tag shows nothing, `<https://…>` shows its address, any other `<` itself. */
function readTag(text: string, at: number): Token | undefined {
  if (text.startsWith("<!--", at)) {
    const close = text.indexOf("-->", at + 4);
    return close === -1 ? undefined : { shown: "", end: close + 3 };
  }
  const close = text.indexOf(">", at);
  if (close === -1) return undefined;
  const inner = text.slice(at + 1, close);
  if (/^[a-z][a-z\d+.-]*:[^\s<]*$/i.test(inner) || /^[^\s@<]+@[^\s@<]+$/.test(inner))
    return { shown: inner, end: close + 1 };
  return /^\/?(?:a|b|i|u|em|strong|code|kbd|sub|sup|del|ins|mark|span|small|br|img|p|div|s|summary|details)(?:[\s/][^<]*)?$/i.test(
    inner,
  )
    ? { shown: /^br\b/i.test(inner) ? " " : "", end: close + 1 }
    : undefined;
}

function readEntity(text: string, at: number): Token | undefined {
  const match = /^&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i.exec(text.slice(at, at + 12));
  const name = match?.[1];
  if (!match || !name) return undefined;
  const shown = name.startsWith("#") ? fromCodePoint(name) : entities[name];
  return shown === undefined ? undefined : { shown, end: at + match[0].length };
}

function fromCodePoint(name: string): string | undefined {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** `[text](address)`, `[text][label]` and images; brackets that are no link stay. */
function readLink(text: string, at: number, depth: number): Token | undefined {
  const close = depth < 4 ? closingBracket(text, at) : -1;
  if (close === -1) return undefined;
  const open = text[close + 1];
  const ending = open === "(" ? ")" : open === "[" ? "]" : undefined;
  const end = ending === undefined ? -1 : text.indexOf(ending, close + 2);
  if (end === -1) return undefined;
  return { shown: visible(text.slice(at + 1, close), depth + 1), end: end + 1 };
}

/** Brackets that nest are counted; only the next 500 characters are looked at. */
function closingBracket(text: string, at: number): number {
  let open = 0;
  const limit = Math.min(text.length, at + 500);
  for (let i = at; i < limit; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") open++;
    else if (text[i] === "]" && --open === 0) return i;
  }
  return -1;
}

/** A run of `*`, `_` or `~~` that opens or closes emphasis shows nothing; `2 * 3`, `*.pyc`, `snake_case` keep theirs. */
function readEmphasis(text: string, at: number, char: string): Token {
  const end = at + runLength(text, at, char);
  const before = text[at - 1] ?? " ";
  const after = text[end] ?? " ";
  const opens = !/\s/.test(after) && !(char === "_" && isWord(before)) && closesLater(text, end, char);
  const closes = !/\s/.test(before) && !(char === "_" && isWord(after)) && opensBefore(text, at, char);
  const marks = (opens || closes) && !(char === "~" && end - at !== 2);
  return { shown: marks ? "" : text.slice(at, end), end };
}

/** Whether the same mark stands behind a letter further on. */
function closesLater(text: string, from: number, char: string): boolean {
  let at = text.indexOf(char, from);
  while (at !== -1 && /\s/.test(text[at - 1] ?? " ")) at = text.indexOf(char, at + 1);
  return at !== -1;
}

/** Whether the same mark stands before a letter further up. */
function opensBefore(text: string, to: number, char: string): boolean {
  let at = text.lastIndexOf(char, to - 1);
  while (at > 0 && /\s/.test(text[at + 1] ?? " ")) at = text.lastIndexOf(char, at - 1);
  return to > 0 && at !== -1 && !/\s/.test(text[at + 1] ?? " ");
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function runLength(text: string, at: number, char: string): number {
  let end = at;
  while (text[end] === char) end++;
  return end - at;
}
