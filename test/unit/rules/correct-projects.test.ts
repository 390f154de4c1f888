import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { projectOf } from "../../support/project";
import { filesOfProject, projectNames } from "../../support/projects";

/** A handful of hints in a project of this size is advice; more would be noise. */
const MAX_HINTS = 5;

describe("a project that is in order", () => {
  for (const name of projectNames) {
    it(`${name} gets no error and no warning, and a handful of hints`, () => {
      const project = projectOf(filesOfProject(name));
      const { findings, failures } = lint(project, rules, resolveConfig());
      assert.deepEqual(failures, []);
      const told = findings.map(({ rule, severity, path, at, message }) => {
        const text = project.file(path)?.text.slice(at.start, at.end);
        return `${severity} ${rule} ${path}:${at.start} ${JSON.stringify(text)} ${message}`;
      });
      assert.deepEqual(
        told.filter((line) => /^(error|warning) /.test(line)),
        [],
      );
      assert.ok(told.length <= MAX_HINTS, told.join("\n"));
    });
  }
});
