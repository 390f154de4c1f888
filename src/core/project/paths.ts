/** The paths of `sorted` (in order of their UTF-16 units) that lie in `folder`; all of them for the empty folder. */
export function pathsIn(sorted: readonly string[], folder: string): readonly string[] {
  if (folder === "") return sorted;
  // "0" is the character after "/": everything between lies in the folder.
  return sorted.slice(firstFrom(sorted, `${folder}/`), firstFrom(sorted, `${folder}0`));
}

/** The keys of a map by path do not change, and every service asks for those of its folder. */
const keys = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

/** The entries of `map`, whose keys are paths in order (as the parts of a fact are), that lie in `folder`. */
export function entriesIn<V>(map: ReadonlyMap<string, V>, folder: string): [string, V][] {
  const sorted = keys.get(map) ?? [...map.keys()];
  keys.set(map, sorted);
  return pathsIn(sorted, folder).map((path) => [path, map.get(path) as V]);
}

/** The index of the first path that is not before `bound`. */
function firstFrom(sorted: readonly string[], bound: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
