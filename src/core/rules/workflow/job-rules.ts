import { callingKeys } from "../../data/workflow-schema";
import { type Job, needsOf, type Pipeline } from "../../files/workflow/pipeline";
import { isDynamic } from "../../files/workflow/template";
import { asMap } from "../../files/yaml/form";
import type { YamlMap, YamlValue } from "../../files/yaml/value";
import { replacement } from "../../text/edits";
import type { Problem } from "../rule";
import { similarName } from "../similar-name";

const byId = { equivalents: ["actionlint id"] };
const idPattern = /^[A-Za-z_][\w-]*$/;

/** What a job or a step lacks, or has too much of. */
export function* contradictions({ root, jobs }: Pipeline): Iterable<Problem> {
  yield* ofConcurrency(root);
  for (const job of jobs) {
    if (job.entry.value.via) continue;
    yield* ofConcurrency(job.map);
    yield* ofJob(job);
    const ids = new Set<string>();
    const steps = job.map.get("steps");
    if (steps?.kind !== "list" || steps.via) continue;
    for (const item of steps.items) yield* ofStep(item, ids);
  }
}

/** Runs that cancel the one before them leave none to stand in line. */
function* ofConcurrency(owner: YamlMap): Iterable<Problem> {
  const map = asMap(owner.get("concurrency"));
  const queue = map?.get("queue");
  if (!map || map.via || queue?.kind !== "scalar" || queue.text !== "max") return;
  const cancels = map.get("cancel-in-progress");
  if (cancels?.kind === "scalar" && cancels.value === true)
    yield { at: queue.at, message: "`queue: max` and `cancel-in-progress: true` exclude each other." };
}

function* ofJob({ id, at, map }: Job): Iterable<Problem> {
  if (!idPattern.test(id)) {
    yield {
      at,
      message: `\`${id}\` is no id: it begins with a letter or \`_\`, and has letters, digits, \`-\` and \`_\` in it.`,
      ...byId,
    };
  }
  if (!map.has("uses")) {
    if (!map.has("runs-on"))
      yield { at, message: `The job \`${id}\` has no \`runs-on\`, so nothing can run it.` };
    if (!map.has("steps")) yield { at, message: `The job \`${id}\` has no \`steps\`.` };
    for (const key of ["with", "secrets"]) {
      const entry = map.entry(key);
      if (entry)
        yield { at: entry.at, message: `\`${key}\` is for jobs that call a workflow with \`uses\`.` };
    }
    return;
  }
  for (const { key, at: keyAt } of map.own) {
    // What no job may say is reported as such.
    if (callingKeys.has(key) || !jobKeys.has(key)) continue;
    yield { at: keyAt, message: `A job that calls a workflow cannot have \`${key}\`.` };
  }
}

const jobKeys = new Set(
  "runs-on environment outputs env defaults steps timeout-minutes continue-on-error container services snapshot".split(
    " ",
  ),
);

function* ofStep(item: YamlValue, ids: Set<string>): Iterable<Problem> {
  if (item.via) return;
  if (item.kind !== "map") {
    if (item.kind === "scalar" && !item.isEmpty && item.value !== null && isDynamic(item.text)) return;
    if (item.kind === "scalar" && !item.isEmpty)
      yield { at: item.at, message: "A step is a map with `run` or `uses`." };
    return;
  }
  const [uses, run] = [item.entry("uses"), item.entry("run")];
  const other = instead.flatMap((key) => item.entry(key) ?? [])[0];
  if (uses && run) yield { at: run.at, message: "A step has `run` or `uses`, not both." };
  else if (!uses && !run && !other) yield { at: firstKey(item), message: "A step needs `run` or `uses`." };
  else if (other && (uses || run))
    yield { at: other.at, message: `A step with \`${other.key}\` has neither \`run\` nor \`uses\`.` };
  const group = item.get("parallel");
  for (const one of group?.kind === "list" && !group.via ? group.items : []) yield* ofStep(one, ids);
  for (const key of uses ? ["shell", "working-directory"] : other ? [] : ["with"]) {
    const entry = item.entry(key);
    if (!entry || (uses && run)) continue;
    const owner = uses ? "`uses`" : "`run`";
    yield { at: entry.at, message: `A step with ${owner} cannot have \`${key}\`.` };
  }
  yield* ofId(item, ids);
}

/** What a step may be instead of something that runs. */
const instead = ["wait", "wait-all", "cancel", "parallel"];

function firstKey(map: YamlMap) {
  return map.own[0]?.at ?? map.at;
}

function* ofId(map: YamlMap, ids: Set<string>): Iterable<Problem> {
  const value = map.get("id");
  if (value?.kind !== "scalar" || value.value === null || isDynamic(value.text)) return;
  const id = value.text;
  if (!idPattern.test(id)) {
    yield {
      at: value.at,
      message: `\`${id}\` is no id: it begins with a letter or \`_\`, and has letters, digits, \`-\` and \`_\` in it.`,
      ...byId,
    };
  } else if (ids.has(id.toLowerCase())) {
    yield { at: value.at, message: `Another step of this job has the id \`${id}\`.`, ...byId };
  }
  ids.add(id.toLowerCase());
}

/** Jobs that wait for one that is not there, or for each other. */
export function* impossibleNeeds({ jobs }: Pipeline): Iterable<Problem> {
  const jobsById = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  for (const job of jobs) {
    const needs = job.map.get("needs");
    const items = needs?.kind === "list" ? needs.items : needs ? [needs] : [];
    const seen = new Set<string>();
    for (const item of items) {
      if (item.kind !== "scalar" || item.value === null || isDynamic(item.text)) continue;
      const id = item.text.toLowerCase();
      if (seen.has(id)) yield { at: item.at, message: `\`${item.text}\` stands here twice.` };
      seen.add(id);
      if (jobsById.has(id)) continue;
      const meant = similarName(
        item.text,
        jobs.flatMap((other) => (other === job ? [] : other.id)),
      );
      yield {
        at: item.at,
        message: `There is no job \`${item.text}\` to wait for.${meant === undefined ? "" : ` \`${meant}\` is probably meant.`}`,
        fixes:
          meant === undefined
            ? []
            : [{ title: `Wait for \`${meant}\``, kind: "review", edits: [replacement(item.origin, meant)] }],
      };
    }
  }
  const circle = circleIn(jobs, jobsById);
  const [first] = circle;
  if (first) {
    const way = [...circle, first].map(({ id }) => `\`${id}\``).join(", ");
    yield {
      at: first.map.entry("needs")?.at ?? first.at,
      message: `These jobs wait for each other: ${way}.`,
    };
  }
}

/** The jobs of one circle, in the order in which they wait; empty when there is none. */
function circleIn(jobs: readonly Job[], byId: ReadonlyMap<string, Job>): readonly Job[] {
  const done = new Set<Job>();
  for (const start of jobs) {
    // Depth first, without recursion: a long chain of jobs is no reason to fail.
    const path: { readonly job: Job; readonly needs: readonly string[]; next: number }[] = [];
    const onPath = new Set<Job>();
    const enter = (job: Job) => {
      path.push({ job, needs: needsOf(job), next: 0 });
      onPath.add(job);
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const need = top.needs[top.next++];
      const next = need === undefined ? undefined : byId.get(need.toLowerCase());
      if (need === undefined) {
        path.pop();
        onPath.delete(top.job);
        done.add(top.job);
      } else if (next && onPath.has(next)) {
        const all = path.map(({ job }) => job);
        return all.slice(all.indexOf(next));
      } else if (next && !done.has(next)) enter(next);
    }
  }
  return [];
}
