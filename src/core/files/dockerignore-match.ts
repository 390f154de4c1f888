/** One step of a path pattern. */
type Token =
  | { readonly kind: "text"; readonly text: string }
  /** `?`: one character but a slash. */
  | { readonly kind: "one" }
  /** `*`: any characters but slashes. */
  | { readonly kind: "any" }
  /** `**` at the end: anything. */
  | { readonly kind: "rest" }
  /** `**` elsewhere: nothing, or anything up to and with a slash. */
  | { readonly kind: "folders" }
  /** `[a-z]`. */
  | { readonly kind: "set"; readonly isNegated: boolean; readonly ranges: readonly Range[] };

type Range = readonly [from: string, to: string];

export interface PathPattern {
  readonly tokens: readonly Token[];
  /** Whether the builder takes it: brackets are closed, no backslash stands at the end. */
  readonly isValid: boolean;
}

/** Longer patterns are taken by their beginning: no file system has paths to match them. */
const MAX_TOKENS = 1024;

/**
 * Compiles a pattern with the meaning the builder gives it: Go's `filepath.Match` (`*`, `?`, `[a-z]`, backslash) plus
 * `**` for any number of folders. `**.ext` is the one case in which `**` ends inside a name.
 */
export function compilePath(pattern: string): PathPattern {
  const tokens: Token[] = [];
  if (/^\*\*[^/]/.test(pattern) && !/[*?[\]\\]/.test(pattern.slice(2))) tokens.push({ kind: "rest" });
  let isValid = true;
  for (let i = tokens.length > 0 ? 2 : 0; i < pattern.length && tokens.length < MAX_TOKENS; i++) {
    const character = pattern[i] ?? "";
    if (character === "*" && pattern[i + 1] === "*") {
      i += pattern[i + 2] === "/" ? 2 : 1;
      tokens.push({ kind: i + 1 >= pattern.length ? "rest" : "folders" });
    } else if (character === "*") tokens.push({ kind: "any" });
    else if (character === "?") tokens.push({ kind: "one" });
    else if (character === "[") {
      const set = readSet(pattern, i + 1);
      if (!set) return { tokens, isValid: false };
      tokens.push(set.token);
      i = set.end;
    } else if (character === "\\") {
      isValid &&= i + 1 < pattern.length;
      tokens.push({ kind: "text", text: pattern[++i] ?? "\\" });
    } else tokens.push({ kind: "text", text: character });
  }
  return { tokens, isValid };
}

/**
 * Whether the pattern matches all of `path`. Follows every way to match at once: the cost is length of pattern times
 * length of path, whatever the pattern.
 */
export function matchesPath(pattern: PathPattern, path: string): boolean {
  let reached = new Uint8Array(path.length + 1);
  reached[0] = 1;
  for (const token of pattern.tokens) {
    const next = new Uint8Array(path.length + 1);
    if (!advance(token, path, reached, next)) return false;
    reached = next;
  }
  return reached[path.length] === 1;
}

/** Marks the places in `path` that one more token reaches from those in `reached`; says whether there are any. */
function advance(token: Token, path: string, reached: Uint8Array, next: Uint8Array): boolean {
  let seen = reached[0] === 1;
  if (seen && (token.kind === "any" || token.kind === "rest" || token.kind === "folders")) next[0] = 1;
  let alive = next[0] === 1;
  for (let i = 1; i <= path.length; i++) {
    const before = path.charAt(i - 1);
    const here = reached[i] === 1;
    if (isReached(token, before, here, reached[i - 1] === 1, next[i - 1] === 1, seen)) {
      next[i] = 1;
      alive = true;
    }
    seen ||= here;
  }
  return alive;
}

/**
 * Whether a token ends behind the character `before`. `here` and `stepped`: the tokens before it end there or one
 * character earlier; `extended`: it can end one character earlier itself; `seen`: the tokens before it end
 * somewhere earlier.
 */
function isReached(
  token: Token,
  before: string,
  here: boolean,
  stepped: boolean,
  extended: boolean,
  seen: boolean,
): boolean {
  switch (token.kind) {
    case "any":
      return here || (extended && before !== "/");
    case "rest":
      return here || extended;
    case "folders":
      return here || (seen && before === "/");
    case "one":
      return stepped && before !== "/";
    case "text":
      return stepped && before === token.text;
    case "set":
      return stepped && isInSet(token, before);
  }
}

function isInSet(token: Extract<Token, { kind: "set" }>, character: string): boolean {
  return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.isNegated;
}

/** Reads `[…]` from behind its bracket; `end` is at the closing one. */
function readSet(pattern: string, start: number): { token: Token; end: number } | undefined {
  const isNegated = pattern[start] === "^";
  const ranges: Range[] = [];
  let at = isNegated ? start + 1 : start;
  while (at < pattern.length && pattern[at] !== "]") {
    const from = readSetCharacter(pattern, at);
    at += from.length;
    if (pattern[at] === "-" && pattern[at + 1] !== "]" && at + 1 < pattern.length) {
      const to = readSetCharacter(pattern, at + 1);
      at += 1 + to.length;
      ranges.push([from.text, to.text]);
    } else ranges.push([from.text, from.text]);
  }
  if (at >= pattern.length || ranges.length === 0) return undefined;
  return { token: { kind: "set", isNegated, ranges }, end: at };
}

function readSetCharacter(pattern: string, at: number): { text: string; length: number } {
  if (pattern[at] !== "\\") return { text: pattern[at] ?? "", length: 1 };
  return { text: pattern[at + 1] ?? "", length: 2 };
}
