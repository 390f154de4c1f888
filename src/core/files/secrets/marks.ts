export type Marked<T> = readonly (readonly [mark: string, item: T])[];

/**
 * Finds many fixed texts in one pass: a table over hashes of three characters says where one may begin. Case does not
 * count for the table, so that whoever looks closer may compare in either way.
 */
export class Marks<T> {
  private readonly byHash: (Marked<T> | undefined)[] = new Array(SIZE).fill(undefined);

  /** Each mark has three characters or more. */
  constructor(entries: Iterable<readonly [mark: string, item: T]>) {
    for (const entry of entries) {
      const hash = [0, 1, 2].reduce((sum, at) => next(sum, entry[0].charCodeAt(at)), 0);
      this.byHash[hash] = [...(this.byHash[hash] ?? []), entry];
    }
  }

  /**
   * Tells `visit` every place at which a mark may begin, and the marks of that beginning in the order they were given.
   * Ends when `visit` returns false.
   */
  visit(text: string, visit: (at: number, candidates: Marked<T>) => boolean): void {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      hash = next(hash, text.charCodeAt(i));
      const candidates = this.byHash[hash];
      if (candidates !== undefined && i >= 2 && !visit(i - 2, candidates)) return;
    }
  }
}

/** Three characters of five bits each, which is how far upper and lower case are the same. */
const SIZE = 1 << 15;

function next(hash: number, code: number): number {
  return ((hash << 5) | (code & 31)) & (SIZE - 1);
}
