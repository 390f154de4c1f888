import assert from "node:assert/strict";
import fc from "fast-check";
import { type LineEdit, lineEdits } from "../../../src/editor/fixes/line-edits";

/** Applies edits as an editor does: whole lines, from the last to the first. */
function apply(text: string, edits: readonly LineEdit[]): string {
  const lines = text.split(/(?<=\n)/);
  for (const { start, end, text: inserted } of edits.toReversed()) lines.splice(start, end - start, inserted);
  return lines.join("");
}

describe("edits by lines", () => {
  it("touches only the lines that differ", () => {
    const edits = lineEdits("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n");
    assert.deepEqual(edits, [
      { start: 1, end: 2, text: "B\n" },
      { start: 4, end: 4, text: "e\n" },
    ]);
  });

  it("has nothing to do for equal texts", () => assert.deepEqual(lineEdits("a\n", "a\n"), []));

  it("gives the new text, whatever the texts and their line breaks", () => {
    const text = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "", "c d"), fc.constantFrom("\n", "\r\n")))
      .chain((lines) =>
        fc.constantFrom("", "end").map((last) => lines.map(([line, eol]) => line + eol).join("") + last),
      );
    fc.assert(
      fc.property(text, text, (before, after) =>
        assert.equal(apply(before, lineEdits(before, after)), after),
      ),
    );
  });
});
