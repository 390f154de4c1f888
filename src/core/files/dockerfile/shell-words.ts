/** A piece of shell text, by indices into it. */
export interface ShellToken {
  readonly kind: "word" | "operator" | "redirect";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Inner ranges of the `$(…)` and backquotes of a word. */
  readonly substitutions: readonly (readonly [number, number])[];
}

/** The lines that a heredoc marker asks for, by indices into the text. */
export interface HeredocBody {
  readonly start: number;
  /** Behind the last line break of the body: where its end mark stands. */
  readonly end: number;
  /** Whether variables in it are expanded: no quote in the marker. */
  readonly expands: boolean;
  /** Whether its end mark was found. */
  readonly closed: boolean;
}

export interface ShellTokens {
  readonly tokens: readonly ShellToken[];
  /** Whether a quote, a `$(` or a `${` is left open. */
  readonly open: boolean;
  /** In the order of their markers. */
  readonly bodies: readonly HeredocBody[];
  /** Inner ranges of the comments, their `#` included. */
  readonly comments: readonly (readonly [number, number])[];
}

/** A marker whose body has not come yet. */
interface Marker {
  readonly name: string;
  /** `<<-`: tabs in front of a line do not count. */
  readonly chomp: boolean;
  readonly expands: boolean;
}

const operators = ["&&", "||", ";;", "|&", ";", "|", "&", "(", ")", "\n"];
const redirects = ["<<<", "<<-", "&>>", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "<", ">"];
const wordEnds = new Set([" ", "\t", "\r", "\n", ";", "|", "&", "(", ")", "<", ">"]);

/** Splits shell text into words and operators; comments, heredoc bodies and blanks fall away. */
export function shellTokens(text: string): ShellTokens {
  const tokens: ShellToken[] = [];
  const bodies: HeredocBody[] = [];
  const comments: [number, number][] = [];
  let open = false;
  let heredocs: Marker[] = [];
  let at = 0;
  while (at < text.length) {
    const skipped = skipBlanks(text, at);
    if (skipped > at) {
      if (text[at] === "#") comments.push([at, skipped]);
      at = skipped;
      continue;
    }
    const arithmetic = endOfArithmetic(text, at);
    if (arithmetic !== undefined) {
      tokens.push({ ...tokenOf("word", at, text.slice(at, arithmetic)), end: arithmetic });
      at = arithmetic;
      continue;
    }
    const redirect = redirectAt(text, at);
    const isOperator = redirect === undefined && wordEnds.has(text[at] ?? "");
    const operator = isOperator ? operators.find((o) => text.startsWith(o, at)) : undefined;
    if (redirect !== undefined || operator !== undefined) {
      const token = redirect ?? operator ?? "";
      tokens.push(tokenOf(redirect === undefined ? "operator" : "redirect", at, token));
      at += token.length;
      if (token === "\n" && heredocs.length > 0) {
        for (const marker of heredocs) {
          const { body, next } = readBody(text, at, marker);
          bodies.push(body);
          at = next;
        }
        heredocs = [];
      }
      continue;
    }
    const word = readWord(text, at);
    const before = tokens.at(-1);
    if (before?.kind === "redirect" && /<<-?$/.test(before.text) && !before.text.endsWith("<<<")) {
      heredocs.push(markerOf(text.slice(at, word.end), before.text.endsWith("-")));
    }
    tokens.push({
      kind: "word",
      start: at,
      end: word.end,
      text: text.slice(at, word.end),
      substitutions: word.substitutions,
    });
    open ||= word.open;
    at = word.end;
  }
  return { tokens, open, bodies, comments };
}

/** Longer conditions are nobody's; what looks like one is two subshells. */
const MAX_ARITHMETIC = 300;

/** The end of `((…))` that begins at `start`; undefined when something else does. */
function endOfArithmetic(text: string, start: number): number | undefined {
  if (!text.startsWith("((", start) || text[start - 1] === "(") return undefined;
  let depth = 0;
  const limit = Math.min(text.length, start + MAX_ARITHMETIC);
  for (let at = start; at < limit; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return text[at - 1] === ")" ? at + 1 : undefined;
  }
  return undefined;
}

function markerOf(word: string, chomp: boolean): Marker {
  const name = word.replaceAll(/["'\\]/g, "");
  return { name, chomp, expands: name === word };
}

function tokenOf(kind: ShellToken["kind"], start: number, text: string): ShellToken {
  return { kind, start, end: start + text.length, text, substitutions: [] };
}

/** Moves over blanks, continued line ends and a comment. */
function skipBlanks(text: string, start: number): number {
  const character = text[start];
  if (character === " " || character === "\t" || character === "\r") return start + 1;
  if (character === "\\" && text[start + 1] === "\n") return start + 2;
  if (character === "\\" && text[start + 1] === "\r" && text[start + 2] === "\n") return start + 3;
  if (character !== "#") return start;
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** `2>&1`, `>>`: with the digits before. `<(` and `>(` are words. */
function redirectAt(text: string, start: number): string | undefined {
  let at = start;
  while (at - start < 3 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  if (!/[<>&]/.test(text[at] ?? "")) return undefined;
  const mark = redirects.find((r) => text.startsWith(r, at));
  if (mark === undefined || (at > start && mark.startsWith("&"))) return undefined;
  if ((mark === "<" || mark === ">") && text[at + 1] === "(") return undefined;
  return text.slice(start, at + mark.length);
}

interface ReadWord {
  readonly end: number;
  readonly open: boolean;
  readonly substitutions: readonly (readonly [number, number])[];
}

/** How `$'…'` is closed; a backslash escapes in it. */
const ANSI_QUOTE = "$'";

/** Reads one word; quotes and expansions in it hold blanks and operators together. */
function readWord(text: string, start: number): ReadWord {
  const closers: string[] = [];
  const substitutions: [number, number][] = [];
  let depth = 0;
  let innerStart = 0;
  let quotes = 0;
  /** How many closers there were where `$((` began. */
  let arithmetic = Number.POSITIVE_INFINITY;
  let heredocs: Marker[] = [];
  let at = start;
  const enter = (closer: string, length: number) => {
    closers.push(closer);
    if (closer === '"') quotes++;
    at += length;
    if ((closer === ")" || closer === "`") && depth++ === 0) innerStart = at;
  };
  const leave = (closer: string) => {
    closers.pop();
    if (closer === '"') quotes--;
    if (closers.length < arithmetic) arithmetic = Number.POSITIVE_INFINITY;
    // What stands in `$((…))` is no command.
    const isSum = text[innerStart] === "(" && text[at - 1] === ")" && text[innerStart - 2] === "$";
    if ((closer === ")" || closer === "`") && --depth === 0 && !isSum) substitutions.push([innerStart, at]);
    at++;
  };
  while (at < text.length) {
    const character = text[at] ?? "";
    const closer = closers.at(-1);
    const isProcess = at === start && (character === "<" || character === ">") && text[at + 1] === "(";
    if (closer === undefined && wordEnds.has(character) && !isProcess) break;
    if (closer === "'" || closer === ANSI_QUOTE) {
      if (character === "'") closers.pop();
      at += character === "\\" && closer === ANSI_QUOTE ? 2 : 1;
    } else if (character === "\\") at += 2;
    else if (character === closer) leave(closer);
    // A single quote in `"${…}"` is one like any other letter.
    else if (character === "'" && closer !== '"' && !(closer === "}" && quotes > 0)) enter("'", 1);
    else if (character === "$" && text[at + 1] === "'" && closer !== '"') enter(ANSI_QUOTE, 2);
    else if (character === '"') enter('"', 1);
    else if (character === "`") enter("`", 1);
    else if (character === "$" && text[at + 1] === "(") {
      if (text[at + 2] === "(") arithmetic = Math.min(arithmetic, closers.length + 1);
      enter(")", 2);
    } else if (character === "$" && text[at + 1] === "{") enter("}", 2);
    else if (closer === ")" && character === "(") enter(")", 1);
    else if (isProcess) enter(")", 2);
    else if (closer === ")" && closers.length < arithmetic) {
      const marker = character === "<" ? heredocAt(text, at) : undefined;
      if (marker) heredocs.push(marker);
      if (character === "#" && /\s/.test(text[at - 1] ?? "")) at = endOfLine(text, at);
      else at++;
      if (character === "\n" && heredocs.length > 0) {
        for (const pending of heredocs) at = readBody(text, at, pending).next;
        heredocs = [];
      }
    } else at++;
  }
  return { end: Math.min(at, text.length), open: closers.length > 0, substitutions };
}

const heredoc = /<<(-?)[ \t]*((?:"[\w.-]{1,60}"|'[\w.-]{1,60}'|\\?[A-Za-z_][\w.-]{0,60}))/y;

/** The heredoc marker that begins at `at`; `<<<` is none. */
function heredocAt(text: string, at: number): Marker | undefined {
  if (!text.startsWith("<<", at) || text[at + 2] === "<" || text[at - 1] === "<") return undefined;
  heredoc.lastIndex = at;
  const match = heredoc.exec(text);
  return match ? markerOf(match[2] ?? "", match[1] === "-") : undefined;
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline < 0 ? text.length : newline;
}

/**
 * The body of a heredoc whose first line begins at `start`, and where the text goes on behind its end mark. A body without its end
 * reaches to the end of the text, as in a shell.
 */
function readBody(
  text: string,
  start: number,
  { name, chomp, expands }: Marker,
): { readonly body: HeredocBody; readonly next: number } {
  for (let at = start; at < text.length; ) {
    const newline = endOfLine(text, at);
    const end = text[newline - 1] === "\r" && newline > at ? newline - 1 : newline;
    const line = text.slice(at, end);
    const next = Math.min(newline + 1, text.length);
    if ((chomp ? line.replace(/^\t+/, "") : line) === name)
      return { body: { start, end: at, expands, closed: true }, next };
    at = newline < text.length ? next : text.length;
  }
  return { body: { start, end: text.length, expands, closed: false }, next: text.length };
}

/** A word without quotes and escapes. `value` is undefined when a variable or a command decides on it. */
export function unquoteShell(raw: string): { text: string; value: string | undefined } {
  let text = "";
  let quote = "";
  let expands = false;
  for (let i = 0; i < raw.length; i++) {
    const character = raw[i] ?? "";
    if (quote === "'") {
      if (character === "'") quote = "";
      else text += character;
    } else if (character === "\\") {
      const next = raw[i + 1] ?? "";
      if (quote === '"' && !/["$`\\\n]/.test(next)) text += character;
      if (next !== "\n") text += next;
      i++;
    } else if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (quote === "" && character === "$" && /["']/.test(raw[i + 1] ?? "")) {
      // `$'…'` and `$"…"`: the dollar belongs to the quote.
    } else {
      expands ||= character === "`" || (character === "$" && /[\w{(@*#?!$-]/.test(raw[i + 1] ?? ""));
      text += character;
    }
  }
  return { text, value: expands ? undefined : text };
}
