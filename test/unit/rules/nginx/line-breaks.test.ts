import assert from "node:assert/strict";
import { lineBreaksOf } from "../../../../src/core/rules/nginx/line-breaks";

/** By pattern: what its groups let in, as `number-or-name:lf,cr`. */
const cases: Readonly<Record<string, string>> = {
  "^/a/(.*)$": "1:cr",
  "(?s)^/a/(.*)$": "1:lf,cr",
  "(?s:(.))(.)": "1:lf,cr 2:cr",
  "([^/]+)": "1:lf,cr",
  "([^/\\r\\n]+)": "1:",
  "([^\\s]+)([^\\n])": "1: 2:cr",
  "([\\s\\S])(\\W)(\\S)(\\w\\d)": "1:lf,cr 2:lf,cr 3: 4:",
  "([a-z])([ -~])([\\x/])": "1: 2: 3:",
  "([[:space:]])([^[:space:]])([[:alpha:]])": "1:lf,cr 2: 3:",
  "([]/])([^]/])": "1: 2:lf,cr",
  "(?<id>[^/])(?P<b>\\d)(?'c'.)": "1:lf,cr id:lf,cr 2: b: 3:cr c:cr",
  "((a|[^b])(c))": "1:lf,cr 2:lf,cr 3:",
  "(?:[^a])(b)": "1:",
  "(?=[^a])(?![^a])(?<=[^a])(?<![^a])(b)": "1:",
  "(a\\.b\\)c)(d": "1: 2:",
  "(?i)(a)(?#[^a])(b)": "1: 2:",
  "[^a": "",
};

describe("line breaks that a pattern lets in", () => {
  for (const [pattern, expected] of Object.entries(cases)) {
    it(pattern, () => {
      const groups = [...lineBreaksOf(pattern)].filter(([key]) => key !== "0");
      const shown = groups.map(
        ([key, { lf, cr }]) => `${key}:${[lf && "lf", cr && "cr"].filter(Boolean).join()}`,
      );
      assert.deepEqual(shown.sort(), expected.split(" ").filter(Boolean).sort());
    });
  }

  it("says where a set would have to be narrowed", () => {
    const pattern = "^/([^/]+)/([^.]*x[^/]+)/(.[^a])$";
    const groups = lineBreaksOf(pattern);
    const ends = (key: string) => groups.get(key)?.openSets?.map((at) => pattern.slice(at - 2, at + 1));
    assert.deepEqual(ends("1"), ["^/]"]);
    assert.deepEqual(ends("2"), ["^.]", "^/]"]);
    assert.equal(ends("3"), undefined);
  });
});
