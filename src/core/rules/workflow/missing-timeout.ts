import { workflowOf } from "../../files/workflow/pipeline";
import { insertPair } from "../../files/yaml/edits";
import { defineRule } from "../rule";
import { deploymentsIn } from "./deploys";

export const missingTimeout = defineRule({
  id: "workflow/missing-timeout",
  on: "workflow",
  severity: "hint",
  title: "Give every job a time limit",
  why: "A job that hangs runs for six hours before GitHub ends it: it costs its minutes, and everything that waits for the same deployment waits with it.",
  references: [
    "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes",
  ],
  equivalents: ["ghalint job_timeout_minutes_is_required"],
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  «test»:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 15\n    steps:\n      - run: make test\n",
    },
  ],
  *check({ file }) {
    const pipeline = workflowOf(file);
    if (!pipeline || !file.form.clean) return;
    for (const job of pipeline.jobs) {
      const { map, steps, id } = job;
      if (steps.length === 0 || map.has("timeout-minutes") || !map.has("runs-on")) continue;
      if (steps.every((step) => step.map.has("timeout-minutes"))) continue;
      const edits = job.entry.value.via
        ? undefined
        : insertPair(file.form, map, "timeout-minutes", 15, { after: "runs-on" });
      yield {
        at: job.at,
        severity: deploymentsIn(job).length > 0 ? "info" : "hint",
        message: `Nothing ends the job \`${id}\` when it hangs, for six hours.`,
        fixes: edits ? [{ title: "End it after 15 minutes", kind: "review", edits }] : [],
      };
    }
  },
});
