import { deepEqual, equal, ok } from "node:assert/strict";
import { parseYaml, valueAt } from "../../../../src/core/files/yaml/form";
import { slice } from "../../../../src/core/text/span";

/** The source that `part` of the value under `a` was written as. */
function sourceOf(text: string, part: string): string {
  const value = valueAt(parseYaml(text).root, "a");
  ok(value?.kind === "scalar");
  const from = value.text.indexOf(part);
  ok(from >= 0, `${JSON.stringify(value.text)} has no ${part}`);
  return slice(text, value.spanOf(from, from + part.length));
}

describe("YAML scalar: places inside a value", () => {
  const cases: readonly (readonly [title: string, text: string, part: string, source: string])[] = [
    ["plain", "a: one two three\n", "two", "two"],
    ["single quotes", "a: 'it''s two'\n", "two", "two"],
    ["doubled quote", "a: 'it''s two'\n", "'", "''"],
    ["double quotes with escapes", 'a: "x\\t\\u0041\\x42 two"\n', "two", "two"],
    ["an escape itself", 'a: "x\\u0041y"\n', "A", "\\u0041"],
    ["an escape beyond the first plane", 'a: "\\U0001F680 two"\n', "two", "two"],
    ["an escaped line break", 'a: "one \\\n  two"\n', "two", "two"],
    ["folded plain lines", "a: one\n  two\n\n  three\n", "three", "three"],
    ["folded quoted lines", 'a: "one\n\n\n  two"\n', "two", "two"],
    ["literal block", "a: |\n  one\n    two\n  three\n", "two", "two"],
    ["literal block over lines", "a: |\n  one\n  two\n", "one\ntwo", "one\n  two"],
    ["literal block with CRLF", "a: |\r\n  one\r\n  two\r\n", "two", "two"],
    ["literal block after a blank line", "a: |\n\n  one\n", "one", "one"],
    ["literal block with stated indentation", "a: |2\n    one\n  two\n", "two", "two"],
    ["folded block", "a: >-\n  one\n  two\n\n  three\n", "three", "three"],
    ["folded block with deeper lines", "a: >\n  one\n    two\n  three\n", "three", "three"],
    ["header with comment", "a: | # why\n  one\n", "one", "one"],
  ];
  for (const [title, text, part, source] of cases) {
    it(title, () => equal(sourceOf(text, part), source));
  }

  it("ends where the value ends", () => {
    const value = valueAt(parseYaml("a: 'xy'\n").root, "a");
    ok(value?.kind === "scalar");
    deepEqual(value.spanOf(0, 2), { start: 4, end: 6 });
    deepEqual(value.spanOf(0, 99), { start: 4, end: 7 });
  });
});
