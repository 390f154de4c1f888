import assert from "node:assert/strict";
import { contextsOf, parseExpression, partsOfResult } from "../../../../src/core/files/workflow/expression";
import { dotted, embeddedIn, soleExpression } from "../../../../src/core/files/workflow/template";

const textsOf = (source: string, of: "read" | "result") => {
  const expression = parseExpression(source);
  if (!expression) return undefined;
  const parts = of === "read" ? contextsOf(expression) : partsOfResult(expression);
  return parts.map(({ start, end }) => source.slice(start, end));
};

describe("expressions of workflows", () => {
  for (const [source, result] of [
    ["github.sha", ["github.sha"]],
    [" a.b || c.d ", ["a.b", "c.d"]],
    ["a.b && c.d", ["c.d"]],
    ["a.b == 'x' && 'y' || 'z'", ["'y'", "'z'"]],
    ["!a.b", []],
    ["contains(a.b, 'x')", []],
    ["format('{0}', a.b)", ["'{0}'", "a.b"]],
    ["toJSON(a)", ["a"]],
    ["a['b c'][0].*.d", ["a['b c'][0].*.d"]],
    ["(a.b || c.d).e", ["(a.b || c.d).e"]],
    ["'it''s' ", ["'it''s'"]],
    ["(a.b) || c.d", ["(a.b)", "c.d"]],
  ] as const) {
    it(`the result of ${source}`, () => assert.deepEqual(textsOf(source, "result"), result));
  }

  it("reads what stands between brackets", () => {
    assert.deepEqual(textsOf("a[b.c].d == e", "read"), ["a[b.c].d", "b.c", "e"]);
  });

  for (const source of ["", "a.", "a b", "a[", "f(a", "f(a b)", '"x"', "a ==", "(".repeat(5000)]) {
    it(`is none: ${source.slice(0, 20)}`, () => assert.equal(parseExpression(source), undefined));
  }

  it("names paths in lower case", () => {
    const expression = parseExpression("GitHub.Event['Issue'].title");
    assert.ok(expression?.kind === "access");
    assert.equal(dotted(expression), "github.event.issue.title");
    const computed = parseExpression("secrets[matrix.name]");
    assert.ok(computed?.kind === "access");
    assert.equal(dotted(computed), undefined);
  });

  it("finds the braces around them; those in strings close nothing", () => {
    const text = "a ${{ '}}' }} b ${{x}} ${{ open";
    assert.deepEqual(
      embeddedIn(text).map(({ start, end }) => text.slice(start, end)),
      ["${{ '}}' }}", "${{x}}"],
    );
    assert.ok(soleExpression(" ${{ a }} "));
    assert.equal(soleExpression("${{ a }}${{ b }}"), undefined);
    assert.equal(soleExpression("x ${{ a }}"), undefined);
  });
});
