import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Needles } from "../../../src/core/text/needles";

const letters = fc.string({ unit: fc.constantFrom("a", "b", "A", "-", "_", "é", "\n"), maxLength: 40 });
const word = fc.string({ unit: fc.constantFrom("a", "b", "B", "-", "_"), minLength: 1, maxLength: 5 });

describe("text/needles", () => {
  it("finds exactly the words that a text holds, in either case", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), letters, (words, text) => {
        const expected = words.flatMap((one, index) =>
          text.toLowerCase().includes(one.toLowerCase()) ? index : [],
        );
        assert.deepEqual(
          new Needles(words).in(text).sort((a, b) => a - b),
          expected,
        );
      }),
    );
  });

  it("finds words within and across each other", () => {
    const words = ["he", "she", "his", "hers"];
    assert.deepEqual(
      new Needles(words)
        .in("USHERS")
        .map((index) => words[index])
        .sort(),
      ["he", "hers", "she"],
    );
  });

  it("refuses words that it cannot fold", () => {
    assert.throws(() => new Needles(["größe"]), /not ASCII/);
  });
});
