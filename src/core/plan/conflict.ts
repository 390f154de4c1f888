import type { LineIndex } from "../text/lines";
import type { PlanProblem } from "./model";

/** One problem for each place where a merge left its `<<<<<<<` behind. */
export function conflictProblems(text: string, lines: LineIndex): PlanProblem[] {
  if (!isConflicted(text)) return [];
  const problems: PlanProblem[] = [];
  for (let line = 0; line < lines.lineCount; line++) {
    const at = lines.lineSpan(line);
    if (!isMark(text, at.start, "<")) continue;
    problems.push({
      kind: "conflict",
      message: "Two versions of this plan were merged here: choose one.",
      at,
      line,
    });
  }
  return problems;
}

/**
 * `text` with the first version of every conflict: marks and the other versions are blanked, so that offsets stay
 * the same and what the versions share can still be read.
 */
export function withoutConflicts(text: string): string {
  if (!isConflicted(text)) return text;
  let out = "";
  let side: "none" | "first" | "other" = "none";
  for (const line of text.split(/(?<=\n)/)) {
    const opens = isMark(line, 0, "<");
    const closes = side !== "none" && isMark(line, 0, ">");
    if (opens) side = "first";
    else if (side === "first" && (isMark(line, 0, "=") || isMark(line, 0, "|"))) side = "other";
    out += side === "other" || opens || closes ? line.replace(/[^\r\n]/g, " ") : line;
    if (closes) side = "none";
  }
  return out;
}

/** Whether `text` holds all three marks of a conflict. */
function isConflicted(text: string): boolean {
  return /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text);
}

function isMark(text: string, at: number, char: string): boolean {
  if (!text.startsWith(char.repeat(7), at)) return false;
  const next = text[at + 7];
  return next === undefined || next === " " || next === "\r" || next === "\n";
}
