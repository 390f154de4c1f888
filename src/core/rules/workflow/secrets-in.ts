import type { Job } from "../../files/workflow/pipeline";
import { namesRead, scalarsIn } from "../../files/workflow/template";

const known = new WeakMap<Job, boolean>();

/** Whether a job reads a secret other than the token that every job has, or hands all of them on. */
export function readsSecrets(job: Job): boolean {
  const seen = known.get(job);
  if (seen !== undefined) return seen;
  const found = [...scalarsIn(job.map)].some(({ text }) =>
    namesRead(text, "secrets").some((name) => name !== "GITHUB_TOKEN"),
  );
  const inherits = job.map.get("secrets")?.kind === "scalar";
  known.set(job, found || inherits);
  return found || inherits;
}
