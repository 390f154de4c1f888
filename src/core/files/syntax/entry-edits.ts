import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";
import { type Span, span } from "../../text/span";
import { startsLine } from "./style";
import type { RecordValue } from "./value";

/** A name that a fix can use, and the edits that make it known; none where it is known already. */
export interface Available {
  readonly local: string;
  readonly edits: readonly TextEdit[];
}

/** Takes the entry at `index` (from 0) out of a list, with the comma and the blanks that belong to it. */
export function removeEntry(text: string, entries: readonly Span[], index: number): TextEdit[] {
  const entry = entries[index];
  if (!entry) return [];
  const next = entries[index + 1];
  if (next) return [replacement(span(entry.start, next.start), "")];
  const previous = entries[index - 1];
  if (previous) return [replacement(span(previous.end, entry.end), "")];
  const comma = /^\s*,[ \t]*/.exec(text.slice(entry.end, entry.end + 200))?.[0] ?? "";
  return [replacement(span(entry.start, entry.end + comma.length), "")];
}

/** Puts `added` before `next`, on a line of its own where `next` has one. */
export function insertBefore(text: string, next: Span, added: string): TextEdit {
  const separator = startsLine(text, next.start) ? `${eolOf(text)}${indentAt(text, next.start)}` : " ";
  return insertion(next.start, `${added},${separator}`);
}

/** Puts `added` after `last`, on a line of its own where `last` has one. */
export function insertAfter(text: string, last: Span, added: string): TextEdit {
  const separator = startsLine(text, last.start) ? `${eolOf(text)}${indentAt(text, last.start)}` : " ";
  return insertion(last.end, `,${separator}${added}`);
}

/** Puts `added` first into a record, in the layout that the record has. */
export function addEntry(text: string, record: RecordValue, added: string): TextEdit {
  const [first] = record.entries;
  if (first) return insertBefore(text, first.at, added);
  return replacement(record.at, `{ ${added} }`);
}

/** Adds `name` to `names` where the order of the alphabet puts it, at the end where they follow none. */
export function insertName(
  text: string,
  names: readonly { readonly at: Span; readonly local: string }[],
  name: string,
): TextEdit[] {
  const last = names.at(-1);
  if (!last) return [];
  const key = (local: string) => local.toLowerCase();
  const sorted = names.every((entry, i) => i === 0 || key(names[i - 1]?.local ?? "") <= key(entry.local));
  const next = sorted ? names.find((entry) => key(entry.local) > key(name)) : undefined;
  return [next ? insertBefore(text, next.at, name) : insertAfter(text, last.at, name)];
}
