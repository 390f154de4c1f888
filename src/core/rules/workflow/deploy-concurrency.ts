import { isCalledOnly, type Job, workflowOf } from "../../files/workflow/pipeline";
import { insertPair, setScalar } from "../../files/yaml/edits";
import { textOf, valueAt, type YamlForm } from "../../files/yaml/form";
import type { YamlMap, YamlValue } from "../../files/yaml/value";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { deploymentsIn } from "./deploys";
import { calledBy } from "./local";

export const deployConcurrency = defineRule({
  id: "workflow/deploy-concurrency",
  on: "workflow",
  severity: "warning",
  title: "Deploy one version at a time, and let it finish",
  why: "Two merges in a row start two deployments. Whichever ends last is what runs, be it the older one, and migrations of both run into each other. A deployment that is cut off leaves half of each.",
  references: [
    "https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "on:\n  push:\n    branches: [main]\njobs:\n  «deploy»:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s/\n",
      good: "on:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    concurrency:\n      group: deploy-production\n      cancel-in-progress: false\n    steps:\n      - run: kubectl apply -f k8s/\n",
    },
    {
      title: "a deployment that the next one cuts off",
      bad: "on:\n  push:\n    branches: [main]\nconcurrency:\n  group: production\n  cancel-in-progress: «true»\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s/\n",
      good: "on:\n  push:\n    branches: [main]\nconcurrency:\n  group: production\n  cancel-in-progress: false\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s/\n",
    },
  ],
  *check({ file, project }) {
    const pipeline = workflowOf(file);
    // Whoever calls a workflow may hold the lock.
    if (!pipeline || isCalledOnly(pipeline)) return;
    const whole = pipeline.root.get("concurrency");
    const reported = new Set<number>();
    for (const job of pipeline.jobs) {
      const deploying = deployingPart(project, file.path, job);
      if (!deploying) continue;
      const locks = [whole, job.map.get("concurrency"), ...deploying.locks].flatMap((lock) => lock ?? []);
      const [lock] = locks;
      if (!lock) {
        if (!file.form.clean) continue;
        yield {
          at: job.at,
          message: `Nothing keeps two runs of \`${job.id}\` from deploying at the same time.`,
          fixes: lockFixes(file.form, job),
        };
        continue;
      }
      const cancel = [whole, job.map.get("concurrency")]
        .map((one) => valueAt(one, "cancel-in-progress"))
        .find((one) => textOf(one) === "true");
      if (cancel?.kind !== "scalar") {
        yield { proves: lock.at, message: `\`${job.id}\` waits until the deployment before it is done.` };
      } else if (!reported.has(cancel.at.start)) {
        reported.add(cancel.at.start);
        const edits = setScalar(file.form, cancel, false);
        yield {
          at: cancel.at,
          message: `The next run cuts off the deployment of \`${job.id}\` wherever it is.`,
          fixes: edits ? [{ title: "Let the deployment finish", kind: "review", edits }] : [],
        };
      }
    }
  },
});

/** The locks inside of what a job deploys with, where it deploys: in its own steps or in a workflow that it calls. */
function deployingPart(
  project: ProjectView,
  path: string,
  job: Job,
): { readonly locks: readonly (YamlValue | undefined)[] } | undefined {
  if (deploymentsIn(job).length > 0) return { locks: [] };
  const called = calledBy(project, path, job);
  const inner = called?.pipeline.jobs.find((one) => deploymentsIn(one).length > 0);
  if (!called || !inner) return undefined;
  return { locks: [called.pipeline.root.get("concurrency"), inner.map.get("concurrency")] };
}

function lockFixes(form: YamlForm, { map, uses, entry }: Job): readonly Fix[] {
  if (entry.value.via) return [];
  const value = { group: "deploy-production", "cancel-in-progress": false };
  const edits = insertPair(form, map, "concurrency", value, placeFor(map, uses !== undefined));
  return edits ? [{ title: "Let deployments wait for each other", kind: "review", edits }] : [];
}

function placeFor(map: YamlMap, isCall: boolean): { readonly after?: string } {
  const after = isCall ? "uses" : ["environment", "runs-on"].find((key) => map.has(key));
  return after === undefined ? {} : { after };
}
