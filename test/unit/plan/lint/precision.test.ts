import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { lintPlan } from "../../../../src/core/plan/lint";
import { rules } from "../../../../src/core/rules/list";

/** Long plans that are kept well: whatever is said of them is a false alarm. */
const folder = path.join("test", "fixtures", "plans", "well-kept");

describe("lintPlan on plans that are kept well", () => {
  for (const name of ["markteinfuehrung.md", "launch.yaml"]) {
    it(`says nothing of ${name}`, () => {
      const text = readFileSync(path.join(folder, name), "utf8");
      const found = lintPlan(name, text, {
        rules,
        today: "2026-11-25",
        ruleExists: (id) => rules.some((rule) => rule.id === id),
        services: new Set(["api", "web", "worker", "proxy"]),
        paths: new Set(["scripts/deploy.sh", "scripts/smoke-test.sh", "compose.yaml"]),
      });
      assert.deepEqual(
        found.map(({ rule, at, message }) => `${rule} «${text.slice(at.start, at.end)}» ${message}`),
        [],
      );
    });
  }
});
