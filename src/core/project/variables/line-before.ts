/** Longer lines are generated; the end of what stands before a place shows enough of it. */
const MAX_LINE = 300;

/** The line that holds `offset` up to there; the end of it, where it is long. */
export function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - MAX_LINE), offset);
  return near.slice(near.lastIndexOf("\n") + 1);
}
