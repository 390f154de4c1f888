import type { ScriptForm } from "../../files/script/form";
import { insertAfter } from "../../files/syntax/entry-edits";
import { entryNamed, pathOf, type RecordValue, type Value } from "../../files/syntax/value";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { truthOf } from "../node/options";

/** The literal that options are written in: that of a name, the last one that `Object.assign` joins. */
export function literalOf(options: Value, form: ScriptForm): RecordValue | undefined {
  const value = form.resolve(options);
  if (value.kind === "record") return value;
  const last =
    value.kind === "call" && pathOf(value.callee) === "Object.assign" ? value.args.at(-1) : undefined;
  const record = last && form.resolve(last.value);
  return record?.kind === "record" ? record : undefined;
}

/** Adds entries behind those of `record`, in the layout that it has. */
export function appendEntries(text: string, record: RecordValue, added: readonly string[]): TextEdit[] {
  const last = record.entries.at(-1);
  if (added.length === 0) return [];
  if (!last) return [replacement(record.at, `{ ${added.join(", ")} }`)];
  const edits = added.map((entry) => insertAfter(text, last.at, entry));
  return [insertion(last.at.end, edits.map((edit) => edit.text).join(""))];
}

/**
 * Makes each of `wanted` (name and code) an entry of `record`: those that are switched off are replaced, those that
 * are missing are added. Another value stays as it is.
 */
export function setEntries(
  form: ScriptForm,
  record: RecordValue,
  wanted: readonly (readonly [name: string, code: string])[],
): TextEdit[] {
  const missing = wanted.filter(([name]) => !entryNamed(record.entries, name));
  const off = wanted.flatMap(([name, code]) => {
    const entry = entryNamed(record.entries, name);
    const isOff =
      entry && (form.resolve(entry.value).kind === "null" || truthOf(entry.value, form) === false);
    if (!entry || !isOff) return [];
    // `{ secure }` is a name and its value at once.
    const isShort = entry.nameAt?.start === entry.value.at.start;
    return [replacement(entry.value.at, isShort ? `${name}: ${code}` : code)];
  });
  return [
    ...off,
    ...appendEntries(
      form.text,
      record,
      missing.map(([name, code]) => `${name}: ${code}`),
    ),
  ];
}
