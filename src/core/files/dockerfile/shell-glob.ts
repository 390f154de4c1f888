/**
 * Patterns of `${x#pattern}` and its kin: `*` for any text, `?` for one character, a backslash before a character
 * that stands for itself. Worked out over all positions at once: the cost is length of value times length of
 * pattern, whatever the pattern.
 */
interface Token {
  readonly kind: "any" | "one" | "text";
  readonly text: string;
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i] ?? "";
    if (character === "*") tokens.push({ kind: "any", text: "" });
    else if (character === "?") tokens.push({ kind: "one", text: "" });
    else if (character === "\\" && i + 1 < pattern.length)
      tokens.push({ kind: "text", text: pattern[++i] ?? "" });
    else tokens.push({ kind: "text", text: character });
  }
  return tokens;
}

/** The lengths of all beginnings of `value` that match `pattern`, ascending. */
export function globPrefixes(value: string, pattern: string): number[] {
  return lengthsMatched([...value], tokensOf(pattern));
}

/** The lengths of all endings of `value` that match `pattern`, ascending. */
export function globSuffixes(value: string, pattern: string): number[] {
  return lengthsMatched([...value].reverse(), tokensOf(pattern).reverse());
}

/** `value` with the first (or every) longest match of `pattern` replaced. */
export function globReplace(value: string, pattern: string, replacement: string, all: boolean): string {
  if (pattern === "") return value;
  if (!/[*?\\]/.test(pattern))
    return all ? value.replaceAll(pattern, () => replacement) : value.replace(pattern, () => replacement);
  let result = "";
  for (let at = 0; at < value.length; ) {
    const length = globPrefixes(value.slice(at), pattern).at(-1) ?? 0;
    if (length === 0) {
      result += value[at++] ?? "";
      continue;
    }
    result += replacement;
    at += length;
    if (!all) return result + value.slice(at);
  }
  return result;
}

function lengthsMatched(characters: readonly string[], tokens: readonly Token[]): number[] {
  let reached: boolean[] = new Array(characters.length + 1).fill(false);
  reached[0] = true;
  for (const token of tokens) {
    const next: boolean[] = new Array(characters.length + 1).fill(false);
    let seen = false;
    for (let i = 0; i <= characters.length; i++) {
      seen ||= reached[i] ?? false;
      if (token.kind === "any") next[i] = seen;
      else if (i > 0 && reached[i - 1]) next[i] = token.kind === "one" || characters[i - 1] === token.text;
    }
    reached = next;
  }
  return reached.flatMap((hit, length) => (hit ? [length] : []));
}
