import type { Span } from "../../text/span";

/** Finds what is around an offset among pieces of a text that are nested in each other, never overlapping. */
export class Nesting<T extends { readonly at: Span }> {
  private readonly parents: number[] = [];

  /** `pieces` in the order of the text, outer ones before inner ones. */
  constructor(private readonly pieces: readonly T[]) {
    const open: number[] = [];
    for (const [i, { at }] of pieces.entries()) {
      while (open.length > 0 && this.endOf(open.at(-1)) <= at.start) open.pop();
      this.parents.push(open.at(-1) ?? -1);
      open.push(i);
    }
  }

  /** The pieces around `offset`, the innermost first. */
  around(offset: number): T[] {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle]?.at.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found: T[] = [];
    for (let i = low - 1; i >= 0; i = this.parents[i] ?? -1) {
      const piece = this.pieces[i];
      if (piece && offset < piece.at.end) found.push(piece);
    }
    return found;
  }

  private endOf(index: number | undefined): number {
    return this.pieces[index ?? -1]?.at.end ?? 0;
  }
}
