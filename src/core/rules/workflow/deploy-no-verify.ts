import type { ShellCommand } from "../../files/dockerfile/shell";
import {
  inputOf,
  isCalledOnly,
  type Job,
  needsOf,
  type Pipeline,
  type Step,
  workflowOf,
} from "../../files/workflow/pipeline";
import { commandsOf, shellIn } from "../../files/workflow/script";
import { appendItem } from "../../files/yaml/edits";
import { textOf, valueAt, type YamlForm } from "../../files/yaml/form";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix, type Severity } from "../rule";
import { withoutRunner } from "./commands";
import { type Deployment, deploymentsIn } from "./deploys";
import { calledBy } from "./local";
import { isVerifying, verifies } from "./verifying";

/** Tools that switch over when the new version answers, or that cannot leave half a version behind. */
const careful =
  /^(?:vercel|now|netlify|ntl|wrangler|firebase|gcloud|heroku|railway|sst|cdk|sls|serverless|copilot|eb|az|caprover|amondnet|nwtgck|cloudflare|google-github-actions|azure|akhileshns|digitalocean|doctl|git|johnbeynon|bervproject|aws|firebaseextended)/;
/** What a playbook or a recipe does stands somewhere else. */
const opaque = /^(?:ansible-playbook|cap|dokku|kamal|helmfile|ecs|captain)$/;

export const deployNoVerify = defineRule({
  id: "workflow/deploy-no-verify",
  on: "workflow",
  severity: "warning",
  title: "Look whether the app works after each deployment",
  why: "A deployment that went through says that files were copied, not that the app answers. Without a question at the end the pipeline is green while users see errors, and nobody rolls back.",
  references: [
    "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/",
    "https://docs.docker.com/reference/cli/docker/compose/up/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "on:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment:\n      name: production\n      url: https://app.acme.dev\n    steps:\n      - run: «kubectl apply -f k8s/»\n",
      good: "on:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment:\n      name: production\n      url: https://app.acme.dev\n    steps:\n      - run: kubectl apply -f k8s/\n      - name: Smoke test\n        run: curl --fail --silent --show-error --retry 10 --retry-delay 6 --retry-all-errors --output /dev/null https://app.acme.dev\n",
    },
  ],
  *check({ file, project }) {
    const pipeline = workflowOf(file);
    if (!pipeline || isCalledOnly(pipeline) || !file.form.clean) return;
    for (const job of pipeline.jobs) {
      const part = deployingPart(project, file.path, job);
      if (!part) continue;
      const { deployment, after } = part;
      const later = [...after, ...dependants(job).flatMap((one) => stepsOf(project, file.path, one))];
      const check = later.find(verifies);
      const at = part.isHere ? deployment.at : job.at;
      if (check || deploymentVerifies(deployment)) {
        const isHere = check?.pipeline === pipeline;
        yield {
          proves: isHere ? check.map.at : at,
          message: "The deployment is looked at before the run ends.",
        };
        continue;
      }
      const severity = severityOf(project, deployment, later);
      if (severity === undefined) continue;
      yield {
        at,
        severity,
        message: `Nothing asks the app whether it works after \`${deployment.tool}\` has deployed it.`,
        fixes: smokeFixes(file.form, job),
      };
    }
  },
});

/** More jobs than this say nothing new. */
const MAX_DEPENDANTS = 30;

interface DeployingPart {
  readonly deployment: Deployment;
  /** The steps behind it, in its own job and in those that wait for it there. */
  readonly after: readonly Step[];
  readonly isHere: boolean;
}

function deployingPart(project: ProjectView, path: string, job: Job): DeployingPart | undefined {
  const own = lastDeployment(job);
  if (own) return { deployment: own, after: behind(job, own), isHere: true };
  const called = calledBy(project, path, job);
  for (const inner of called?.pipeline.jobs ?? []) {
    const deployment = lastDeployment(inner);
    if (!deployment) continue;
    const after = [...behind(inner, deployment), ...dependants(inner).flatMap(({ steps }) => steps)];
    return { deployment, after, isHere: false };
  }
  return undefined;
}

/** The last one counts: a check in between would see the old version. */
function lastDeployment(job: Job): Deployment | undefined {
  return deploymentsIn(job).at(-1);
}

function behind({ steps }: Job, { step }: Deployment): readonly Step[] {
  return steps.slice(steps.indexOf(step) + 1);
}

const waiting = new WeakMap<Pipeline, ReadonlyMap<string, readonly Job[]>>();

/** The jobs that start when `job` is done, however many are in between. */
function dependants(job: Job): readonly Job[] {
  const byNeed = waiting.get(job.pipeline) ?? jobsByNeed(job.pipeline);
  waiting.set(job.pipeline, byNeed);
  const found = new Set(byNeed.get(job.id));
  for (const other of found) {
    if (found.size > MAX_DEPENDANTS) break;
    for (const next of byNeed.get(other.id) ?? []) found.add(next);
  }
  return [...found];
}

function jobsByNeed({ jobs }: Pipeline): ReadonlyMap<string, readonly Job[]> {
  const byNeed = new Map<string, Job[]>();
  for (const job of jobs) {
    for (const need of needsOf(job))
      byNeed.set(need, [...(byNeed.get(need) ?? []).slice(0, MAX_DEPENDANTS), job]);
  }
  return byNeed;
}

function stepsOf(project: ProjectView, path: string, job: Job): readonly Step[] {
  return [...job.steps, ...(calledBy(project, path, job)?.pipeline.steps ?? [])];
}

/** Whether the deployment itself waits for the app, or the commands behind it in the same script do. */
function deploymentVerifies({ step, command }: Deployment): boolean {
  if (verifies(step) && !command) return true;
  if (remoteScripts(step).some((script) => isRemoteCheck(script))) return true;
  if (!command) return false;
  const commands = commandsOf(step);
  const from = commands.indexOf(command);
  return commands.slice(from).some((one) => isVerifying(one) || isRemoteCheck(remoteText(one)));
}

function isRemoteCheck(text: string): boolean {
  return /\b(?:curl|wget)\b(?![^\n;|&]{0,300}\|\s{0,20}(?:ba)?sh)|--wait\b|rollout status|health|smoke|docker inspect/i.test(
    text,
  );
}

/** What `ssh` runs on the other machine. */
function remoteText(command: ShellCommand): string {
  return withoutRunner(command)[0] === "ssh" ? command.args.map(({ text }) => text).join(" ") : "";
}

/** Scripts that an action runs on a server. */
function remoteScripts(step: Step): readonly string[] {
  const value = inputOf(step, "script") ?? inputOf(step, "command");
  return step.uses && value?.kind === "scalar" ? [value.text] : [];
}

/** Undefined where scripts, recipes or actions do what cannot be seen from here. */
function severityOf(
  project: ProjectView,
  { step, tool, command }: Deployment,
  later: readonly Step[],
): Severity | undefined {
  if (opaque.test(tool) || runsUnseen(step)) return undefined;
  const texts = [...(command ? [remoteText(command)] : []), ...remoteScripts(step)];
  const scalar = inputOf(step, "script");
  const remote = scalar?.kind === "scalar" ? shellIn(scalar).commands : [];
  if (texts.some(callsScript) || remote.some(isOwnScript) || [step, ...later].some(runsOwnScript)) {
    return undefined;
  }
  // A heredoc tells the other machine what to do; its text is not read here.
  if (command?.redirects.some(({ operator }) => operator.startsWith("<"))) return undefined;
  if (later.some(({ uses }) => uses?.reference.kind === "local")) return undefined;
  if (/^(?:fly(?:ctl)?$|superfly\/)/.test(tool))
    return project.pathsLike(/(?:^|\/)fly[\w.-]*\.toml$/).length > 0 ? undefined : "info";
  return careful.test(tool) ? "info" : "warning";
}

/** Whether an action runs a script that stands in another file, or in a setting of the repository. */
function runsUnseen(step: Step): boolean {
  if (!step.uses) return false;
  if (["script_path", "script_file", "script-file"].some((name) => inputOf(step, name))) return true;
  return remoteScripts(step).some((text) => text.replaceAll(/\$\{\{[^}]{0,1000}\}\}/g, "").trim() === "");
}

const knownScripts = new WeakMap<Step, boolean>();

function runsOwnScript(step: Step): boolean {
  const seen = knownScripts.get(step);
  if (seen !== undefined) return seen;
  const found = commandsOf(step).some(isOwnScript);
  knownScripts.set(step, found);
  return found;
}

function callsScript(text: string): boolean {
  return /[\w/-]\.(?:sh|py|rb|js|ts)\b|\bmake\s+\w|\bjust\s+\w/.test(text);
}

/** Whether a command runs a file or a target of the project. */
function isOwnScript(command: ShellCommand): boolean {
  const [program = "", first = ""] = withoutRunner(command);
  const written = command.words[0]?.text ?? "";
  return (
    /^(?:make|just|task|rake|nox|invoke|mage|earthly|gradle|gradlew)$/.test(program) ||
    /^\.{0,2}\/?(?:[\w.-]+\/)*[\w.-]+\.(?:sh|py|rb|js|ts|mjs)$/.test(written) ||
    /^\.\/|^(?:bin|scripts?|tools|deploy|ops)\//.test(written) ||
    (/^(?:bash|sh|python3?|node|ruby|source|\.)$/.test(program) && /^[^-$]/.test(first)) ||
    (/^(?:npm|pnpm|yarn|bun)$/.test(program) && /^(?:run|deploy|release)/.test(first))
  );
}

/** A question at the end, where the file says what the address is. */
function smokeFixes(form: YamlForm, job: Job): readonly Fix[] {
  const url = textOf(valueAt(job.map, "environment", "url"));
  const steps = job.map.get("steps");
  if (url === undefined || steps?.kind !== "list" || steps.via || !/^https?:\/\/[\w./:-]+$/.test(url))
    return [];
  const run = `curl --fail --silent --show-error --retry 10 --retry-delay 6 --retry-all-errors --output /dev/null ${url}`;
  const edits = appendItem(form, steps, { name: "Smoke test", run });
  return edits ? [{ title: `Ask ${url} at the end`, kind: "review", edits }] : [];
}
