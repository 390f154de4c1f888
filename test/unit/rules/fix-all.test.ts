import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { fixAll } from "../../../src/core/lint/fix";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { examplesOf } from "../../support/examples";
import { projectOf } from "../../support/project";

type Files = Readonly<Record<string, string>>;

const config = resolveConfig();

function fixed(files: Files): Files {
  const { texts } = fixAll(projectOf(files), rules, config, { kinds: "any" });
  return { ...files, ...Object.fromEntries(texts) };
}

function findings(files: Files) {
  return lint(projectOf(files), rules, config).findings;
}

describe("every fix of every rule at once", () => {
  for (const { title, files } of rules.flatMap(examplesOf)) {
    it(`${title}: settles, and leaves files that parse without what could be fixed`, () => {
      const after = fixed(files);
      assert.deepEqual(fixed(after), after, "a second run changes nothing");
      for (const [path, text] of Object.entries(after)) {
        const before = projectOf(files).file(path);
        const file = projectOf(after).file(path);
        if (file && (before === undefined || before.form.clean))
          assert.ok(file.form.clean, `${path}\n${text}`);
      }
      const left = findings(after).filter(({ fixes }) => fixes.length > 0);
      assert.deepEqual(
        left.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});
