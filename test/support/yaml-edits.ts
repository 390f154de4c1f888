import { ok } from "node:assert/strict";
import { setScalar, type YamlEdits } from "../../src/core/files/yaml/edits";
import { parseYaml, valueAt, type YamlForm, type YamlScalar } from "../../src/core/files/yaml/form";
import { applyEdits } from "../../src/core/text/edits";

export type Path = readonly (string | number)[];

/** The text after an edit of the value at `path`; undefined when the edit declines. */
export function edited(
  text: string,
  path: Path,
  edit: (form: YamlForm, value: never) => YamlEdits,
): string | undefined {
  const form = parseYaml(text);
  const value = valueAt(form.root, ...path);
  ok(value, `nothing at ${path.join(".")}`);
  const edits = edit(form, value as never);
  return edits && applyEdits(text, edits);
}
/** The text with the scalar at `path` set to `value`. */
export const set = (text: string, path: Path, value: string | number | boolean | null) =>
  edited(text, path, (form, scalar: YamlScalar) => setScalar(form, scalar, value));
