import assert from "node:assert/strict";
import { parseSource } from "./sources";

describe("reading imports", () => {
  const imports = (text: string) =>
    parseSource("src/editor/tree/tree.ts", text).imports.map(({ target, typeOnly, kind }) => [
      target,
      typeOnly,
      kind,
    ]);

  it("resolves relative names to repository paths and keeps package names", () => {
    assert.deepEqual(imports('import { a } from "../disposable";'), [
      ["src/editor/disposable", false, "import"],
    ]);
    assert.deepEqual(imports('import "./tree.css";'), [["src/editor/tree/tree.css", false, "import"]]);
    assert.deepEqual(imports('import * as z from "zod";'), [["zod", false, "import"]]);
  });

  it("tells types from values", () => {
    assert.deepEqual(imports('import type { A } from "./a";'), [["src/editor/tree/a", true, "import"]]);
    assert.deepEqual(imports('import { type A } from "./a";'), [["src/editor/tree/a", false, "import"]]);
    assert.deepEqual(imports('export type { A } from "./a";'), [["src/editor/tree/a", true, "export"]]);
    assert.deepEqual(imports('type T = import("./a").T;'), [["src/editor/tree/a", true, "import"]]);
  });

  it("sees re-exports, import() and require()", () => {
    assert.deepEqual(imports('export * from "./a";'), [["src/editor/tree/a", false, "export"]]);
    assert.deepEqual(imports('const a = await import("../../core/api");'), [
      ["src/core/api", false, "dynamic"],
    ]);
    assert.deepEqual(imports('const a = require("fs");'), [["fs", false, "require"]]);
  });

  it("is not fooled by strings, templates and comments", () => {
    assert.deepEqual(
      imports('const s = `import "a"`; // import "b"\n/* export * from "c" */ f("import(\'d\')");'),
      [],
    );
  });
});
