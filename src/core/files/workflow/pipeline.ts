import type { Span } from "../../text/span";
import type { SourceFile } from "../source";
import { asMap, type YamlForm } from "../yaml/form";
import type { YamlEntry, YamlMap, YamlScalar, YamlValue } from "../yaml/value";
import { readUses, type Uses } from "./uses";

/** Something that starts a workflow. */
export interface Trigger {
  readonly name: string;
  readonly at: Span;
  /** What the event is limited to, where something is written. */
  readonly config: YamlMap | undefined;
}

export interface Step {
  readonly map: YamlMap;
  /** The job that runs it; undefined in a composite action. */
  readonly job: Job | undefined;
  readonly pipeline: Pipeline;
  readonly uses: Uses | undefined;
  readonly run: YamlScalar | undefined;
}

export interface Job {
  readonly id: string;
  /** Its id in the text. */
  readonly at: Span;
  readonly entry: YamlEntry;
  readonly map: YamlMap;
  readonly pipeline: Pipeline;
  readonly steps: readonly Step[];
  /** The workflow that it calls. */
  readonly uses: Uses | undefined;
}

/** A workflow, or the metadata of an action. */
export interface Pipeline {
  readonly kind: "workflow" | "action";
  readonly form: YamlForm;
  readonly root: YamlMap;
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly Job[];
  /** The steps of all jobs or of a composite action; what an anchor repeats is here once. */
  readonly steps: readonly Step[];
}

const known = new WeakMap<YamlForm, Pipeline | undefined>();

/** Whether the file at `path` describes an action: `action.yml`. */
export function isActionPath(path: string): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(path);
}

/** The workflow or the action that `file` describes; undefined for all other YAML and for a file without a map. */
export function pipelineOf(file: SourceFile<"workflow" | "yaml">): Pipeline | undefined {
  if (file.kind === "yaml" && !isActionPath(file.path)) return undefined;
  const { form } = file;
  if (known.has(form)) return known.get(form);
  const root = asMap(form.root);
  const pipeline = root && (file.kind === "yaml" ? readAction(form, root) : readWorkflow(form, root));
  known.set(form, pipeline);
  return pipeline;
}

/** The workflow of `file`; undefined for actions and for everything else. */
export function workflowOf(file: SourceFile<"workflow" | "yaml">): Pipeline | undefined {
  return file.kind === "workflow" ? pipelineOf(file) : undefined;
}

/** Whether other workflows call this one and nothing else starts it. */
export function isCalledOnly({ triggers }: Pipeline): boolean {
  return triggers.length > 0 && triggers.every(({ name }) => name === "workflow_call");
}

export function triggerOf({ triggers }: Pipeline, ...names: readonly string[]): Trigger | undefined {
  return triggers.find(({ name }) => names.includes(name));
}

/** The maps of variables that hold for a step (or a job), the nearest first. */
export function environmentsOf(step: Step): readonly YamlMap[] {
  return [step.map, step.job?.map, step.pipeline.root].flatMap((map) => asMap(map?.get("env")) ?? []);
}

/** The value of an input of a step: `with: { name: value }`. Names count in any case. */
export function inputOf(step: Pick<Step, "map">, name: string): YamlValue | undefined {
  return asMap(step.map.get("with"))?.entries.find(({ key }) => key.toLowerCase() === name)?.value;
}

/** The text of an input; undefined where nothing is written. */
export function inputText(step: Pick<Step, "map">, name: string): string | undefined {
  const value = inputOf(step, name);
  return value?.kind === "scalar" && value.value !== null ? value.text : undefined;
}

/** The ids of the jobs that have to end before `job` starts. */
export function needsOf(job: Job): readonly string[] {
  const needs = job.map.get("needs");
  const items = needs?.kind === "list" ? needs.items : needs ? [needs] : [];
  return items.flatMap((item) => (item.kind === "scalar" && item.value !== null ? [item.text] : []));
}

function readWorkflow(form: YamlForm, root: YamlMap): Pipeline {
  const jobs: Job[] = [];
  const steps: Step[] = [];
  const on = root.entry("on")?.value;
  const pipeline: Pipeline = { kind: "workflow", form, root, triggers: readTriggers(on), jobs, steps };
  for (const entry of asMap(root.get("jobs"))?.entries ?? []) {
    const map = asMap(entry.value);
    if (map) jobs.push(readJob(entry, map, pipeline));
  }
  steps.push(...unique(jobs.flatMap((job) => job.steps)));
  return pipeline;
}

function readAction(form: YamlForm, root: YamlMap): Pipeline {
  const steps: Step[] = [];
  const pipeline: Pipeline = { kind: "action", form, root, triggers: [], jobs: [], steps };
  steps.push(...unique(readSteps(asMap(root.get("runs"))?.get("steps"), undefined, pipeline)));
  return pipeline;
}

function readTriggers(on: YamlValue | undefined): readonly Trigger[] {
  if (on?.kind === "map") {
    return on.entries.map(({ key, at, value }) => ({ name: key, at, config: asMap(value) }));
  }
  const items = on?.kind === "list" ? on.items : on ? [on] : [];
  return items.flatMap((item) =>
    item.kind === "scalar" && item.value !== null
      ? [{ name: item.text, at: item.at, config: undefined }]
      : [],
  );
}

function readJob(entry: YamlEntry, map: YamlMap, pipeline: Pipeline): Job {
  const steps: Step[] = [];
  const job: Job = { id: entry.key, at: entry.at, entry, map, pipeline, steps, uses: usesOf(map) };
  steps.push(...readSteps(map.get("steps"), job, pipeline));
  return job;
}

/** The steps of a list, those of a `parallel` group in its place. A group holds no other group. */
function readSteps(
  list: YamlValue | undefined,
  job: Job | undefined,
  pipeline: Pipeline,
  isGroup = false,
): Step[] {
  return (list?.kind === "list" ? list.items : []).flatMap((item) => {
    const map = asMap(item);
    if (!map) return [];
    const group = map.get("parallel");
    if (group && !isGroup) return readSteps(group, job, pipeline, true);
    const run = map.get("run");
    return [
      {
        map,
        job,
        pipeline,
        uses: usesOf(map),
        run: run?.kind === "scalar" && run.value !== null ? run : undefined,
      },
    ];
  });
}

function usesOf(map: YamlMap): Uses | undefined {
  const value = map.get("uses");
  return value?.kind === "scalar" && value.value !== null ? readUses(value) : undefined;
}

function unique(steps: readonly Step[]): readonly Step[] {
  const seen = new Set<number>();
  return steps.filter(({ map }) => {
    const isNew = !seen.has(map.origin.start);
    seen.add(map.origin.start);
    return isNew;
  });
}
