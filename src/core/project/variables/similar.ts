import { distanceBetween } from "../../text/distance";

/** Words that people add to a name or leave out without meaning anything else. */
const weak = new Set("API SERVER APP APPLICATION SERVICE MY THE".split(" "));
/** Words that mean the same at their place in a name. */
const same: Readonly<Record<string, string>> = {
  TOKEN: "KEY",
  URI: "URL",
  PASSWD: "PASSWORD",
  PASS: "PASSWORD",
  PWD: "PASSWORD",
  USERNAME: "USER",
  DATABASE: "DB",
  HOSTNAME: "HOST",
  ENVIRONMENT: "ENV",
};
/** Words that end in S without being many of something, and pairs that are two things. */
const singular = new Set(
  "HTTPS TLS AWS DNS CORS CSS JS SMS OS IOS REDIS POSTGRES MS GPS STATUS ACCESS ADDRESS DAYS HOURS SECONDS MINUTES".split(
    " ",
  ),
);

/**
 * How surely two different names are meant to be one: 3 for the same words in another order or number, 2 for a slip of the
 * keyboard, 1 where only words without a meaning of their own differ, 0 otherwise.
 */
export function similarity(a: string, b: string): 0 | 1 | 2 | 3 {
  if (a === b || a.length > 80 || b.length > 80) return 0;
  const [one, other] = [a.split("_"), b.split("_")];
  if (a.replaceAll("_", "") === b.replaceAll("_", "")) return 3;
  const plain = (words: readonly string[]) => words.map(singularOf).toSorted().join("_");
  if (one.length === other.length && plain(one) === plain(other)) return 3;
  if (isSlip(one, other)) return 2;
  const core = (words: readonly string[]) =>
    words
      .filter((word) => !weak.has(word))
      .map((word) => (Object.hasOwn(same, word) ? (same[word] ?? word) : singularOf(word)));
  const [left, right] = [core(one), core(other)];
  return left.length > 1 && left.join("_") === right.join("_") ? 1 : 0;
}

function singularOf(word: string): string {
  return word.length > 3 && word.endsWith("S") && !word.endsWith("SS") && !singular.has(word)
    ? word.slice(0, -1)
    : word;
}

/** One word differs, by a letter or, in a long one, two. Numbers are meant as they are. */
function isSlip(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const [index = -1, ...more] = a.flatMap((word, i) => (word === b[i] ? [] : [i]));
  const [one = "", other = ""] = [a[index], b[index]];
  if (index < 0 || more.length > 0 || Math.min(one.length, other.length) < 4) return false;
  if (singular.has(one) || singular.has(other) || /\d/.test(one + other)) return false;
  const allowed = Math.min(one.length, other.length) < 7 ? 1 : 2;
  // Names of one word are too short to be sure with two letters.
  return distanceBetween(one, other) <= (a.length === 1 ? 1 : allowed);
}
