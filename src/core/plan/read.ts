import { readMarkdownPlan } from "./markdown/read";
import type { PlanReading } from "./model";
import { readYamlPlan } from "./yaml/read";

/** Where a workspace keeps its own plan. */
export const PLAN_PATH = ".liftoff/plan.yaml";
/** What Markdown plans cannot hold about their items. */
export const OVERLAY_PATH = ".liftoff/overlay.yaml";

/** Reads the plan in `text`: YAML when `path` says so, Markdown otherwise. Never throws; see `problems`. */
export function readPlan(path: string, text: string): PlanReading {
  const read = isYaml(path) ? readYamlPlan : readMarkdownPlan;
  const { plan, problems, editable, repairedFrom } = read(text, nameFromPath(path));
  return { plan, problems, editable, repairedFrom };
}

/** Whether a plan at `path` is in YAML. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** `docs/launch-plan.md` is called "Launch plan". */
export function nameFromPath(path: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? "";
  const words = file
    .replace(/\.[^.]*$/, "")
    .replace(/[-_.\s]+/g, " ")
    .trim();
  return words === "" ? "Plan" : words.charAt(0).toUpperCase() + words.slice(1);
}
