import { distanceBetween } from "../text/distance";

/** More candidates than this are not compared, so that a long file stays fast. */
const MAX_CANDIDATES = 100;
const MAX_LENGTH = 64;

/**
 * The one of `candidates` that `name` looks like a slip of the keyboard of: one letter off in a short name, two in a longer
 * one; upper case counts as lower case. Undefined when there is none. Names that differ in digits only are meant as they are.
 */
export function similarName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 3 || name.length > MAX_LENGTH) return undefined;
  const allowed = name.length < 6 ? 1 : 2;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = allowed + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (compared++ >= MAX_CANDIDATES) break;
    const other = candidate.toLowerCase();
    if (Math.abs(other.length - wanted.length) > allowed || other.length < 3) continue;
    if (other.replaceAll(/\d/g, "") === wanted.replaceAll(/\d/g, "")) continue;
    const distance = distanceBetween(wanted, other);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
