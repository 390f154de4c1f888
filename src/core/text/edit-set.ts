import { areDisjoint, type TextEdit } from "./edits";

/**
 * Edits of one text that can be applied together, gathered group by group; all of a group or nothing. Edits that
 * only touch are apart, unless both insert at one place: their order would be chance.
 */
export class EditSet {
  /** Sorted by place. Groups mostly come in the order of the text, so that they go to the end. */
  private readonly sorted: TextEdit[] = [];

  get edits(): readonly TextEdit[] {
    return this.sorted;
  }

  /** Whether `group` collides neither with itself nor with what was taken before. */
  fits(group: readonly TextEdit[]): boolean {
    return areDisjoint(group) && group.every((edit) => this.isFree(edit));
  }

  /** Takes `group`, which fits. */
  add(group: readonly TextEdit[]): void {
    for (const edit of group) this.sorted.splice(this.indexAfter(edit), 0, edit);
  }

  private isFree(edit: TextEdit): boolean {
    const { start, end } = edit.span;
    const next = this.indexAfter(edit);
    const before = this.sorted[next - 1]?.span;
    const after = this.sorted[next]?.span;
    const isTwin = before !== undefined && start === end && before.start === start && before.end === end;
    return !isTwin && (before?.end ?? 0) <= start && end <= (after?.start ?? end);
  }

  /** The index behind the last edit that starts, or starts there and ends, no later than `edit`. */
  private indexAfter({ span }: TextEdit): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.sorted[middle]?.span;
      if (other && (other.start - span.start || other.end - span.end) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
