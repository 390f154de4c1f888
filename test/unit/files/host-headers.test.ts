import assert from "node:assert/strict";
import fc from "fast-check";
import { parseHostHeaders } from "../../../src/core/files/host-headers";

const text =
  "# all\n/*\n  X-Frame-Options: DENY\n  ! Server\n\n/assets/*\r\n\tCache-Control:  public, max-age=60 \r\n";

describe("_headers files", () => {
  it("give paths with their headers and places", () => {
    const form = parseHostHeaders(text);
    assert.ok(form.clean);
    assert.deepEqual(
      form.rules.map(({ path, headers }) => [
        path,
        headers.map(({ name, value, removes }) => [name, value, removes]),
      ]),
      [
        [
          "/*",
          [
            ["X-Frame-Options", "DENY", false],
            ["Server", "", true],
          ],
        ],
        ["/assets/*", [["Cache-Control", "public, max-age=60", false]]],
      ],
    );
    for (const { name, nameAt, value, valueAt } of form.rules.flatMap(({ headers }) => headers)) {
      assert.equal(text.slice(nameAt.start, nameAt.end), name);
      assert.equal(text.slice(valueAt.start, valueAt.end), value);
    }
  });

  it("say what they cannot read", () => {
    assert.equal(parseHostHeaders("  X-A: b\n").clean, false);
    assert.equal(parseHostHeaders("/*\n  no colon\n").clean, false);
  });

  it("of any content never throw", () => {
    fc.assert(fc.property(fc.string(), (any) => void parseHostHeaders(any)));
  });
});
