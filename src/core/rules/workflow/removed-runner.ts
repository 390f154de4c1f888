import { removedRunner } from "../../data/runners";
import { matrixValues } from "../../files/workflow/matrix";
import { type Job, workflowOf } from "../../files/workflow/pipeline";
import { soleExpression } from "../../files/workflow/template";
import { setScalar } from "../../files/yaml/edits";
import type { YamlScalar, YamlValue } from "../../files/yaml/value";
import { defineRule } from "../rule";

export const removedRunnerLabel = defineRule({
  id: "workflow/removed-runner",
  on: "workflow",
  severity: "error",
  title: "Run jobs on machines that exist",
  why: "A job that asks for a machine which GitHub has taken out of service waits for a day and fails. Nothing is tested or deployed meanwhile.",
  references: [
    "https://docs.github.com/en/actions/reference/runners/github-hosted-runners",
    "https://github.com/actions/runner-images/issues/11101",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  test:\n    runs-on: «ubuntu-20.04»\n    steps:\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: "in a matrix",
      bad: "on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, «macos-12»]\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, macos-15]\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make test\n",
    },
  ],
  *check({ file }) {
    const seen = new Set<number>();
    for (const job of workflowOf(file)?.jobs ?? []) {
      for (const scalar of labelsOf(job)) {
        const removed = removedRunner(scalar.text.trim());
        if (!removed || seen.has(scalar.at.start)) continue;
        seen.add(scalar.at.start);
        const { since, successor } = removed;
        const edits = setScalar(file.form, scalar, successor);
        yield {
          at: scalar.at,
          message: `GitHub took \`${scalar.text.trim()}\` out of service on ${since}.`,
          fixes: edits ? [{ title: `Run on \`${successor}\``, kind: "review", edits }] : [],
        };
      }
    }
  },
});

/** The labels that a job asks for; machines of one's own may be called anything. */
function labelsOf(job: Job): readonly YamlScalar[] {
  const value = job.map.get("runs-on");
  if (value?.kind === "map" || !value) return [];
  const items = scalars(value);
  if (items.some(({ text }) => text.toLowerCase() === "self-hosted")) return [];
  return items.flatMap((item) => {
    const access = soleExpression(item.text)?.expression;
    if (access?.kind !== "access" || access.root !== "matrix") return [item];
    const path = access.path.flatMap((name) => name ?? []);
    return path.length === access.path.length ? (matrixValues(job, path) ?? []) : [];
  });
}

function scalars(value: YamlValue): readonly YamlScalar[] {
  const items = value.kind === "list" ? value.items : [value];
  return items.flatMap((item) => (item.kind === "scalar" && item.value !== null ? [item] : []));
}
