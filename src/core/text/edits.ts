import type { Span } from "./span";

/** Replaces the text of `span` (offsets in the unedited text) by `text`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Thrown by `applyEdits` when two edits touch the same characters. */
export class OverlappingEditsError extends Error {
  constructor(
    readonly first: TextEdit,
    readonly second: TextEdit,
  ) {
    super(`edits overlap at offset ${second.span.start}`);
    this.name = "OverlappingEditsError";
  }
}

/** Inserts `text` at `offset`. */
export function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

/** Replaces what `span` covers by `text`. */
export function replacement(span: Span, text: string): TextEdit {
  return { span, text };
}

/**
 * Applies edits whose offsets all refer to the unedited `text`. Insertions at one offset keep the order in
 * which they were given, as VS Code keeps it. Throws `OverlappingEditsError` when two edits overlap and
 * `RangeError` when one lies outside the text; nothing is applied then.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = sortEdits(edits);
  let result = "";
  let at = 0;
  let previous: TextEdit | undefined;
  for (const edit of ordered) {
    const { start, end } = edit.span;
    if (start < 0 || end < start || end > text.length) {
      throw new RangeError(`edit ${start}..${end} lies outside a text of ${text.length} characters`);
    }
    if (previous && start < at) throw new OverlappingEditsError(previous, edit);
    result += text.slice(at, start) + edit.text;
    at = end;
    previous = edit;
  }
  return result + text.slice(at);
}

/** Whether no two edits touch the same characters. */
export function areDisjoint(edits: readonly TextEdit[]): boolean {
  const ordered = sortEdits(edits);
  return ordered.every((edit, i) => i === 0 || (ordered[i - 1]?.span.end ?? 0) <= edit.span.start);
}

function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return edits
    .map((edit, order) => ({ edit, order }))
    .sort(
      (a, b) =>
        a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.order - b.order,
    )
    .map(({ edit }) => edit);
}
