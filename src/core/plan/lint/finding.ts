import type { Fix, Severity } from "../../rules/rule";
import { replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";

/**
 * Something in the text of a plan that will not work out. The rule's id starts with `plan/`, or is that of a rule which
 * says the same of files.
 */
export interface PlanFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** The token it is about: offsets in the plan's text. */
  readonly at: Span;
  readonly message: string;
  /** All of them change the plan's text only, and only when picked. */
  readonly fixes: readonly Fix[];
}

/** A fix of a plan: a person looks at it first. */
export function reviewFix(title: string, edits: readonly TextEdit[]): Fix {
  return { title, kind: "review", edits };
}

/** The fix that writes `text` in place of what stands at `at`. */
export function replaceBy(at: Span, text: string): Fix {
  return reviewFix(`Write \`${text}\``, [replacement(at, text)]);
}

/** The span of `length` characters of a line, from its character `from` on. */
export function spanIn(line: { readonly start: number }, from: number, length: number): Span {
  return span(line.start + from, line.start + from + length);
}

/** All places of a global `pattern`. Most lines have none, and are done with before an iterator is made. */
export function matchesIn(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  return text.search(pattern) < 0 ? [] : text.matchAll(pattern);
}

/** `2 more places`, `1 more place`; empty for none. */
export function morePlaces(count: number): string {
  if (count < 1) return "";
  return count === 1 ? "1 more place" : `${count} more places`;
}
