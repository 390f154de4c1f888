import { replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";

/** A place where a merge left two versions behind. */
export interface Conflict {
  /** All of it, marks included; offsets. */
  readonly at: Span;
  readonly ours: Span;
  readonly theirs: Span;
  /** What git calls the two versions. */
  readonly labels: { readonly ours: string; readonly theirs: string };
  /** Line of its first mark, from 0. */
  readonly line: number;
}

/** The conflicts that a text holds, in order; those without all their marks are left out. */
export function conflictsIn(text: string): Conflict[] {
  const conflicts: Conflict[] = [];
  let open:
    | { start: number; line: number; label: string; ours: number; end?: number; theirs?: number }
    | undefined;
  let offset = 0;
  for (const [line, content] of text.split("\n").entries()) {
    const next = offset + content.length + 1;
    const mark = /^(<{7}|\|{7}|={7}|>{7})(?: (.*?))?\r?$/.exec(content);
    if (mark?.[1]?.startsWith("<")) open = { start: offset, line, label: mark[2] ?? "", ours: next };
    else if (open && mark?.[1]?.startsWith("|")) open.end ??= offset;
    else if (open && mark?.[1]?.startsWith("=")) {
      open.end ??= offset;
      open.theirs = next;
    } else if (open?.theirs !== undefined && mark?.[1]?.startsWith(">")) {
      conflicts.push({
        at: span(open.start, Math.min(next, text.length)),
        ours: span(open.ours, open.end ?? open.ours),
        theirs: span(open.theirs, offset),
        labels: { ours: open.label, theirs: mark[2] ?? "" },
        line: open.line,
      });
      open = undefined;
    }
    offset = next;
  }
  return conflicts;
}

/** The edit that puts one version, or both one behind the other, in the place of a conflict. */
export function resolveConflict(
  text: string,
  conflict: Conflict,
  choice: "ours" | "theirs" | "both",
): TextEdit {
  const { ours, theirs } = conflict;
  const parts = choice === "both" ? [ours, theirs] : [choice === "ours" ? ours : theirs];
  return replacement(conflict.at, parts.map(({ start, end }) => text.slice(start, end)).join(""));
}
