import assert from "node:assert/strict";
import { CommandFolder } from "../../support/command-line";

describe("liftoff rules", () => {
  const folder = new CommandFolder({});
  after(() => folder.remove());

  it("lists every rule with its metadata", async () => {
    const { rules } = JSON.parse((await folder.run(["rules", "--format", "json"])).out);
    assert.ok(rules.length >= 14);
    for (const rule of rules) {
      assert.match(rule.id, /^[a-z-]+\/[a-z0-9-]+$/);
      for (const name of rule.equivalents) assert.match(name, /^[a-z-]+ \S+$/);
    }
  });

  it("prints one line a rule for a person", async () => {
    const { out } = await folder.run(["rules"]);
    assert.match(out, /^dockerfile\/non-root-user +warning +fix: \w+ /m);
  });
});
