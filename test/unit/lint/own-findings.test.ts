import assert from "node:assert/strict";
import { defaultConfig } from "../../../src/core/lint/config";
import { LintSession } from "../../../src/core/lint/session";
import { defineRule, type Rule } from "../../../src/core/rules/rule";
import { span } from "../../../src/core/text/span";
import { projectOf } from "../../support/project";

const meta = {
  severity: "warning",
  title: "A rule",
  why: "For a test.",
  references: [],
  equivalents: [],
  fix: "none",
  examples: [],
} as const;

const alone = defineRule({
  ...meta,
  id: "test/alone",
  on: "dockerfile",
  *check() {
    yield { at: span(0, 4), message: "seen in the file itself" };
  },
});
const asking = defineRule({
  ...meta,
  id: "test/asking",
  on: "dockerfile",
  *check({ project }) {
    if (!project.has(".dockerignore")) yield { at: span(0, 4), message: "another file is missing" };
  },
});
const wide = defineRule({
  ...meta,
  id: "test/wide",
  on: "project",
  *check() {
    yield { path: "Dockerfile", at: span(0, 4), message: "seen in the project" };
  },
});

describe("findings that no other file has a say in", () => {
  it("leave out what a rule asked the project and what project rules say", () => {
    const rules: readonly Rule[] = [alone, asking, wide];
    const session = new LintSession(projectOf({ Dockerfile: "FROM x\n" }), rules, defaultConfig);
    const work = session.refresh();
    while (!work.next().done);
    const ids = (findings: readonly { rule: string }[]) => findings.map(({ rule }) => rule);
    assert.deepEqual(ids(session.findingsOf("Dockerfile")), ["test/alone", "test/asking", "test/wide"]);
    assert.deepEqual(ids(session.ownFindingsOf("Dockerfile")), ["test/alone"]);
    assert.deepEqual(session.ownFindingsOf("other"), []);
  });
});
