import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyEdits,
  areDisjoint,
  insertion,
  OverlappingEditsError,
  replacement,
  type TextEdit,
} from "../../../src/core/text/edits";

describe("applyEdits", () => {
  it("replaces, inserts and deletes by offsets of the unedited text", () => {
    const edits = [
      replacement({ start: 0, end: 3 }, "ONE"),
      insertion(8, "!"),
      replacement({ start: 4, end: 7 }, ""),
    ];
    assert.equal(applyEdits("one two three", edits), "ONE  !three");
  });

  it("keeps the order of insertions at one place", () => {
    assert.equal(applyEdits("ab", [insertion(1, "x"), insertion(1, "y")]), "axyb");
  });

  it("puts an insertion before a replacement that starts at the same place", () => {
    assert.equal(applyEdits("ab", [replacement({ start: 1, end: 2 }, "B"), insertion(1, "x")]), "axB");
  });

  it("refuses overlapping edits as a whole", () => {
    const edits = [replacement({ start: 0, end: 3 }, "x"), replacement({ start: 2, end: 4 }, "y")];
    assert.throws(() => applyEdits("abcdef", edits), OverlappingEditsError);
  });

  it("refuses edits outside the text", () => {
    assert.throws(() => applyEdits("abc", [insertion(4, "x")]), RangeError);
    assert.throws(() => applyEdits("abc", [replacement({ start: 2, end: 1 }, "x")]), RangeError);
  });

  it("equals applying disjoint edits one by one from the end", () => {
    const cases = fc
      .string({ minLength: 1, maxLength: 60 })
      .chain((text) =>
        fc.tuple(
          fc.constant(text),
          fc.uniqueArray(fc.nat(text.length), { minLength: 2, maxLength: 12 }),
          fc.array(fc.string({ maxLength: 5 }), { minLength: 12, maxLength: 12 }),
        ),
      );
    fc.assert(
      fc.property(cases, ([text, cuts, texts]) => {
        const edges = [...cuts].sort((a, b) => a - b);
        const edits: TextEdit[] = [];
        for (let i = 0; i + 1 < edges.length; i += 2) {
          edits.push(replacement({ start: edges[i] ?? 0, end: edges[i + 1] ?? 0 }, texts[i] ?? ""));
        }
        let expected = text;
        for (const edit of [...edits].reverse()) {
          expected = expected.slice(0, edit.span.start) + edit.text + expected.slice(edit.span.end);
        }
        assert.ok(areDisjoint(edits));
        assert.equal(applyEdits(text, [...edits].reverse()), expected);
      }),
    );
  });
});
