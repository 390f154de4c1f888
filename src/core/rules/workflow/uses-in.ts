import type { Pipeline } from "../../files/workflow/pipeline";
import type { Uses } from "../../files/workflow/uses";

/** Everything that a workflow or an action uses: the actions of its steps and the workflows that its jobs call. */
export function usesIn({ jobs, steps }: Pipeline): readonly Uses[] {
  return [...jobs, ...steps].flatMap(({ uses }) => uses ?? []);
}
