import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "../../../../src/core/files/json";
import { addProperty } from "../../../../src/core/files/json-edits";
import { applyEdits } from "../../../../src/core/text/edits";

function added(text: string, key: string, value: string): string {
  const { root } = parseJson(text);
  if (root?.kind !== "object") throw new Error("not an object");
  return applyEdits(text, [addProperty(text, root, key, value)]);
}

describe("a property added to JSON", () => {
  it("goes where the alphabet puts it, if the object follows it", () => {
    assert.equal(added('{\n  "a": 1,\n  "c": 3\n}\n', "b", "2"), '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n');
  });

  it("goes to the end of an object without an order", () => {
    assert.equal(added('{\n\t"z": 1,\n\t"a": 3\n}', "b", "2"), '{\n\t"z": 1,\n\t"a": 3,\n\t"b": 2\n}');
  });

  it("stays on the line of an object on one line, and opens an empty one", () => {
    assert.equal(added('{ "a": 1 }', "b", "2"), '{ "a": 1, "b": 2 }');
    assert.equal(added("{}\r\n", "b", "2"), '{\n  "b": 2\n}\n'.replaceAll("\n", "\r\n"));
  });

  it("changes nothing else", () => {
    const objects = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(objects, fc.string({ minLength: 1 }), fc.constantFrom(0, 2, 4), (object, key, indent) => {
        fc.pre(!Object.hasOwn(object, key) && key !== "__proto__");
        const after = JSON.parse(added(JSON.stringify(object, null, indent), key, "true"));
        assert.deepEqual(after, JSON.parse(JSON.stringify({ ...object, [key]: true })));
      }),
    );
  });
});
