import type { TomlTable } from "../../files/toml";

/** The end of the last line of a table, its comment included. */
export function endOfTable({ entries, span }: TomlTable, text: string): number {
  const last = entries.at(-1);
  const from = last ? (last.value?.span.end ?? last.keySpan.end) : span.end;
  const rest = /^[^\r\n]*/.exec(text.slice(from, from + 500))?.[0] ?? "";
  return from + rest.length;
}
