/** What makes a cipher suite weak, by the word that OpenSSL has for it, and what to call it. */
const families: readonly { readonly label: string; readonly words: readonly string[] }[] = [
  { label: "RC4", words: ["RC4"] },
  { label: "3DES", words: ["3DES", "CBC3"] },
  { label: "DES", words: ["DES"] },
  { label: "MD5", words: ["MD5"] },
  { label: "no encryption", words: ["NULL", "ENULL", "COMPLEMENTOFALL"] },
  { label: "export grade", words: ["EXPORT", "EXPORT40", "EXPORT56", "EXP", "EXP1024"] },
  { label: "no authentication", words: ["ADH", "AECDH", "ANULL", "ANON"] },
  { label: "low strength", words: ["LOW"] },
];

/** What the words that stand for whole sets bring in, with the OpenSSL that old systems have. */
const sets: Readonly<Record<string, readonly string[]>> = {
  ALL: ["RC4", "3DES", "MD5", "no authentication"],
  DEFAULT: ["RC4", "3DES", "MD5"],
};

/** Other ways to take the members of a family out of a list. */
const removers: Readonly<Record<string, readonly string[]>> = {
  RC4: ["RC4", "MEDIUM"],
  "3DES": ["3DES"],
  DES: ["DES", "LOW"],
  MD5: ["MD5"],
  "no encryption": ["NULL", "ENULL"],
  "export grade": ["EXPORT", "EXP", "EXPORT40", "EXPORT56"],
  "no authentication": ["ANULL", "ADH"],
  "low strength": ["LOW"],
};

/** One entry of a list of ciphers that lets weak suites in. */
export interface WeakCipher {
  /** As written. */
  readonly token: string;
  /** What is wrong with the suites: `RC4`, `no authentication`. */
  readonly reasons: readonly string[];
  /** Offset of the token in the list. */
  readonly start: number;
}

/** The entries of an OpenSSL cipher list that enable weak suites which nothing in the list takes out again. */
export function weakCiphers(list: string): readonly WeakCipher[] {
  const tokens = [...list.matchAll(/[^:,\s;]+/g)].map(({ 0: token, index }) => ({ token, start: index }));
  const removed = new Set(tokens.flatMap(({ token }) => /^!([\w-]+)$/.exec(token)?.[1]?.toUpperCase() ?? []));
  const isGone = (label: string) => removers[label]?.some((word) => removed.has(word)) ?? false;
  return tokens.flatMap(({ token, start }) => {
    // `!` and `-` take suites out, `+` only moves those that are in, `@` sorts.
    if (/^[!\-+@]/.test(token) || removed.has(token.toUpperCase())) return [];
    const reasons = reasonsFor(token).filter((label) => !isGone(label));
    return reasons.length > 0 ? [{ token, reasons, start }] : [];
  });
}

function reasonsFor(token: string): readonly string[] {
  const name = token.toUpperCase();
  const set = Object.hasOwn(sets, name) ? sets[name] : undefined;
  if (set) return set;
  // `EECDH+RC4` and `ECDHE-RSA-RC4-SHA` name the parts of a suite.
  const words = name.split(/[+\-_]/);
  const is3des = words.includes("CBC3") || words.includes("3DES");
  return families.flatMap(({ label, words: marks }) => {
    if (label === "DES" && is3des) return [];
    return marks.some((mark) => words.includes(mark)) ? [label] : [];
  });
}
