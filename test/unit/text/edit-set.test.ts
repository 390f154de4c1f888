import assert from "node:assert/strict";
import fc from "fast-check";
import { EditSet } from "../../../src/core/text/edit-set";
import { applyEdits, areDisjoint, insertion, replacement, type TextEdit } from "../../../src/core/text/edits";

const edit = fc
  .tuple(fc.nat(20), fc.nat(4), fc.string({ maxLength: 3 }))
  .map(([start, length, text]): TextEdit => replacement({ start, end: start + length }, text));

describe("EditSet", () => {
  it("takes edits that touch, in the order of the text", () => {
    const set = new EditSet();
    for (const each of [replacement({ start: 4, end: 6 }, "b"), replacement({ start: 2, end: 4 }, "a")]) {
      assert.ok(set.fits([each]));
      set.add([each]);
    }
    assert.equal(applyEdits("01234567", set.edits), "01ab67");
  });

  it("refuses a second insertion at one place, but not of one group", () => {
    const set = new EditSet();
    assert.ok(set.fits([insertion(2, "a"), insertion(2, "b")]));
    set.add([insertion(2, "a"), insertion(2, "b")]);
    assert.equal(set.fits([insertion(2, "c")]), false);
    assert.equal(applyEdits("0123", set.edits), "01ab23");
  });

  it("accepts exactly the groups that can be applied with those before", () => {
    fc.assert(
      fc.property(fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 12 }), (groups) => {
        const set = new EditSet();
        const taken: TextEdit[] = [];
        for (const group of groups) {
          const inserts = (edits: readonly TextEdit[]) =>
            edits.filter(({ span }) => span.start === span.end).map(({ span }) => span.start);
          const places = new Set(inserts(taken));
          const twin = inserts(group).some((place) => places.has(place));
          const fits = set.fits(group);
          assert.equal(fits, areDisjoint([...taken, ...group]) && !twin);
          if (!fits) continue;
          set.add(group);
          taken.push(...group);
        }
        const text = "abcdefghijklmnopqrstuvwxyz";
        assert.equal(applyEdits(text, set.edits), applyEdits(text, taken));
      }),
    );
  });
});
