import { type Job, type Pipeline, pipelineOf, triggerOf } from "../../files/workflow/pipeline";
import { textOf, valueAt } from "../../files/yaml/form";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";
import { defineRule } from "../rule";
import { allSteps, calledBy } from "./local";
import { mayRunTests, testIn } from "./test-commands";

/** Files that say that there is something to test. */
const manifests =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.py|requirements[\w.-]*\.txt|pipfile|go\.mod|cargo\.toml|gemfile|composer\.json|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|deno\.jsonc?|[\w.-]+\.csproj)$/i;
/** Other services that may run the tests. */
const otherServices =
  /^(?:\.gitlab-ci\.yml|\.circleci\/|\.travis\.yml|jenkinsfile|azure-pipelines|\.azure-pipelines|bitbucket-pipelines\.yml|\.buildkite\/|\.drone\.yml|\.woodpecker|\.semaphore\/|appveyor\.yml|\.cirrus\.yml|codemagic\.yaml|buildspec\.yml|cloudbuild\.ya?ml|\.forgejo\/|\.gitea\/)/i;

export const testsNotRun = defineRule({
  id: "workflow/tests-not-run",
  on: "project",
  severity: "warning",
  title: "Run the tests for every pull request",
  why: "Tests that nobody runs before a merge find the mistake when it is on its way to production, or not at all.",
  references: [
    "https://docs.github.com/en/actions/tutorials/build-and-test-code",
    "https://github.com/ossf/scorecard/blob/main/docs/checks.md#ci-tests",
  ],
  equivalents: [],
  fix: "none",
  scaffold: { id: "gha.ci-cd", title: "Make a pipeline that tests every change" },
  examples: [
    {
      files: {
        "package.json": '{ "scripts": { "test": "vitest run" } }\n',
        ".github/workflows/ci.yml":
          "on: [push, pull_request]\n«jobs»:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm ci\n      - run: npm run build\n",
      },
      good: {
        "package.json": '{ "scripts": { "test": "vitest run" } }\n',
        ".github/workflows/ci.yml":
          "on: [push, pull_request]\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm ci\n      - run: npm test\n      - run: npm run build\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const workflows = readWorkflows(project);
    if (
      workflows.length === 0 ||
      !project.pathsLike(manifests).some((path) => !path.includes("node_modules/"))
    )
      return;
    const tested = workflows.flatMap(({ path, pipeline }) => testsOf(project, path, pipeline));
    const onRequests = tested.find(({ pipeline }) => coversRequests(pipeline));
    if (onRequests) {
      const { path, at } = onRequests;
      yield { path, proves: at, message: "The tests run for every pull request." };
      return;
    }
    if (project.pathsLike(otherServices).length > 0 || workflows.some((one) => mayTest(project, one))) return;
    const [elsewhere] = tested;
    if (elsewhere) {
      const trigger = triggerOf(elsewhere.pipeline, "push") ?? elsewhere.pipeline.triggers[0];
      yield {
        path: elsewhere.path,
        at: trigger?.at ?? elsewhere.at,
        message: "The tests run, but not for pull requests: a mistake is found when it is merged.",
      };
      return;
    }
    const [first] = workflows.toSorted(
      (a, b) => Number(coversRequests(b.pipeline)) - Number(coversRequests(a.pipeline)),
    );
    const at = first?.pipeline.root.entry("jobs")?.at;
    if (first && at) yield { path: first.path, at, message: "No workflow runs the tests of this project." };
  },
});

interface WorkflowAt {
  readonly path: string;
  readonly pipeline: Pipeline;
}

/** The workflows that run in this repository; none when one of them is not read, or not finished. */
function readWorkflows(project: ProjectView): readonly WorkflowAt[] {
  const found: WorkflowAt[] = [];
  for (const file of project.filesOf("workflow")) {
    const { path } = file;
    if (!path.startsWith(".github/workflows/")) continue;
    const pipeline = pipelineOf(file);
    if (!file.form.clean || !pipeline) return [];
    found.push({ path, pipeline });
  }
  return found;
}

interface TestRun extends WorkflowAt {
  readonly at: Span;
}

function testsOf(project: ProjectView, path: string, pipeline: Pipeline): readonly TestRun[] {
  return pipeline.jobs.flatMap((job) => {
    for (const step of allSteps(project, path, job)) {
      const at = testIn(project, step);
      // A test in what is called elsewhere is shown where it is called.
      if (at) return [{ path, pipeline, at: step.pipeline === pipeline ? at : job.at }];
    }
    return [];
  });
}

/** Whether a workflow runs for pull requests: by that trigger, or for every push to any branch. */
function coversRequests(pipeline: Pipeline): boolean {
  if (triggerOf(pipeline, "pull_request", "pull_request_target", "merge_group")) return true;
  const push = triggerOf(pipeline, "push");
  if (!push) return false;
  const { config } = push;
  const branches = config?.get("branches");
  const all = branches?.kind === "list" && branches.items.some((item) => /^\*\*?$/.test(textOf(item) ?? ""));
  return config === undefined || all || (branches === undefined && !config.has("tags"));
}

/** Whether something that cannot be looked into from here may run the tests for pull requests. */
function mayTest(project: ProjectView, { path, pipeline }: WorkflowAt): boolean {
  if (!coversRequests(pipeline)) return false;
  return pipeline.jobs.some(
    (job) =>
      isForeignCall(job) ||
      job.steps.some((step) => {
        const { uses, map } = step;
        if (mayRunTests(step)) return true;
        if (uses?.reference.kind === "docker" || uses?.reference.kind === "unknown") return true;
        if (uses?.reference.kind === "local") return calledBy(project, path, step) === undefined;
        const said = `${textOf(map.get("name")) ?? ""} ${uses?.action ?? ""}`;
        return /\btests?\b|\bspecs?\b|e2e|pytest|coverage/i.test(said);
      }),
  );
}

function isForeignCall({ uses, map }: Job): boolean {
  return (
    (uses !== undefined && uses.reference.kind !== "local") || textOf(valueAt(map, "steps")) !== undefined
  );
}
