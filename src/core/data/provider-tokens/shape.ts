/** What the secrets of a provider look like. */
export interface TokenShape {
  /** Our name for it; that of gitleaks where `gitleaks` is set. */
  readonly id: string;
  /** As a sentence goes on: "a GitHub token". */
  readonly what: string;
  /** Texts of three characters or more, one of which every such token holds at the same place. */
  readonly marks: readonly string[];
  /** Where the token begins, counted from the mark. */
  readonly shift: number;
  /** The token from its beginning, as the source of a regular expression: bounded, without nested repetition. */
  readonly pattern: string;
  /** Shannon entropy in bits a character that the token has at least; what is below is a placeholder. */
  readonly entropy: number;
  /** The environment variable in which the tools of the provider look for it. */
  readonly variable: string;
  /** Whether gitleaks has a rule of the same id that decides the same. */
  readonly gitleaks: boolean;
}

interface Options {
  readonly entropy?: number;
  /** Counted from the mark, where the token does not begin with it. */
  readonly shift?: number;
  /** All of the token, where it is more than a mark and what follows. */
  readonly pattern?: string;
}

/**
 * A token that begins with one of `marks` (in one text apart by blanks), followed by `rest`. An id that starts with `~` is our own;
 * the others are those of gitleaks.
 */
export function token(
  id: string,
  what: string,
  variable: string,
  marks: string | readonly string[],
  rest: string,
  { entropy = 3, shift = 0, pattern }: Options = {},
): TokenShape {
  const all = typeof marks === "string" ? marks.split(" ") : marks;
  const starts = all.map((mark) => mark.replace(/[.*+?^$|()[\]{}\\/-]/g, "\\$&"));
  return {
    id: id.replace(/^~/, ""),
    what,
    marks: all,
    shift,
    pattern: pattern ?? `(?:${starts.join("|")})${rest}`,
    entropy,
    variable,
    gitleaks: !id.startsWith("~"),
  };
}

/** A secret that nothing marks but the name of the provider in the name that it is given to. */
export interface NamedShape {
  readonly id: string;
  readonly what: string;
  /** Parts of names, in lower case, three characters or more. */
  readonly names: readonly string[];
  /** The value. */
  readonly pattern: string;
  readonly entropy: number;
  readonly variable: string;
  readonly gitleaks: boolean;
  /** What the rest of the name has to say, where the provider alone does not tell. */
  readonly rest?: RegExp;
}

/** A value of this shape that is given to a name with one of `names` (apart by blanks) in it. */
export function named(
  id: string,
  what: string,
  variable: string,
  names: string,
  pattern: string,
  { entropy = 2, rest }: { readonly entropy?: number; readonly rest?: RegExp } = {},
): NamedShape {
  return {
    id: id.replace(/^~/, ""),
    what,
    names: names.split(" "),
    pattern,
    entropy,
    variable,
    gitleaks: !id.startsWith("~"),
    ...(rest ? { rest } : {}),
  };
}
