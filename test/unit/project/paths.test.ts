import assert from "node:assert/strict";
import fc from "fast-check";
import { pathsIn } from "../../../src/core/project/paths";

describe("pathsIn", () => {
  it("finds what a look at every path finds", () => {
    const name = fc.constantFrom("a", "a-b", "a0", "a.b", "b", "é");
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 40 }), path, (paths, folder) => {
        const sorted = [...paths].sort();
        assert.deepEqual(
          pathsIn(sorted, folder),
          sorted.filter((each) => each.startsWith(`${folder}/`)),
        );
        assert.deepEqual(pathsIn(sorted, ""), sorted);
      }),
    );
  });
});
