/** A half-open range of UTF-16 offsets into one text: `start` included, `end` excluded, both from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span from `start` to `end` (offsets from 0). */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** Whether the two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The text that `at` covers. */
export function slice(text: string, at: Span): string {
  return text.slice(at.start, at.end);
}
