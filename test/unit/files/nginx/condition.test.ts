import assert from "node:assert/strict";
import { conditionOf } from "../../../../src/core/files/nginx/condition";
import { parseNginx } from "../../../../src/core/files/nginx/form";

describe("files/nginx/condition", () => {
  const cases: [string, [string, string | undefined, string | undefined]][] = [
    ["($a)", ["$a", undefined, undefined]],
    ["( $a )", ["$a", undefined, undefined]],
    ["($a = b)", ["$a", "=", "b"]],
    ["($a != 'b c')", ["$a", "!=", "b c"]],
    ["($a = '')", ["$a", "=", ""]],
    ["($a ~ (b|c))", ["$a", "~", "(b|c)"]],
    ['($a !~* "^b\\.c$")', ["$a", "!~*", "^b\\.c$"]],
    ['( "$a$b" = cd )', ["$a$b", "=", "cd"]],
    ["(-f $request_filename)", ["$request_filename", "-f", undefined]],
    ["(!-e $request_filename)", ["$request_filename", "!-e", undefined]],
  ];
  for (const [written, [subject, operator, value]] of cases) {
    it(`reads if ${written}`, () => {
      const text = `if ${written} { }`;
      const [block] = parseNginx(text).directives;
      const condition = block && conditionOf(block);
      assert.deepEqual(
        [condition?.subject, condition?.operator, condition?.against?.value],
        [subject, operator, value],
      );
      if (condition?.against)
        assert.equal(text.slice(condition.against.at.start, condition.against.at.end), value);
    });
  }

  it("knows no condition of another block", () => {
    const [block] = parseNginx("location / { }").directives;
    assert.equal(block && conditionOf(block), undefined);
  });
});
