import assert from "node:assert/strict";
import fc from "fast-check";
import { byteLength, indexOfByte, indexOfCharacter } from "../../../src/core/text/columns";

/** Texts without halves of surrogate pairs, which have no UTF-8. */
const text = fc.string({ unit: "binary", maxLength: 40 });

describe("columns", () => {
  it("finds characters of one to four bytes", () => {
    const line = "aß日😀z";
    assert.deepEqual(
      [0, 1, 3, 6, 10, 11].map((bytes) => line.slice(indexOfByte(line, bytes))),
      ["aß日😀z", "ß日😀z", "日😀z", "😀z", "z", ""],
    );
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((count) => line.slice(indexOfCharacter(line, count))),
      ["aß日😀z", "ß日😀z", "日😀z", "😀z", "z", ""],
    );
  });

  it("goes back to the start of a character, and never past the end", () => {
    assert.equal(indexOfByte("a日b", 2), 1);
    assert.equal(indexOfByte("a日b", 99), 3);
    assert.equal(indexOfCharacter("a😀", 99), 3);
    assert.equal(indexOfByte("abc", -1), 0);
    assert.equal(indexOfCharacter("abc", -1), 0);
  });

  it("counts as UTF-8 does", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const bytes = Buffer.byteLength(before);
        assert.equal(byteLength(before), bytes);
        assert.equal(indexOfByte(before + after, bytes), before.length);
        assert.equal(indexOfCharacter(before + after, [...before].length), before.length);
      }),
    );
  });
});
