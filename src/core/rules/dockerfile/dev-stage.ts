import type { Stage } from "../../files/dockerfile/stage";

const words = new Set(
  "dev devel develop development devcontainer test tests testing e2e ci lint debug".split(" "),
);

/** Whether the name of a stage says that it is for development or tests: `dev`, `deps-dev`, `test`. */
export function isDevStage({ name }: Stage): boolean {
  return (name ?? "").split(/[-_.]/).some((word) => words.has(word));
}
