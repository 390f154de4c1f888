import { workflowShape } from "../../data/workflow-schema";
import { workflowOf } from "../../files/workflow/pipeline";
import type { YamlForm } from "../../files/yaml/form";
import { defineRule, type Problem } from "../rule";
import { contradictions, impossibleNeeds } from "./job-rules";
import { misshapen } from "./shape";

const check = "actionlint syntax-check";
/** What is wrong all over a file is mostly one mistake. */
const MAX_PROBLEMS = 40;
const MAX_SYNTAX = 5;

export const syntax = defineRule({
  id: "workflow/syntax",
  on: "workflow",
  severity: "error",
  title: "Write workflows that GitHub can read",
  why: "GitHub refuses a workflow with an unknown key or a job that cannot start, and says so on a page that few people look at. Tests and deployments are simply not run.",
  references: [
    "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",
    "https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows",
  ],
  equivalents: [check, "actionlint job-needs", "actionlint id"],
  deviations: {
    [check]: "An anchor that nothing refers to is left alone: GitHub reads such a file.",
  },
  fix: "review",
  examples: [
    {
      bad: "on:\n  push:\n    «branch»: [main]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      good: "on:\n  push:\n    branches: [main]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: "a job that waits for none",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  deploy:\n    needs: «biuld»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  deploy:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n",
    },
    {
      title: "a job without a machine",
      bad: "on: push\njobs:\n  «test»:\n    steps:\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      fix: null,
    },
  ],
  *check({ file }) {
    const { form } = file;
    let count = 0;
    for (const problem of problemsIn(form)) {
      if (count++ >= MAX_PROBLEMS) return;
      yield problem;
    }
    const pipeline = form.clean ? workflowOf(file) : undefined;
    if (!pipeline) return;
    for (const problem of [
      ...withPeer(misshapen(pipeline.root, workflowShape, { name: "The workflow", at: start(form) }), check),
      ...withPeer(contradictions(pipeline), check),
      ...withPeer(impossibleNeeds(pipeline), "actionlint job-needs"),
    ]) {
      if (count++ >= MAX_PROBLEMS) return;
      yield problem;
    }
    const on = pipeline.root.entry("on");
    if (count === 0 && on && pipeline.jobs.length > 0) {
      yield { proves: on.at, message: "GitHub can read this workflow." };
    }
  },
});

function* problemsIn(form: YamlForm): Iterable<Problem> {
  for (const { at, message } of form.problems.slice(0, MAX_SYNTAX)) {
    const [first = ""] = message.split("\n");
    yield { at, message: `${first.replace(/[.:\s]+$/, "")}.`, equivalents: [check] };
  }
  if (form.clean && !form.root)
    yield { at: start(form), message: "This workflow is empty.", equivalents: [check] };
}

function* withPeer(problems: Iterable<Problem>, peer: string): Iterable<Problem> {
  for (const problem of problems) yield { equivalents: [peer], ...problem };
}

function start({ text }: YamlForm) {
  const from = text.startsWith("\ufeff") ? 1 : 0;
  return { start: from, end: Math.min(text.length, from + 1) };
}
