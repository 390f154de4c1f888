/**
 * Where the Lua code that starts at `from` ends: the offset of the `}` that closes the block around it, or
 * undefined when the text ends first. Braces inside Lua strings, long brackets and comments do not count.
 */
export function endOfLua(text: string, from: number): number | undefined {
  let depth = 0;
  let i = from;
  while (i < text.length) {
    const next = endOfLuaLiteral(text, i);
    if (next !== i) {
      i = next;
      continue;
    }
    if (text[i] === "{") depth++;
    if (text[i] === "}" && depth-- === 0) return i;
    i++;
  }
  return undefined;
}

/** The offset behind the string, long bracket or comment that starts at `i`; `i` itself when none does. */
function endOfLuaLiteral(text: string, i: number): number {
  const character = text[i];
  if (character === '"' || character === "'") return endOfLuaString(text, i, character);
  if (character === "[") return endOfLongBracket(text, i) ?? i;
  if (character !== "-" || text[i + 1] !== "-") return i;
  return endOfLongBracket(text, i + 2) ?? endOfLine(text, i);
}

/** A Lua string ends at its quote; one that is left open ends with its line. */
function endOfLuaString(text: string, start: number, quote: string): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) return i + 1;
    else if (text[i] === "\n") return i;
  }
  return text.length;
}

/** `[[…]]`, `[=[…]=]` and so on; undefined when no long bracket opens at `start`. */
function endOfLongBracket(text: string, start: number): number | undefined {
  if (text[start] !== "[") return undefined;
  let i = start + 1;
  while (text[i] === "=") i++;
  if (text[i] !== "[") return undefined;
  const closer = `]${"=".repeat(i - start - 1)}]`;
  const end = text.indexOf(closer, i + 1);
  return end < 0 ? text.length : end + closer.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
