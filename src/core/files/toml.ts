import type { Span } from "../text/span";
import type { Parsed } from "./problem";
import { TomlReader } from "./toml-reader";

export type TomlValue =
  /** `span` covers the quotes, `contentSpan` does not. */
  | { readonly kind: "string"; readonly text: string; readonly span: Span; readonly contentSpan: Span }
  | { readonly kind: "array"; readonly items: readonly TomlValue[]; readonly span: Span }
  /** `{ key = value }`. */
  | { readonly kind: "table"; readonly entries: readonly TomlEntry[]; readonly span: Span }
  /** A number, a boolean, a date: `text` as written. */
  | { readonly kind: "scalar"; readonly text: string; readonly span: Span };

export interface TomlEntry {
  /** The key as its parts: `["tool", "poetry"]` for `tool.poetry`; without the table it stands in. */
  readonly key: readonly string[];
  readonly keySpan: Span;
  readonly value: TomlValue | undefined;
}

export interface TomlTable {
  /** `["tool", "poetry", "dependencies"]`; empty for what stands above the first header. */
  readonly path: readonly string[];
  /** `[[path]]`. */
  readonly isArray: boolean;
  /** The header with its brackets; empty at the start of the file for the first table. */
  readonly span: Span;
  readonly entries: readonly TomlEntry[];
}

export interface TomlForm extends Parsed {
  readonly tables: readonly TomlTable[];
}

/** Reads as much of a TOML file as makes sense; the rest is in `problems`. Never throws. */
export function parseToml(text: string): TomlForm {
  const { tables, problems } = new TomlReader(text).read();
  return { clean: problems.length === 0, problems, tables };
}

/** The value at a path such as `project.dependencies`, however the file divides it into tables and dotted keys. */
export function tomlValue(form: TomlForm, ...path: string[]): TomlValue | undefined {
  for (const table of form.tables) {
    if (table.path.length >= path.length || !startsWith(path, table.path)) continue;
    const value = valueIn(table.entries, path.slice(table.path.length));
    if (value) return value;
  }
  return undefined;
}

/** The entries of all tables at or directly named by `path`: those of `[a.b]` and of `b = { … }` in `[a]`. */
export function tomlEntries(form: TomlForm, ...path: string[]): readonly TomlEntry[] {
  const entries: TomlEntry[] = [];
  for (const table of form.tables) {
    if (table.path.length === path.length && startsWith(path, table.path)) entries.push(...table.entries);
    if (table.path.length >= path.length || !startsWith(path, table.path)) continue;
    const rest = path.slice(table.path.length);
    for (const entry of table.entries) {
      if (entry.key.length > rest.length && startsWith(entry.key, rest)) {
        entries.push({ ...entry, key: entry.key.slice(rest.length) });
      }
    }
    const value = valueIn(table.entries, rest);
    if (value?.kind === "table") entries.push(...value.entries);
  }
  return entries;
}

/** The strings of an array, each with its value. */
export function tomlStrings(value: TomlValue | undefined): Extract<TomlValue, { kind: "string" }>[] {
  return value?.kind === "array" ? value.items.filter((item) => item.kind === "string") : [];
}

function valueIn(entries: readonly TomlEntry[], path: readonly string[]): TomlValue | undefined {
  for (const { key, value } of entries) {
    if (!startsWith(path, key)) continue;
    if (key.length === path.length) return value;
    const inner = value?.kind === "table" ? valueIn(value.entries, path.slice(key.length)) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((part, i) => path[i] === part);
}
