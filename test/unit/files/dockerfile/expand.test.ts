import assert from "node:assert/strict";
import { expand, type Lookup, UNKNOWN } from "../../../../src/core/files/dockerfile/expand";
import { LogicalText } from "../../../../src/core/files/dockerfile/logical";
import { wordOf } from "../../../../src/core/files/dockerfile/words";

const values: Readonly<Record<string, string | undefined>> = {
  A: "value",
  E: "",
  V: "1.2.3",
  P: "a/b/c.tar.gz",
  N: undefined,
};

function expansion(text: string) {
  const lookup: Lookup = (name) =>
    Object.hasOwn(values, name) ? { value: values[name], at: undefined } : undefined;
  return expand(wordOf(LogicalText.of(text, 0), 0, text.length), lookup, "\\");
}

describe("expansion of variables", () => {
  const cases: readonly [text: string, result: string | undefined][] = [
    ["plain", "plain"],
    ["$A", "value"],
    ["${A}", "value"],
    ["x-$A.y", "x-value.y"],
    ["$MISSING", undefined],
    ["$N", undefined],
    ["${N:-d}", "d"],
    ["${MISSING-d}", "d"],
    ["${MISSING:-}", ""],
    ["${E:-d}", "d"],
    ["${E-d}", ""],
    ["${A:-d}", "value"],
    ["${A:+yes}", "yes"],
    ["${E:+yes}", ""],
    ["${E+yes}", "yes"],
    ["${MISSING:+yes}", undefined],
    ["${A:?no}", "value"],
    ["${E:?no}", undefined],
    ["${MISSING:-${A}}", "value"],
    ["${MISSING:-${ALSO:-$V}}", "1.2.3"],
    ["${V%.*}", "1.2"],
    ["${V%%.*}", "1"],
    ["${V#*.}", "2.3"],
    ["${V##*.}", "3"],
    ["${P##*/}", "c.tar.gz"],
    ["${V%x}", "1.2.3"],
    ["${V/./_}", "1_2.3"],
    ["${V//./_}", "1_2_3"],
    ["${V/%x/}", "1.2.3"],
    ["${P/b*r/X}", "a/X.gz"],
    ["\\$A", "$A"],
    ["'$A'", "$A"],
    ['"$A b"', "value b"],
    ['"\\$A"', "$A"],
    ["$", "$"],
    ["a$", "a$"],
    ["${", undefined],
    ["${}", undefined],
    ["${A", undefined],
    ["${A:}", undefined],
    ["\\", ""],
  ];
  for (const [text, result] of cases) {
    it(`gives ${result === undefined ? "nothing" : JSON.stringify(result)} for ${text}`, () => {
      assert.equal(expansion(text).text, result);
    });
  }

  it("marks what is not known in the sketch", () => {
    assert.equal(expansion("${REGISTRY}/app:$V").sketch, `${UNKNOWN}/app:1.2.3`);
  });

  it("says where each part of the result is written", () => {
    const text = "node:${T}-slim";
    const lookup: Lookup = () => ({ value: "18", at: { start: 100, end: 102 } });
    const result = expand(wordOf(LogicalText.of(text, 0), 0, text.length), lookup, "\\");
    assert.equal(result.text, "node:18-slim");
    assert.deepEqual(result.locate(0, 4), { start: 0, end: 4 });
    assert.deepEqual(result.locate(5, 7), { start: 100, end: 102 });
    assert.deepEqual(result.locate(7, 12), { start: 9, end: 14 });
    assert.equal(result.locate(5, 12), undefined);
  });

  it("stays small when variables double each other", async () => {
    const { parseDockerfile } = await import("../../../../src/core/files/dockerfile/form");
    const lines = Array.from({ length: 60 }, (_, i) => `ENV A${i + 1}=$A${i}$A${i}`);
    const form = parseDockerfile(`FROM x\nENV A0=abcdefgh\n${lines.join("\n")}\n`);
    assert.equal(form.finalStage?.variable("A3"), "abcdefgh".repeat(8));
    assert.equal(form.finalStage?.variable("A60"), undefined);
  });

  it("ends on deep nesting", () => {
    assert.equal(expansion("${X:-".repeat(5000)).text, undefined);
  });
});
