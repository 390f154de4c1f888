/** A piece of shell text, by indices into it. */
export interface ShellToken {
  readonly kind: "word" | "operator" | "redirect";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Inner ranges of the `$(…)` and backquotes of a word. */
  readonly substitutions: readonly (readonly [number, number])[];
}

export interface ShellTokens {
  readonly tokens: readonly ShellToken[];
  /** Whether a quote, a `$(` or a `${` is left open. */
  readonly open: boolean;
}

const operators = ["&&", "||", ";;", "|&", ";", "|", "&", "(", ")", "\n"];
const redirects = ["<<<", "<<-", "&>>", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "<", ">"];
const wordEnds = new Set([" ", "\t", "\r", "\n", ";", "|", "&", "(", ")", "<", ">"]);

/** Splits shell text into words and operators; comments, heredoc bodies and blanks fall away. */
export function shellTokens(text: string): ShellTokens {
  const tokens: ShellToken[] = [];
  let open = false;
  let heredocs: string[] = [];
  let at = 0;
  while (at < text.length) {
    const skipped = skipBlanks(text, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const redirect = redirectAt(text, at);
    const operator = redirect === undefined ? operators.find((o) => text.startsWith(o, at)) : undefined;
    if (redirect !== undefined || operator !== undefined) {
      const token = redirect ?? operator ?? "";
      tokens.push(tokenOf(redirect === undefined ? "operator" : "redirect", at, token));
      at += token.length;
      if (token === "\n" && heredocs.length > 0) {
        at = behindBodies(text, at, heredocs);
        heredocs = [];
      }
      continue;
    }
    const word = readWord(text, at);
    const before = tokens.at(-1);
    if (before?.kind === "redirect" && /<<-?$/.test(before.text) && !before.text.endsWith("<<<")) {
      heredocs.push(text.slice(at, word.end).replaceAll(/["'\\]/g, ""));
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
  return { tokens, open };
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

/** Reads one word; quotes and expansions in it hold blanks and operators together. */
function readWord(text: string, start: number): ReadWord {
  const closers: string[] = [];
  const substitutions: [number, number][] = [];
  let depth = 0;
  let innerStart = 0;
  let at = start;
  const enter = (closer: string, length: number) => {
    closers.push(closer);
    at += length;
    if ((closer === ")" || closer === "`") && depth++ === 0) innerStart = at;
  };
  while (at < text.length) {
    const character = text[at] ?? "";
    const closer = closers.at(-1);
    const isProcess = at === start && (character === "<" || character === ">") && text[at + 1] === "(";
    if (closer === undefined && wordEnds.has(character) && !isProcess) break;
    if (closer === "'") {
      if (character === "'") closers.pop();
      at++;
    } else if (character === "\\") at += 2;
    else if (character === closer) {
      closers.pop();
      if ((closer === ")" || closer === "`") && --depth === 0) substitutions.push([innerStart, at]);
      at++;
    } else if (character === "'" && closer !== '"') enter("'", 1);
    else if (character === '"') enter('"', 1);
    else if (character === "`") enter("`", 1);
    else if (character === "$" && text[at + 1] === "(") enter(")", 2);
    else if (character === "$" && text[at + 1] === "{") enter("}", 2);
    else if (closer === ")" && character === "(") enter(")", 1);
    else if (isProcess) enter(")", 2);
    else at++;
  }
  return { end: Math.min(at, text.length), open: closers.length > 0, substitutions };
}

/** Moves behind the bodies of heredocs; a body without its end reaches to the end of the text, as in a shell. */
function behindBodies(text: string, start: number, names: readonly string[]): number {
  let at = start;
  for (const name of names) {
    let found = false;
    while (!found && at < text.length) {
      const newline = text.indexOf("\n", at);
      const end = newline < 0 ? text.length : newline;
      found = text.slice(at, end).trim() === name;
      at = newline < 0 ? end : end + 1;
    }
  }
  return at;
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
    else {
      expands ||= character === "`" || (character === "$" && /[\w{(@*#?!$-]/.test(raw[i + 1] ?? ""));
      text += character;
    }
  }
  return { text, value: expands ? undefined : text };
}
