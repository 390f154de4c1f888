import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import { inputText, type Job, type Step, triggerOf } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import { textOf, valueAt } from "../../files/yaml/form";
import type { Span } from "../../text/span";
import { callOf, composeOf } from "../script/commands";
import { valuesOf, withoutRunner } from "./commands";

/** A step that puts a version of the app where people use it. */
export interface Deployment {
  readonly step: Step;
  /** The command or the action. */
  readonly at: Span;
  /** As a sentence names it: `kubectl`, `appleboy/ssh-action`. */
  readonly tool: string;
  readonly command: ShellCommand | undefined;
}

/** Words that a command of a tool has to begin with, after its options; none: every command does. */
const deployCommands: Readonly<Record<string, readonly string[]>> = {
  kubectl: ["apply", "set", "rollout", "replace", "patch", "create"],
  helm: ["upgrade", "install"],
  helmfile: ["apply", "sync"],
  flyctl: ["deploy"],
  fly: ["deploy"],
  railway: ["up", "deploy", "redeploy"],
  wrangler: ["deploy", "publish"],
  kamal: ["deploy", "redeploy", "setup"],
  eb: ["deploy"],
  cap: ["production"],
  cdk: ["deploy"],
  sls: ["deploy"],
  serverless: ["deploy"],
  firebase: ["deploy"],
  sst: ["deploy"],
  copilot: ["deploy", "svc"],
  captain: ["deploy"],
  caprover: ["deploy"],
  dokku: [],
  "ansible-playbook": [],
  ecs: ["deploy"],
  doctl: ["apps", "app"],
};

const deployActions =
  /^(?:appleboy\/(?:ssh|scp)-action|burnett01\/rsync-deployments|easingthemes\/ssh-deploy|aws-actions\/amazon-ecs-deploy-task-definition|akhileshns\/heroku-deploy|amondnet\/vercel-action|google-github-actions\/deploy-(?:cloudrun|appengine|cloud-functions)|azure\/(?:webapps-deploy|container-apps-deploy-action|k8s-deploy|functions-action)|cloudflare\/(?:wrangler-action|pages-action)|nwtgck\/actions-netlify|firebaseextended\/action-hosting-deploy|digitalocean\/app_action(?:\/deploy)?|johnbeynon\/render-deploy-action|bervproject\/railway-deploy|dokku\/github-action|garygrossgarten\/github-action-ssh|fifsky\/ssh-action|cross-the-world\/ssh-scp-ssh-pipelines|superfly\/flyctl-actions)$/;

const known = new WeakMap<Job, readonly Deployment[]>();

/**
 * Where a job deploys to production, in the order of the file. Previews are none: what runs for pull requests only, and
 * what is said to be for them.
 */
export function deploymentsIn(job: Job): readonly Deployment[] {
  const seen = known.get(job);
  if (seen) return seen;
  const found = isPreview(job) ? [] : job.steps.flatMap(deploymentOf);
  known.set(job, found);
  return found;
}

/** Whether a job deploys, publishes or pushes: what a token in wrong hands would change. */
export function changesSomething(job: Job): boolean {
  return deploymentsIn(job).length > 0 || job.steps.some((step) => commandsOf(step).some(isPublishing));
}

function deploymentOf(step: Step): readonly Deployment[] {
  if (isPreviewText(textOf(step.map.get("if")))) return [];
  const action = step.uses?.action;
  if (step.uses && action !== undefined && deployActions.test(action)) {
    if (isPreviewAction(step, action)) return [];
    return [{ step, at: step.uses.scalar.at, tool: action, command: undefined }];
  }
  const isOnServer = saysDeploy(step) && runsOnOwnMachine(step.job);
  const command = commandsOf(step).find((one) => isDeploying(one) || (isOnServer && startsStack(one)));
  if (!command) return [];
  return [{ step, at: step.run?.via ?? command.span, tool: toolName(command), command }];
}

/** Whether a command deploys; the text that `ssh` runs elsewhere counts as a deployment. */
export function isDeploying(command: ShellCommand): boolean {
  const [program = "", ...words] = withoutRunner(command);
  const plain = words.filter((word) => !word.startsWith("-"));
  const first = plain[0] ?? "";
  switch (program) {
    case "ssh":
      // With a command behind the host; `ssh -T git@github.com` and tunnels are none.
      return plain.length > 1 && !words.some((word) => /^git@|^-[A-Za-z]*[NV]$/.test(word));
    case "scp":
      return true;
    case "rsync":
      return words.some((word) => /^[^/\s]+:|^\$.*:/.test(word) && !word.startsWith("-"));
    case "docker":
      return (first === "stack" && plain[1] === "deploy") || (first === "service" && plain[1] === "update");
    case "vercel":
    case "now":
      return words.includes("--prod") && first !== "build" && first !== "pull";
    case "netlify":
    case "ntl":
      return first === "deploy" && (words.includes("--prod") || words.includes("-p"));
    case "heroku":
      return first.startsWith("container:release") || first.startsWith("builds:create");
    case "git":
      return first === "push" && words.some((word) => /heroku|dokku|gigalixir/.test(word));
    case "gcloud":
      return words.includes("deploy") && /^(?:run|app|functions|beta)$/.test(first);
    case "aws":
      return /^(?:ecs update-service|deploy create-deployment|elasticbeanstalk update-environment|lambda update-function-code|apprunner start-deployment)/.test(
        plain.slice(0, 2).join(" "),
      );
    case "az":
      return /^(?:webapp (?:deploy|up)|containerapp (?:update|up)|functionapp deploy)/.test(
        plain.slice(0, 2).join(" "),
      );
    case "curl":
      // Hooks by which Render, Dokploy and Coolify are told to deploy.
      return words.some((word) => /api\.render\.com\/deploy|\/api\/v1\/deploy\b|DEPLOY_HOOK/i.test(word));
    default: {
      const starts = Object.hasOwn(deployCommands, program) ? deployCommands[program] : undefined;
      return starts !== undefined && (starts.length === 0 || starts.includes(first)) && !isDryRun(words);
    }
  }
}

function isDryRun(words: readonly string[]): boolean {
  return words.some((word) => /^--(?:dry-run|check|server-dry-run|build-only)\b/.test(word));
}

function isPublishing(command: ShellCommand): boolean {
  const [program = "", first = "", second = ""] = withoutRunner(command);
  const start = `${program} ${first}`;
  return (
    /^(?:git push|docker push|npm publish|pnpm publish|yarn publish|bun publish|twine upload|cargo publish|uv publish|poetry publish|gem push|gh release|gh pr)$/.test(
      start,
    ) || `${start} ${second}` === "yarn npm publish"
  );
}

function toolName(command: ShellCommand): string {
  return valuesOf(command)[0] === "ssh" ? "ssh" : (withoutRunner(command)[0] ?? toolOf(command));
}

/** Whether a job runs for pull requests only, or says that it makes a preview. */
function isPreview(job: Job): boolean {
  const { triggers } = job.pipeline;
  const isForRequests = triggers.length > 0 && triggers.every(({ name }) => name.startsWith("pull_request"));
  const environment = job.map.get("environment");
  const name = textOf(environment) ?? textOf(valueAt(environment, "name")) ?? "";
  return (
    isForRequests ||
    isPreviewText(textOf(job.map.get("if"))) ||
    /^(?:preview|review|pr-|ephemeral)/i.test(name) ||
    /(?:^|[-_])(?:previews?|review-app)(?:[-_]|$)/i.test(job.id)
  );
}

function isPreviewText(condition: string | undefined): boolean {
  return condition !== undefined && /event_name\s*==\s*'pull_request/.test(condition);
}

/** Whether the job runs on a machine of the project's own, where what it starts stays up. */
function runsOnOwnMachine(job: Job | undefined): boolean {
  const runner = job?.map.get("runs-on");
  const labels = runner?.kind === "list" ? runner.items : [runner, valueAt(runner, "labels")];
  return labels.some((label) => textOf(label) === "self-hosted");
}

/** Whether job or workflow call it a deployment: on a machine of its own, a project starts stacks to test them as well. */
function saysDeploy({ job, pipeline }: Step): boolean {
  if (!job || job.map.has("services")) return false;
  const names = [job.id, textOf(job.map.get("name")), textOf(pipeline.root.get("name"))];
  return (
    job.map.has("environment") ||
    names.some((name) => /\b(?:re)?deploy(?:ment|s)?\b/i.test((name ?? "").replaceAll("_", " ")))
  );
}

/** `docker compose up -d`, which leaves the stack running. */
function startsStack(command: ShellCommand): boolean {
  const compose = composeOf(callOf(command));
  return (
    compose?.verb === "up" && compose.args.some((word) => /^(?:-[a-z]*d[a-z]*|--detach|--wait)$/.test(word))
  );
}

function isPreviewAction(step: Step, action: string): boolean {
  const text = (name: string) => inputText(step, name) ?? "";
  if (action === "superfly/flyctl-actions") return !/^\s*deploy\b(?!.*--build-only)/.test(text("args"));
  if (action === "amondnet/vercel-action") return !text("vercel-args").includes("--prod");
  if (action === "nwtgck/actions-netlify")
    return !/^true$/i.test(text("production-deploy")) && text("production-branch") === "";
  if (action === "firebaseextended/action-hosting-deploy") return text("channelid") !== "live";
  if (action === "cloudflare/wrangler-action")
    return !/\b(?:deploy|publish)\b/.test(text("command") || "deploy");
  return false;
}

/** Whether a workflow is started by hand, by a push or by anything else that is no pull request. */
export function runsOutsideRequests(job: Job): boolean {
  return (
    triggerOf(job.pipeline, "push", "workflow_dispatch", "release", "schedule", "workflow_run") !== undefined
  );
}
