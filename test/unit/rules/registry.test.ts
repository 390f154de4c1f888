import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../../src/core/rules/list";

const folder = path.resolve("src/core/rules");

/** Paths of the files that define a rule, relative to `src/core/rules`. */
function ruleFiles(): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll(path.sep, "/"))
    .filter((name) => name.includes("/") && name.endsWith(".ts"))
    .filter((name) =>
      /^export const \w+ = defineRule\(/m.test(readFileSync(path.join(folder, name), "utf8")),
    );
}

describe("the list of rules", () => {
  it("names every rule that is defined, each under its own id", () => {
    const expected = ruleFiles().map((name) => name.replace(/\.ts$/, ""));
    assert.deepEqual(rules.map(({ id }) => id).sort(), expected.sort());
  });

  it("is ordered by subject and name, so that a rule is found where it is looked for", () => {
    const ids = rules.map(({ id }) => id);
    const subjects = [...new Set(ids.map((id) => id.split("/")[0]))];
    const expected = subjects.flatMap((subject) => ids.filter((id) => id.startsWith(`${subject}/`)).sort());
    assert.deepEqual(ids, expected);
  });

  for (const rule of rules) {
    it(`${rule.id} says what it is`, () => {
      assert.match(rule.id, /^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(rule.title.length <= 60 && !rule.title.endsWith("."), rule.title);
      assert.match(rule.title, /^[A-Z]/);
      assert.ok(rule.why.length > 20 && rule.why.length < 400 && rule.why.endsWith("."), rule.why);
      for (const url of rule.references) assert.equal(new URL(url).protocol, "https:");
      for (const name of rule.equivalents) assert.match(name, /^[a-z-]+ \S+$/);
      assert.ok(rule.examples.length > 0);
      for (const [name, what] of Object.entries(rule.deviations ?? {})) {
        assert.ok(rule.equivalents.includes(name), `${name} is no equivalent`);
        assert.match(what, /^[A-Z].*\.$/, "says what differs and why, in sentences");
      }
    });

    it(`${rule.id} has its own tests`, () => {
      assert.ok(existsSync(path.resolve(`test/unit/rules/${rule.id}.test.ts`)));
    });
  }
});
