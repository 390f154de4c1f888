import { contextsOf } from "../../files/workflow/expression";
import { inputOf, type Pipeline, type Step, type Trigger, workflowOf } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import { dotted, embeddedIn } from "../../files/workflow/template";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Severity } from "../rule";
import { withoutRunner } from "./commands";

/** Contexts that name what an outsider proposed. */
const foreign =
  /^github\.(?:event\.pull_request\.(?:head\.|merge_commit_sha$|number$)|event\.workflow_run\.(?:head_|pull_requests)|event\.number$|head_ref$)/;
/** Actions that read the title, the paths or the labels of a request and run nothing of it. */
const harmless =
  /^(?:actions\/(?:labeler|stale|first-interaction|add-to-project|create-github-app-token)|amannn\/action-semantic-pull-request|thehanimo\/pr-title-checker|dessant\/lock-threads|eps1lon\/actions-label-merge-conflict|pozil\/auto-assign-issue|toshimaru\/auto-author-assign|kentaro-m\/auto-assign-action)$/;

export const dangerousTrigger = defineRule({
  id: "workflow/dangerous-trigger",
  on: "workflow",
  severity: "warning",
  title: "Let strangers start nothing that holds your secrets",
  why: "`pull_request_target` and `workflow_run` run with the secrets of the repository and a token that may write, and anybody who opens a pull request starts them. Where they build what was proposed, its author has both.",
  references: [
    "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
    "https://docs.github.com/en/actions/reference/security/secure-use",
  ],
  equivalents: ["zizmor dangerous-triggers"],
  fix: "review",
  examples: [
    {
      bad: "on: «pull_request_target»\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci && npm test\n",
      good: "on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci && npm test\n",
    },
  ],
  *check({ file }) {
    const pipeline = workflowOf(file);
    if (!pipeline) return;
    const used = pipeline.triggers.map(({ name }) => name);
    for (const trigger of pipeline.triggers) {
      if (trigger.name !== "pull_request_target" && trigger.name !== "workflow_run") continue;
      const checkout = pipeline.steps.find(takesForeignCode);
      const severity = severityOf(pipeline, checkout);
      if (severity === undefined) continue;
      yield {
        at: trigger.at,
        severity,
        message: messageFor(trigger.name, severity),
        related: checkout
          ? [{ path: file.path, at: checkout.map.at, message: "Here the proposed code is fetched." }]
          : [],
        fixes: used.includes("pull_request") ? [] : fixesFor(trigger),
      };
    }
  },
});

/** Undefined where nothing but the stock labeller runs. */
function severityOf({ steps, jobs }: Pipeline, checkout: Step | undefined): Severity | undefined {
  if (checkout) return "error";
  const actions = steps.map(({ uses }) => uses?.action);
  const calls = jobs.some(({ uses }) => uses);
  if (!calls && actions.length === 1 && actions[0] === "actions/labeler") return undefined;
  const isHarmless = !calls && steps.every(({ run, uses }) => !run && harmless.test(uses?.action ?? ""));
  return isHarmless ? "info" : "warning";
}

function takesForeignCode(step: Step): boolean {
  if (step.uses?.action === "actions/checkout") {
    return ["ref", "repository"].some((name) => {
      const value = inputOf(step, name);
      return value?.kind === "scalar" && readsForeign(value.text);
    });
  }
  return commandsOf(step).some((command) => {
    const [program, first, second] = withoutRunner(command);
    if (program === "gh") return first === "pr" && second === "checkout";
    return (
      program === "git" &&
      /^(?:fetch|checkout|pull|merge|clone|switch)$/.test(first ?? "") &&
      command.args.some(({ raw }) =>
        /pull\/.*\/(?:head|merge)|head[._](?:ref|sha)|HEAD_(?:REF|SHA)/.test(raw),
      )
    );
  });
}

function readsForeign(text: string): boolean {
  return (
    /refs\/pull\//.test(text) ||
    embeddedIn(text).some(({ expression }) =>
      (expression ? contextsOf(expression) : []).some((access) => foreign.test(dotted(access) ?? "")),
    )
  );
}

function messageFor(name: string, severity: Severity): string {
  if (severity === "error") {
    return `\`${name}\` has the secrets of the repository, and a step fetches what was proposed: its author can take them.`;
  }
  if (severity === "info") {
    return `\`${name}\` has the secrets of the repository. Never fetch or run here what was proposed.`;
  }
  return name === "workflow_run"
    ? "`workflow_run` has the secrets of the repository, even after a run that a stranger's pull request started."
    : "`pull_request_target` has the secrets of the repository and runs for every stranger's pull request.";
}

function fixesFor({ name, at }: Trigger): readonly Fix[] {
  if (name !== "pull_request_target") return [];
  const title = "Use `pull_request`, without secrets for forks";
  return [{ title, kind: "review", edits: [replacement(at, "pull_request")] }];
}
