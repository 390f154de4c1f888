import { type Job, type Pipeline, pipelineOf, type Step } from "../../files/workflow/pipeline";
import { resolvePath } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** The path in the workspace of what `uses: ./…` names in the file `from`; undefined for all that is elsewhere. */
export function localPath(from: string, uses: string): string | undefined {
  if (!/^(?:\.{1,2}|\$)\//.test(uses)) return undefined;
  return resolvePath(rootOf(from), uses.replace(/^\$/, ".").replace(/\/+$/, ""));
}

/** The folder that holds `.github`: what `./` stands for. */
function rootOf(path: string): string {
  const at = path.indexOf(".github/");
  return at > 0 ? path.slice(0, at - 1) : "";
}

/** The workflow that a job calls, or the action that a step uses, where it is in the workspace. */
export function calledBy(
  project: ProjectView,
  from: string,
  { uses }: Pick<Job | Step, "uses">,
): { readonly path: string; readonly pipeline: Pipeline } | undefined {
  const path = uses && localPath(from, uses.text);
  if (path === undefined) return undefined;
  for (const candidate of /\.ya?ml$/.test(path) ? [path] : [`${path}/action.yml`, `${path}/action.yaml`]) {
    const file = project.file(candidate);
    const pipeline = file?.is("workflow") || file?.is("yaml") ? pipelineOf(file) : undefined;
    if (pipeline) return { path: candidate, pipeline };
  }
  return undefined;
}

/** The steps of a job with those of the local actions and workflows that it uses, as deep as they go. */
export function allSteps(project: ProjectView, from: string, job: Job): readonly Step[] {
  const seen = new Set<Pipeline>([job.pipeline]);
  const below = (path: string, parts: readonly Pick<Job | Step, "uses">[]): Step[] =>
    parts.flatMap((part) => {
      const called = calledBy(project, path, part);
      if (!called || seen.has(called.pipeline)) return [];
      seen.add(called.pipeline);
      const { jobs, steps } = called.pipeline;
      return [...steps, ...below(called.path, [...jobs, ...steps])];
    });
  return [...job.steps, ...below(from, [job, ...job.steps])];
}
