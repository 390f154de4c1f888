import assert from "node:assert/strict";
import { touches } from "../../../src/editor/touches";

describe("paths touched by changes on disk", () => {
  it("are the changed ones and all below a changed folder", () => {
    assert.equal(touches(new Set(["a/b.md"]), "a/b.md"), true);
    assert.equal(touches(new Set(["a"]), "a/b/c.md"), true);
    assert.equal(touches(new Set(["a/b"]), "a/b/c.md"), true);
  });

  it("are no others", () => {
    assert.equal(touches(new Set(["a/b"]), "a/bc.md"), false);
    assert.equal(touches(new Set(["a/b/c.md"]), "a/b"), false);
    assert.equal(touches(new Set(), "a"), false);
  });
});
