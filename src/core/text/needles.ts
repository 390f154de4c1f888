/**
 * Finds which of many words occur in a text, in one pass over it: the automaton of Aho and Corasick (CACM 18(6), 1975),
 * with all transitions worked out beforehand. Letters of ASCII count as the same in both cases; words are of ASCII.
 */
export class Needles {
  /** The column of a character in a row of `next`; 0 for all that stand in no word. */
  private readonly columns = new Uint8Array(128);
  /** Where the row of the next state begins, by row and column; negative where words end in that state. */
  private readonly next: Int32Array;
  /** The words that end in a state, by the beginning of its row. */
  private readonly ends = new Map<number, readonly number[]>();
  private readonly count: number;

  constructor(words: readonly string[]) {
    this.count = words.length;
    const folded = words.map((word) => word.toLowerCase());
    let width = 1;
    for (const char of new Set(folded.join(""))) {
      const code = char.charCodeAt(0);
      if (code > 127) throw new Error(`a word to look for holds ${char}, which is not ASCII`);
      this.columns[code] = width;
      this.columns[char.toUpperCase().charCodeAt(0)] = width++;
    }
    const tree: Int32Array[] = [new Int32Array(width)];
    const ends: number[][] = [[]];
    for (const [index, word] of folded.entries()) {
      let state = 0;
      for (let i = 0; i < word.length; i++) {
        const row = tree[state] as Int32Array;
        const column = this.columns[word.charCodeAt(i)] as number;
        if (row[column] === 0) {
          row[column] = tree.push(new Int32Array(width)) - 1;
          ends.push([]);
        }
        state = row[column] as number;
      }
      ends[state]?.push(index);
    }
    complete(tree, ends);
    this.next = new Int32Array(tree.length * width);
    for (const [state, row] of tree.entries()) {
      const list = ends[state] ?? [];
      if (list.length > 0) this.ends.set(state * width, list);
      for (let column = 0; column < width; column++) {
        const follower = row[column] as number;
        const isEnd = (ends[follower] ?? []).length > 0;
        this.next[state * width + column] = isEnd ? -follower * width : follower * width;
      }
    }
  }

  /** The places in the list of the words that `text` holds, each once. */
  in(text: string): number[] {
    const { columns, next } = this;
    const found: number[] = [];
    const isFound = new Uint8Array(this.count);
    let row = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      row = code < 128 ? (next[row + (columns[code] as number)] as number) : 0;
      if (row >= 0) continue;
      row = -row;
      for (const word of this.ends.get(row) ?? []) {
        if (isFound[word] === 1) continue;
        isFound[word] = 1;
        found.push(word);
      }
    }
    return found;
  }
}

/** Fills the missing transitions: where a word breaks off, the longest beginning of another one goes on. */
function complete(tree: readonly Int32Array[], ends: readonly number[][]): void {
  const failure = new Int32Array(tree.length);
  const queue = (tree[0] as Int32Array).filter((state) => state !== 0);
  const waiting = [...queue];
  for (let i = 0; i < waiting.length; i++) {
    const state = waiting[i] as number;
    const row = tree[state] as Int32Array;
    const other = failure[state] as number;
    ends[state]?.push(...(ends[other] ?? []));
    for (let column = 1; column < row.length; column++) {
      const follower = (tree[other] as Int32Array)[column] as number;
      const own = row[column] as number;
      if (own === 0) row[column] = follower;
      else {
        failure[own] = follower;
        waiting.push(own);
      }
    }
  }
}
