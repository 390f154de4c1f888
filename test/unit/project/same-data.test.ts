import assert from "node:assert/strict";
import fc from "fast-check";
import { sameData } from "../../../src/core/project/same-data";

describe("sameData", () => {
  it("compares maps, sets, arrays and literals by content", () => {
    const make = () => ({ a: [1, { b: new Map([["k", new Set(["x"])]]) }], c: undefined });
    assert.ok(sameData(make(), make()));
    assert.ok(!sameData(new Map([["k", 1]]), new Map([["k", 2]])));
    assert.ok(!sameData(new Set(["x"]), new Set(["y"])));
    assert.ok(!sameData({ a: undefined }, {}));
    assert.ok(!sameData([1], { 0: 1, length: 1 }));
  });

  it("takes instances of classes as different unless they are the same object", () => {
    const date = new Date(0);
    assert.ok(sameData({ date }, { date }));
    assert.ok(!sameData({ date }, { date: new Date(0) }));
  });

  it("agrees with JSON for plain values", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        assert.ok(sameData(a, structuredClone(a)));
        const byText = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        const hasMinusZero = /-0\b/.test(fc.stringify([a, b]));
        if (!hasMinusZero) assert.equal(sameData(a, b), byText);
      }),
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries: entries.map(([key, entry]) => [key, sorted(entry)]) };
}
