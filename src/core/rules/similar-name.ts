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
    const distance = distanceOf(wanted, other);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Letters to add, drop, change or swap with their neighbour to make `b` of `a`. */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
