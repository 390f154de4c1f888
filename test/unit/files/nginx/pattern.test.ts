import assert from "node:assert/strict";
import { shapesOf } from "../../../../src/core/files/nginx/pattern";

/** The ways through a pattern, written down: `.` for a set that takes a dot, `x` for one that does not, `+` for many. */
function read(pattern: string): string[] | undefined {
  const show = (symbol: NonNullable<ReturnType<typeof shapesOf>>[number][number]) => {
    if (symbol.kind === "start" || symbol.kind === "end") return symbol.kind === "start" ? "^" : "$";
    const one = symbol.kind === "char" ? symbol.text : symbol.has(".") ? "." : "x";
    return symbol.many ? `${one}+` : one;
  };
  return shapesOf(pattern)?.map((shape) => shape.map(show).join(""));
}

describe("files/nginx/pattern", () => {
  const cases: [string, string[]][] = [
    ["^a\\.b$", ["^a.b$"]],
    ["a?b", ["b", "ab"]],
    ["a|bc", ["a", "bc"]],
    ["(?:a|b)c", ["ac", "bc"]],
    ["(www\\.)?x", ["x", "www.x"]],
    ["[a-z0-9-]+", ["x+"]],
    ["[^/]*", ["", ".+"]],
    ["[.]", ["."]],
    ["a{3}[xy]{2,}", ["aaax+"]],
    ["a{1}", ["a"]],
    ["\\d\\w\\S", ["xx."]],
    ["[[:alpha:]_]", ["x"]],
    ["(?<name>a)(?i)(?>b)*+", ["a", "ab"]],
    ["\\Aa\\z", ["^a$"]],
    ["[]a]", ["x"]],
    ["", [""]],
  ];
  for (const [pattern, expected] of cases) {
    it(`reads ${pattern || "an empty pattern"}`, () => assert.deepEqual(read(pattern), expected));
  }

  for (const pattern of [
    "(?=a)b",
    "(?!a)",
    "(a)\\1",
    "(a",
    "a)",
    "[a",
    "(*FAIL)",
    "(a?|b?)".repeat(9),
    "a".repeat(2000),
  ]) {
    it(`leaves ${pattern.slice(0, 20)} alone`, () => assert.equal(shapesOf(pattern), undefined));
  }

  it("says where the symbols stand", () => {
    const [shape] = shapesOf("a[^/]+b") ?? [];
    assert.deepEqual(
      shape?.map(({ at, end }) => [at, end]),
      [
        [0, 1],
        [1, 6],
        [6, 7],
      ],
    );
  });
});
