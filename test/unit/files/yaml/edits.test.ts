import { equal } from "node:assert/strict";
import {
  appendItem,
  inFlow,
  inQuotes,
  insertPair,
  removeItem,
  removePair,
  setValue,
  toBlock,
} from "../../../../src/core/files/yaml/edits";
import type { YamlList, YamlMap } from "../../../../src/core/files/yaml/form";
import { edited, type Path, set } from "../../../support/yaml-edits";

describe("YAML edits: a scalar", () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    value: string | number | boolean | null,
    result: string,
  ])[] = [
    ["keeps a trailing comment", "a: x # why\n", "y", "a: y # why\n"],
    ["keeps single quotes", "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ["keeps double quotes", 'a: "x"\n', 'say "hi"', 'a: "say \\"hi\\""\n'],
    [
      "takes double quotes where single ones cannot hold the text",
      "a: 'x'\n",
      "one\ntwo",
      'a: "one\\ntwo"\n',
    ],
    ["quotes what would read as a boolean", "a: x\n", "true", 'a: "true"\n'],
    ["quotes what would read as a number", "a: x\n", "5432", 'a: "5432"\n'],
    ["quotes a port mapping", "a: x\n", "22:22", 'a: "22:22"\n'],
    ["quotes what would start a comment", "a: x\n", "y #1", 'a: "y #1"\n'],
    ["drops quotes for a number", 'a: "5"\n', 6, "a: 6\n"],
    ["fills an empty value", "a:\n", "y", "a: y\n"],
    ["fills an empty value before a comment", "a:  # why\n", "y", "a:  y# why\n".replace("y#", "y #")],
    ["quotes in a flow map what brackets would break", "a: { b: 1 }\n", "x, y", 'a: { b: "x, y" }\n'],
    ["keeps a literal block", "a: |\n    x\n    y\nb: 1\n", "p\nq\n", "a: |\n    p\n    q\nb: 1\n"],
    ["respects CRLF", "a: x\r\nb: 1\r\n", "y", "a: y\r\nb: 1\r\n"],
    ["writes after an anchor", "a: &n x\n", "y", "a: &n y\n"],
    ["writes the empty string", "a: x\n", "", 'a: ""\n'],
  ];
  for (const [title, text, value, result] of cases) {
    it(title, () => equal(set(text, text.includes("{ b") ? ["a", "b"] : ["a"], value), result));
  }

  it("changes the anchored text when the value came through an alias", () => {
    equal(set("a: &n x\nb: *n\n", ["b"], "y"), "a: &n y\nb: *n\n");
  });
});

describe("YAML edits: pairs", () => {
  const add = (text: string, path: Path, place = {}, value: Parameters<typeof insertPair>[3] = "v") =>
    edited(text, path, (form, map: YamlMap) => insertPair(form, map, "k", value, place));

  it("adds at the end with the map's own indentation, before the comments that follow", () => {
    equal(
      add("a:\n    x: 1 # one\n\n# next\nb: 2\n", ["a"]),
      "a:\n    x: 1 # one\n    k: v\n\n# next\nb: 2\n",
    );
    equal(add("a:\n  x: 1", ["a"]), "a:\n  x: 1\n  k: v");
    equal(add("a:\r\n  x: 1\r\n", ["a"]), "a:\r\n  x: 1\r\n  k: v\r\n");
  });

  it("adds after and before a key, nested values included", () => {
    const text = "x:\n  a: 1\ny: 2\n";
    equal(add(text, [], { after: "x" }), "x:\n  a: 1\nk: v\ny: 2\n");
    equal(add(text, [], { before: "y" }), "x:\n  a: 1\nk: v\ny: 2\n");
    equal(add(text, [], { before: "x" }), "k: v\nx:\n  a: 1\ny: 2\n");
    equal(add("\ufeffx: 1\n", [], { before: "x" }), "\ufeffk: v\nx: 1\n");
  });

  it("adds inside a list's item", () => {
    equal(add("- x: 1\n  y: 2\n- z: 3\n", [0]), "- x: 1\n  y: 2\n  k: v\n- z: 3\n");
    equal(add("-   x: 1\n", [0], { before: "x" }), "-   k: v\n    x: 1\n");
  });

  it("adds after block scalars without touching their text", () => {
    equal(
      add("a:\n  x: |\n    one\n\n    two\n\nb: 1\n", ["a"]),
      "a:\n  x: |\n    one\n\n    two\n  k: v\n\nb: 1\n",
    );
    equal(add("x: |+\n  one\n\n", []), "x: |+\n  one\n\nk: v\n");
  });

  it("writes nested values in block style with the file's own step", () => {
    const value = { test: inFlow(["CMD", "a b"]), retries: 5, list: ["x", { y: 1, z: [true] }], none: {} };
    equal(
      add("a:\n    x: 1\n", ["a"], {}, value),
      'a:\n    x: 1\n    k:\n        test: ["CMD", "a b"]\n        retries: 5\n        list:\n            - x\n            - y: 1\n              z:\n                  - true\n        none: {}\n',
    );
    equal(add("a: 1\n", [], {}, "one\n\n  two\n"), "a: 1\nk: |\n  one\n\n    two\n");
    equal(add("a: 1\n", [], {}, inQuotes("1:2")), 'a: 1\nk: "1:2"\n');
  });

  it("adds to flow maps on one line and on several", () => {
    equal(add("a: {}\n", ["a"]), "a: {k: v}\n");
    equal(add("a: { x: 1 }\n", ["a"]), "a: { x: 1, k: v }\n");
    equal(add("a: { x: 'y' }\n", ["a"]), "a: { x: 'y', k: 'v' }\n");
    equal(add("a: {\n  x: 1, # one\n}\n", ["a"]), "a: {\n  x: 1, # one\n  k: v,\n}\n");
    equal(add("a: {\n  x: 1 # one\n}\n", ["a"]), "a: {\n  x: 1, # one\n  k: v\n}\n");
    equal(add("a: { x: 1 }\n", ["a"], {}, { b: ["c"] }), "a: { x: 1, k: { b: [c] } }\n");
  });

  it("leaves a shape alone that it does not know", () => {
    equal(add("? x\n: 1\n", []), undefined);
    equal(add("a: { # why\n}\n", ["a"]), undefined);
  });

  it("removes a pair with its lines and its comment", () => {
    const remove = (text: string, path: Path, key: string) =>
      edited(text, path, (form, map: YamlMap) => removePair(form, map, key));
    equal(remove("a: 1\nb:\n  - x # y\nc: 3\n", [], "b"), "a: 1\nc: 3\n");
    equal(remove("a: 1\nb: 2", [], "b"), "a: 1");
    equal(remove("a: 1\r\nb: 2\r\n", [], "a"), "b: 2\r\n");
    equal(remove("- a: 1\n  b: 2\n", [0], "a"), "- b: 2\n");
    equal(remove("- a: 1\n  b: 2\n", [0], "b"), "- a: 1\n");
    equal(remove("x: { a: 1, b: 2 }\n", ["x"], "a"), "x: { b: 2 }\n");
    equal(remove("x: { a: 1, b: 2 }\n", ["x"], "b"), "x: { a: 1 }\n");
    equal(remove("x:\n  a: 1\n", ["x"], "a"), "x:\n  {}\n");
    equal(remove("x: {\n  a: 1,\n  b: 2,\n}\n", ["x"], "b"), "x: {\n  a: 1,\n}\n");
    equal(remove("a: 1\n", [], "none"), undefined);
  });

  it("replaces a value of another shape", () => {
    const put = (text: string, value: Parameters<typeof setValue>[3]) =>
      edited(text, [], (form, map: YamlMap) => setValue(form, map, "a", value));
    equal(put("a: [x] # why\nb: 1\n", ["y"]), "a: # why\n  - y\nb: 1\n");
    equal(put("a:\n  - x # old\n  - y\nb: 1\n", "z"), "a: z\nb: 1\n");
    equal(put("a: # why\n  - x\nb: 1\n", { c: 1 }), "a: # why\n  c: 1\nb: 1\n");
    equal(put("a:\nb: 1\n", { c: 1 }), "a:\n  c: 1\nb: 1\n");
    equal(put("b: 1\n", 2), "b: 1\na: 2\n");
    equal(put("x: &x [1]\na: *x\n", 2), "x: &x [1]\na: 2\n");
    equal(put("{ a: [x] }\n", ["y"]), "{ a: [y] }\n");
    equal(put("{ a }\n", "y"), "{ a: y }\n");
    equal(put("a: |\n  x\nb: 1\n", inQuotes("y")), 'a: "y"\nb: 1\n');
  });

  it("turns flow style into block style", () => {
    const block = (text: string) => edited(text, [], (form, map: YamlMap) => toBlock(form, map, "a"));
    equal(block("a: [db, 'x y'] # why\n"), "a: # why\n  - db\n  - 'x y'\n");
    equal(block("a: { x: 1, y: , z: [1, 2], w }\n"), "a:\n  x: 1\n  y:\n  z: [1, 2]\n  w:\n");
    equal(block("a: &n { <<: *m, x: &q 1 }\n"), "a: &n\n  <<: *m\n  x: &q 1\n");
    equal(block("a: [db, # why\n  x]\n"), undefined);
    equal(block("a: []\n"), undefined);
  });
});

describe("YAML edits: items", () => {
  const append = (text: string, path: Path, value: Parameters<typeof appendItem>[2] = "n") =>
    edited(text, path, (form, list: YamlList) => appendItem(form, list, value));

  it("appends with the list's own dashes and quotes", () => {
    equal(append("a:\n- x\nb: 1\n", ["a"]), "a:\n- x\n- n\nb: 1\n");
    equal(append("a:\n    - 'x' # why\n", ["a"]), "a:\n    - 'x' # why\n    - 'n'\n");
    equal(append("a: [x]\n", ["a"]), "a: [x, n]\n");
    equal(append('a: ["x"]\n', ["a"]), 'a: ["x", "n"]\n');
    equal(append("a: []\n", ["a"]), "a: [n]\n");
    equal(
      append("a:\n  - x: 1\n    y: 2", ["a"], { k: 1, l: 2 }),
      "a:\n  - x: 1\n    y: 2\n  - k: 1\n    l: 2",
    );
    equal(append("- - x\n", [0]), "- - x\n  - n\n");
    equal(append("a:\r\n  -\r\n", ["a"]), "a:\r\n  -\r\n  - n\r\n");
  });

  it("removes items", () => {
    const remove = (text: string, path: Path, index: number) =>
      edited(text, path, (form, list: YamlList) => removeItem(form, list, index));
    equal(remove("a:\n  - x\n  - y: 1\n    z: 2\n  - w\n", ["a"], 1), "a:\n  - x\n  - w\n");
    equal(remove("a:\n  - x\n", ["a"], 0), "a:\n  []\n");
    equal(remove("a: [x, y]\n", ["a"], 0), "a: [y]\n");
    equal(remove("a: [x, y]\n", ["a"], 1), "a: [x]\n");
    equal(remove("a: [x]\n", ["a"], 0), "a: []\n");
    equal(remove("- - x\n  - y\n", [0], 0), "- - y\n");
    equal(remove("a:\n  - x\n  - &n y", ["a"], 0), "a:\n  - &n y");
    equal(remove("a:\n  - &n x\n  - y\n", ["a"], 0), undefined);
  });
});
