import { isCalledOnly, type Job, type Pipeline, workflowOf } from "../../files/workflow/pipeline";
import { insertPair } from "../../files/yaml/edits";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { changesSomething } from "./deploys";
import { readsSecrets } from "./secrets-in";

export const missingPermissions = defineRule({
  id: "workflow/missing-permissions",
  on: "workflow",
  severity: "info",
  title: "Say what the token of a workflow may do",
  why: "Without `permissions` the token has the rights of the repository's settings, in older ones all rights to write. Every action that a job uses gets that token.",
  references: [
    "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions",
    "https://docs.github.com/en/actions/reference/security/secure-use",
  ],
  equivalents: ["zizmor excessive-permissions", "ghalint job_permissions"],
  alsoSilencedBy: ["checkov CKV2_GHA_1"],
  deviations: {
    "zizmor excessive-permissions":
      "Rights that are written down but too broad are the matter of workflow/write-all.",
    "ghalint job_permissions": "Permissions of the workflow count for its jobs, as GitHub has it.",
  },
  fix: "review",
  examples: [
    {
      bad: "on: push\n«jobs»:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      good: "on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: "graver where secrets are used",
      bad: "on: push\n\n«jobs»:\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n",
      good: "on: push\n\npermissions:\n  contents: read\n\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n",
    },
  ],
  *check({ file }) {
    const pipeline = workflowOf(file);
    if (!pipeline || !file.form.clean) return;
    const { root, jobs } = pipeline;
    const own = root.entry("permissions");
    if (own) {
      yield { proves: own.at, message: "The workflow says what its token may do." };
      return;
    }
    // Who calls a workflow decides on its rights, except for what its own jobs call.
    const asked = isCalledOnly(pipeline) ? jobs.filter(({ uses }) => uses) : jobs;
    const lacking = asked.filter(({ map }) => !map.has("permissions"));
    const [first] = lacking;
    if (!first) {
      const [job] = jobs;
      const at = job?.map.entry("permissions")?.at;
      if (at) yield { proves: at, message: "Every job says what its token may do." };
      return;
    }
    const grave = lacking.find((job) => readsSecrets(job) || changesSomething(job));
    const isWhole = lacking.length === jobs.length;
    yield {
      at: isWhole ? (root.entry("jobs")?.at ?? first.at) : (grave ?? first).at,
      severity: grave ? "warning" : "info",
      message: messageFor(lacking, grave, isWhole),
      fixes: fixesFor(pipeline),
    };
  },
});

function messageFor(lacking: readonly Job[], grave: Job | undefined, isWhole: boolean): string {
  if (grave) {
    return `The job \`${grave.id}\` works with secrets or changes things, and its token has the rights of the repository's settings.`;
  }
  if (isWhole) return "Nothing says what the token of these jobs may do.";
  return `Nothing says what the token of ${lacking.map(({ id }) => `\`${id}\``).join(", ")} may do.`;
}

/** Rights for the whole workflow in front of its jobs, apart from them as these are from what is above. */
function fixesFor({ form, root }: Pipeline): readonly Fix[] {
  const jobs = root.entry("jobs");
  const edits = insertPair(form, root, "permissions", { contents: "read" }, { before: "jobs" });
  const [edit] = edits ?? [];
  if (!jobs || !edit || root.flow) return [];
  const eol = form.text.includes("\r\n") ? "\r\n" : "\n";
  const isApart = form.text.slice(0, jobs.origin.start).endsWith(eol + eol);
  const spaced = isApart ? replacement(edit.span, edit.text + eol) : edit;
  return [{ title: "Allow reading the code and nothing else", kind: "review", edits: [spaced] }];
}
