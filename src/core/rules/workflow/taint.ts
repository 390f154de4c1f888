import { type Access, type Expression, partsOfResult } from "../../files/workflow/expression";
import { matrixValues } from "../../files/workflow/matrix";
import { environmentsOf, type Pipeline, type Step } from "../../files/workflow/pipeline";
import { embeddedIn, isDynamic } from "../../files/workflow/template";
import { asMap, textOf, valueAt, type YamlValue } from "../../files/yaml/form";

/**
 * Who decides on the text that an expression gives: `outsider` is anybody with an account, `caller` whoever starts the
 * workflow or uses the action, `unclear` somebody else, mostly the project itself.
 */
export type Taint = "outsider" | "caller" | "unclear";

/** What people write into issues, requests, commits and branches. */
const outsiders =
  /^github(?:$|\.(?:\*|event|head_ref|event\.(?:\*|issue|pull_request|discussion|comment|review|review_comment|commits|head_commit|workflow_run|pages)(?:\.\*)?|event\.(?:issue|pull_request|discussion)\.(?:title|body)|event\.(?:comment|review|review_comment)\.body|event\.pull_request\.head(?:\.(?:ref|label|repo|repo\.(?:default_branch|description|homepage)))?|event\.pages\.\*\.(?:page_name|title)|event\.(?:commits\.(?:\*|\d+)|head_commit|workflow_run\.head_commit)\.(?:message|author|author\.(?:email|name))|event\.workflow_run\.(?:head_branch|display_title|head_commit|head_repository\.(?:description|homepage)|pull_requests\.(?:\*|\d+)\.head\.ref))$)/;
const callers = /^github\.event\.(?:inputs|client_payload)(?:\.|$)/;
/** Numbers, hashes, logins, addresses and words that GitHub makes itself. */
const fixed =
  /^github\.(?:sha|run_id|run_number|run_attempt|actor|actor_id|triggering_actor|repository|repository_id|repository_owner|repository_owner_id|repositoryurl|event_name|event_path|workspace|token|job|action|action_path|action_ref|action_repository|action_status|server_url|api_url|graphql_url|ref_type|ref_protected|retention_days|secret_source|workflow_sha|path|env|output|state|step_summary|event\.(?:.+\.)?(?:id|node_id|number|sha|before|after|login|html_url|url|clone_url|ssh_url|git_url|full_name|created_at|updated_at|merged|merged_at|draft|state|action|type|private|fork|head_sha|merge_commit_sha|run_id|run_number|run_attempt|run_started_at|conclusion|status|event|additions|deletions|changed_files|commits_url|author_association|artifacts_url|jobs_url|logs_url|forced|created|deleted|prerelease|avatar_url)|event\.(?:number|action|before|after|schedule|compare|forced|created|deleted))$/;
const safeRoots = new Set(["secrets", "runner", "job", "strategy", "vars"]);

/** The parts of an expression that somebody else decides on, each with who that is. */
export function taintsIn(
  expression: Expression,
  step: Step,
): readonly { readonly part: Expression; readonly taint: Taint }[] {
  return partsOfResult(expression).flatMap((part) => {
    const taint = taintOf(part, step, 0);
    return taint ? [{ part, taint }] : [];
  });
}

function taintOf(part: Expression, step: Step, depth: number): Taint | undefined {
  if (part.kind !== "access") return undefined;
  if (typeof part.root !== "string") {
    const { path } = part;
    return worst(
      partsOfResult(part.root).map((inner) =>
        taintOf(inner.kind === "access" ? { ...inner, path: [...inner.path, ...path] } : inner, step, depth),
      ),
    );
  }
  const [first] = part.path;
  switch (part.root) {
    case "github":
      return ofGitHub(part);
    case "inputs":
      return first === undefined || inputIsText(step.pipeline, first) ? "caller" : undefined;
    case "env":
      return ofVariable(first, step, depth);
    case "matrix":
      return ofMatrix(part, step);
    case "steps":
    case "needs":
    case "jobs":
      return /^(?:outcome|conclusion|result)$/.test(part.path[1] ?? "") ? undefined : "unclear";
    default:
      return safeRoots.has(part.root) || part.path.length === 0 ? undefined : "unclear";
  }
}

function ofGitHub({ path }: Access): Taint | undefined {
  const name = ["github", ...path.map((one) => one ?? "*")].join(".");
  if (outsiders.test(name)) return "outsider";
  if (callers.test(name)) return "caller";
  return fixed.test(name) ? undefined : "unclear";
}

/** Whether an input takes any text: those of an action do, and those of a workflow that are not limited by their type. */
function inputIsText({ kind, root }: Pipeline, name: string): boolean {
  if (kind === "action") return true;
  const declared = ["workflow_dispatch", "workflow_call"].flatMap((trigger) => {
    const inputs = asMap(valueAt(root, "on", trigger, "inputs"));
    const entry = inputs?.entries.find(({ key }) => key.toLowerCase() === name);
    return entry ? [textOf(valueAt(entry.value, "type")) ?? "string"] : [];
  });
  return declared.length === 0 || declared.some((type) => !/^(?:boolean|number|choice)$/.test(type));
}

/** A variable with a constant for its value is as good as text; any other is at least as bad as what is in it. */
function ofVariable(name: string | undefined, step: Step, depth: number): Taint | undefined {
  if (name === undefined || depth > 3) return "unclear";
  for (const env of environmentsOf(step)) {
    const value = env.entries.find(({ key }) => key.toLowerCase() === name)?.value;
    if (!value) continue;
    if (value.kind !== "scalar") return "unclear";
    if (!isDynamic(value.text)) return undefined;
    const parts = embeddedIn(value.text).flatMap(({ expression }) =>
      expression ? partsOfResult(expression) : [],
    );
    return worst(["unclear", ...parts.map((part) => taintOf(part, step, depth + 1))]);
  }
  return "unclear";
}

function ofMatrix({ path }: Access, { job }: Step): Taint | undefined {
  const names = path.flatMap((name) => name ?? []);
  if (names.length === path.length && matrixValues(job, names)) return undefined;
  return isComputed(valueAt(job?.map, "strategy", "matrix"), names) ? "unclear" : undefined;
}

/** Whether an expression may put something under these names of a matrix. */
function isComputed(matrix: YamlValue | undefined, names: readonly string[]): boolean {
  if (matrix?.kind === "scalar") return isDynamic(matrix.text);
  const [first = ""] = names;
  return (asMap(matrix)?.entries ?? []).some(
    ({ key, value }) => (key.toLowerCase() === first || key === "include") && containsExpression(value),
  );
}

function containsExpression(value: YamlValue | undefined): boolean {
  if (value?.kind === "scalar") return isDynamic(value.text);
  if (value?.kind === "list") return value.items.some(containsExpression);
  return (asMap(value)?.entries ?? []).some((entry) => containsExpression(entry.value));
}

function worst(taints: readonly (Taint | undefined)[]): Taint | undefined {
  return (["outsider", "caller", "unclear"] as const).find((one) => taints.includes(one));
}
