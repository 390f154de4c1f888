import { diffLines } from "diff";

/** Replaces lines `start` to `end` (from 0, end excluded) of a text by `text`. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The whole-line edits that turn `before` into `after`: only what differs, so that cursors elsewhere stay put. */
export function lineEdits(before: string, after: string): LineEdit[] {
  const edits: LineEdit[] = [];
  let line = 0;
  let open: { start: number; end: number; text: string } | undefined;
  for (const { added, removed, count, value } of diffLines(before, after)) {
    if (!added && !removed) {
      if (open) edits.push(open);
      open = undefined;
      line += count;
      continue;
    }
    open ??= { start: line, end: line, text: "" };
    if (added) open.text += value;
    else {
      line += count;
      open.end = line;
    }
  }
  if (open) edits.push(open);
  return edits;
}
