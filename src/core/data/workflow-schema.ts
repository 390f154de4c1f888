/**
 * What may stand in a workflow. Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 * and https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows; the schema of
 * GitHub's own editor, `workflow-v1.0.json` of https://github.com/actions/languageservices.
 *
 * To refresh: compare the keys with these pages, add new events and permissions, and move `as_of`.
 */
export const as_of = "2026-11-25";

/** What a value has to be. Wherever one is asked for, an expression may stand instead. */
export type Shape =
  /** Not looked into. */
  | { readonly is: "any" }
  | { readonly is: "text"; readonly filled?: boolean; readonly oneOf?: readonly string[] }
  | { readonly is: "flag" }
  | { readonly is: "number"; readonly whole?: boolean }
  | {
      readonly is: "list";
      readonly of: Shape;
      readonly filled?: boolean;
      /** Whether one item may stand without a list around it. */
      readonly orOne?: boolean;
    }
  | MapShape;

export interface MapShape {
  readonly is: "map";
  /** How a sentence names it: "a job". */
  readonly what: string;
  readonly keys: Readonly<Record<string, Shape>>;
  /** What every other key holds; without it no other key may stand there. */
  readonly others?: Shape;
  readonly required?: readonly string[];
  /** What may stand instead of a map. */
  readonly or?: Shape;
  /** Whether there has to be something in it. */
  readonly filled?: boolean;
  /** Whether nothing at all may be written. */
  readonly orNothing?: boolean;
}

const any: Shape = { is: "any" };
const text: Shape = { is: "text" };
const filled: Shape = { is: "text", filled: true };
const flag: Shape = { is: "flag" };
const number: Shape = { is: "number" };
const whole: Shape = { is: "number", whole: true };
const texts: Shape = { is: "list", of: filled, orOne: true, filled: true };

function map(
  what: string,
  keys: MapShape["keys"],
  more: Omit<MapShape, "is" | "what" | "keys"> = {},
): MapShape {
  return { is: "map", what, keys, ...more };
}

const env = map("the variables", {}, { others: text, orNothing: true });
const level: Shape = { is: "text", oneOf: ["read", "write", "none"] };
const readable: Shape = { is: "text", oneOf: ["read", "none"] };
const writable: Shape = { is: "text", oneOf: ["write", "none"] };

export const permissions: MapShape = map(
  "the permissions",
  {
    actions: level,
    "artifact-metadata": level,
    attestations: level,
    checks: level,
    contents: level,
    "copilot-requests": writable,
    deployments: level,
    discussions: level,
    "id-token": writable,
    issues: level,
    models: readable,
    packages: level,
    pages: level,
    "pull-requests": level,
    "repository-projects": level,
    "security-events": level,
    statuses: level,
    "vulnerability-alerts": readable,
  },
  { or: { is: "text", oneOf: ["read-all", "write-all"] }, orNothing: true },
);

const concurrency = map(
  "the concurrency",
  { group: filled, "cancel-in-progress": flag, queue: { is: "text", oneOf: ["single", "max"] } },
  { required: ["group"], or: filled },
);
const defaults = map(
  "the defaults",
  { run: map("the defaults of `run`", { shell: filled, "working-directory": filled }) },
  { required: ["run"], filled: true },
);
const credentials = map(
  "the credentials",
  { username: filled, password: filled },
  { required: ["username", "password"], filled: true },
);
const containerKeys = {
  image: filled,
  credentials,
  env,
  ports: { is: "list", of: filled } as const,
  volumes: { is: "list", of: filled } as const,
  options: text,
};
const container = map("the container", containerKeys, { required: ["image"], or: filled, filled: true });
const service = map(
  "a service",
  { ...containerKeys, entrypoint: any, command: any },
  { required: ["image"], or: text },
);

const plainStep = {
  id: filled,
  if: any,
  name: text,
  uses: filled,
  run: filled,
  "working-directory": filled,
  shell: filled,
  with: map("the inputs", {}, { others: any, orNothing: true }),
  env,
  "continue-on-error": flag,
  "timeout-minutes": number,
} as const;

/** Since June 2026 steps may run beside each other. In a group there is nothing but what runs. */
const step = map("a step", {
  ...plainStep,
  background: flag,
  wait: texts,
  "wait-all": any,
  cancel: filled,
  parallel: { is: "list", of: map("a step of a group", plainStep), filled: true },
});

const strategy = map("the strategy", {
  matrix: map(
    "the matrix",
    { include: { is: "list", of: any, filled: true }, exclude: { is: "list", of: any, filled: true } },
    { others: { is: "list", of: any, filled: true } },
  ),
  "fail-fast": flag,
  "max-parallel": whole,
});

export const jobShape: MapShape = map("a job", {
  name: text,
  permissions,
  needs: texts,
  if: any,
  "runs-on": map("the machine", { group: filled, labels: texts }, { or: texts, filled: true }),
  snapshot: map(
    "the snapshot",
    { "image-name": filled, version: filled, if: any },
    { or: filled, required: ["image-name"] },
  ),
  environment: map(
    "the environment",
    { name: filled, url: text, deployment: flag },
    { required: ["name"], or: filled },
  ),
  concurrency,
  outputs: map("the outputs", {}, { others: text }),
  env,
  defaults,
  steps: { is: "list", of: step, filled: true },
  "timeout-minutes": number,
  "cancel-timeout-minutes": number,
  strategy,
  "continue-on-error": flag,
  container,
  services: map("the services", {}, { others: service }),
  uses: filled,
  with: map("the inputs", {}, { others: any, orNothing: true }),
  secrets: map("the secrets", {}, { others: text, or: { is: "text", oneOf: ["inherit"] }, orNothing: true }),
});

/** What a job that calls a workflow may say beside. */
export const callingKeys: ReadonlySet<string> = new Set(
  "name uses with secrets strategy needs if concurrency permissions".split(" "),
);

const dispatchInput = map(
  "an input",
  {
    description: text,
    required: flag,
    default: any,
    type: { is: "text", oneOf: ["string", "number", "boolean", "choice", "environment"] },
    options: { is: "list", of: filled, filled: true },
    deprecationMessage: text,
  },
  { orNothing: true },
);
const callInput = map(
  "an input",
  {
    description: text,
    required: flag,
    default: any,
    type: { is: "text", oneOf: ["string", "number", "boolean"] },
    deprecationMessage: text,
  },
  { required: ["type"] },
);
const callSecret = map(
  "a secret",
  { description: text, required: flag, deprecationMessage: text },
  { orNothing: true },
);
const callOutput = map("an output", { description: text, value: filled }, { required: ["value"] });

const filters = {
  types: texts,
  branches: texts,
  "branches-ignore": texts,
  tags: texts,
  "tags-ignore": texts,
  paths: texts,
  "paths-ignore": texts,
  workflows: texts,
};

/** The events that start a workflow, but for those below, and what they may be limited to. */
const plainEvents =
  "branch_protection_rule check_run check_suite create delete deployment deployment_status discussion discussion_comment fork gollum image_version issue_comment issues label merge_group milestone page_build project project_card project_column public pull_request pull_request_comment pull_request_review pull_request_review_comment pull_request_target push registry_package release status watch workflow_run".split(
    " ",
  );

export const events: MapShape = map(
  "the events",
  {
    ...Object.fromEntries(
      plainEvents.map((name) => [
        name,
        map(
          `the event \`${name}\``,
          name === "image_version" ? { names: texts, versions: texts, types: texts } : filters,
          {
            orNothing: true,
          },
        ),
      ]),
    ),
    schedule: {
      is: "list",
      of: map("a schedule", { cron: filled, timezone: filled }, { required: ["cron"] }),
      filled: true,
    },
    repository_dispatch: map("the event `repository_dispatch`", { types: texts }, { orNothing: true }),
    workflow_dispatch: map(
      "the event `workflow_dispatch`",
      { inputs: map("the inputs", {}, { others: dispatchInput, orNothing: true }) },
      { orNothing: true },
    ),
    workflow_call: map(
      "the event `workflow_call`",
      {
        inputs: map("the inputs", {}, { others: callInput, orNothing: true }),
        secrets: map("the secrets", {}, { others: callSecret, orNothing: true }),
        outputs: map("the outputs", {}, { others: callOutput, orNothing: true }),
      },
      { orNothing: true },
    ),
  },
  { or: { is: "list", of: { is: "text", filled: true }, orOne: true, filled: true }, filled: true },
);

export const workflowShape: MapShape = map(
  "a workflow",
  {
    name: text,
    description: text,
    "run-name": text,
    on: events,
    permissions,
    env,
    defaults,
    concurrency,
    jobs: map("the jobs", {}, { others: jobShape, filled: true }),
  },
  { required: ["on", "jobs"] },
);
