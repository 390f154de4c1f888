import { type Pipeline, workflowOf } from "../../files/workflow/pipeline";
import { asMap, textOf, type YamlForm } from "../../files/yaml/form";
import { layoutOf } from "../../files/yaml/layout";
import type { YamlMap, YamlScalar } from "../../files/yaml/value";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";

const zizmor = "zizmor excessive-permissions";
const ghalint = "ghalint deny_write_all_permission";

export const writeAll = defineRule({
  id: "workflow/write-all",
  on: "workflow",
  severity: "warning",
  title: "Give jobs the permissions they need and no more",
  why: "With `write-all` every action and every dependency that runs in the job may push code, publish packages and change releases in your name. One that is taken over does.",
  references: [
    "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions",
    "https://docs.github.com/en/actions/tutorials/authenticate-with-github_token",
  ],
  equivalents: [zizmor, ghalint, "ghalint deny_read_all_permission"],
  alsoSilencedBy: ["checkov CKV2_GHA_1"],
  deviations: {
    [zizmor]: "What has no permissions at all is the matter of workflow/missing-permissions.",
  },
  fix: "review",
  examples: [
    {
      bad: "on: push\npermissions: «write-all»\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      good: "on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
  ],
  *check({ file }) {
    const pipeline = workflowOf(file);
    if (!pipeline) return;
    for (const map of [pipeline.root, ...pipeline.jobs.map((job) => job.map)]) {
      const problem = judge(file.form, map);
      if (problem) yield problem;
    }
    yield* broadRights(pipeline);
  },
});

function judge(form: YamlForm, map: YamlMap): Problem | undefined {
  const value = map.get("permissions");
  const text = textOf(value)?.trim();
  if (value?.kind !== "scalar" || (text !== "write-all" && text !== "read-all")) return undefined;
  const isWrite = text === "write-all";
  return {
    at: value.at,
    severity: isWrite ? "warning" : "hint",
    message: isWrite
      ? "Everything that runs here may change code, packages and releases. Name what is needed."
      : "Everything that runs here may read all there is, packages and security reports among it. Name what is needed.",
    equivalents: isWrite ? [zizmor, ghalint] : [zizmor, "ghalint deny_read_all_permission"],
    fixes: fixesFor(form, map, value),
  };
}

function fixesFor(form: YamlForm, map: YamlMap, value: YamlScalar): readonly Fix[] {
  if (!form.clean || value.via) return [];
  const title = "Allow reading the code and nothing else";
  if (map.flow) return [{ title, kind: "review", edits: [replacement(value.origin, "{ contents: read }")] }];
  const { eol, indent, step } = layoutOf(form, map.indent);
  const start = value.origin.start - (form.text[value.origin.start - 1] === " " ? 1 : 0);
  const edit = replacement({ start, end: value.origin.end }, `${eol}${indent}${step}contents: read`);
  return [{ title, kind: "review", edits: [edit] }];
}

/** Rights to write that every job of several gets, wherever it is that needs them. */
function* broadRights({ root, jobs }: Pipeline): Iterable<Problem> {
  if (jobs.length < 2) return;
  for (const { key, at, value } of asMap(root.get("permissions"))?.entries ?? []) {
    if (textOf(value)?.trim() !== "write") continue;
    const message = `All ${jobs.length} jobs may write \`${key}\`. Give that to the job that needs it.`;
    yield { at, severity: "hint", message, equivalents: [zizmor] };
  }
}
