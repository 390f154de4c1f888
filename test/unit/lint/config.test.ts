import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { readConfigText } from "../../../src/core/lint/config-file";

describe("readConfigText", () => {
  it("reads rules, exclusions and the target", () => {
    const outcome = readConfigText(
      "rules:\n  compose/*: off\n  nginx/missing-hsts: error\nexclude: [old/**]\ntarget: vps\n",
    );
    assert.ok("config" in outcome);
    const config = resolveConfig(outcome.config);
    assert.equal(config.setting("compose/default-password"), "off");
    assert.equal(config.setting("nginx/missing-hsts"), "error");
    assert.equal(config.setting("nginx/other"), undefined);
    assert.equal(config.target, "vps");
    assert.ok(config.isExcluded("old/.env") && !config.isExcluded("new/.env"));
  });

  it("takes an empty file as no configuration", () => {
    assert.deepEqual(readConfigText(""), { config: {} });
    assert.deepEqual(readConfigText("# nothing yet\n"), { config: {} });
  });

  const wrong: readonly [string, string, RegExp][] = [
    ["a setting that does not exist", "rulez:\n  a/b: off\n", /^rulez$/],
    ["a severity that does not exist", "rules:\n  a/b: fatal\n", /^fatal$/],
    ["a target that does not exist", "target: moon\n", /^moon$/],
    ["a list where a map belongs", "rules: [a, b]\n", /^(rules|\[a, b\])$/],
  ];
  for (const [title, text, token] of wrong) {
    it(`points at ${title}`, () => {
      const outcome = readConfigText(text);
      assert.ok("problems" in outcome);
      const [problem] = outcome.problems;
      assert.ok(problem);
      assert.match(text.slice(problem.at.start, problem.at.end), token);
    });
  }

  it("reports broken YAML instead of guessing", () => {
    assert.ok("problems" in readConfigText('rules:\n  a/b: "off\n'));
  });
});

describe("resolveConfig", () => {
  it("lets a later layer win rule by rule, and an id win over its subject", () => {
    const config = resolveConfig(
      { rules: { "a/x": "error", "a/*": "hint" } },
      { rules: { "a/x": "info" }, target: "fly" },
    );
    assert.deepEqual([config.setting("a/x"), config.setting("a/y"), config.target], ["info", "hint", "fly"]);
  });
});
