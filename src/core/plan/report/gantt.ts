import { addWorkingDays } from "../schedule/days";
import type { PhaseView, PlanView } from "../view";

/**
 * The phases as a Gantt chart in Mermaid's language, each as long as it may take; those of the longest chain are marked
 * critical. Days count from the plan's start, from `today` without one. Undefined where there is no schedule.
 */
export function ganttOf(view: PlanView, today: string): string | undefined {
  const first = view.details.team?.start ?? today;
  const tasks = view.phases.flatMap((phase) => taskOf(phase, first) ?? []);
  if (!view.schedule || tasks.length === 0) return undefined;
  return [
    "gantt",
    `  title ${plain(view.name)}`,
    "  dateFormat YYYY-MM-DD",
    "  excludes weekends",
    "  section Phases",
    ...tasks,
    "",
  ].join("\n");
}

function taskOf({ id, title, schedule, progress, leftOut }: PhaseView, first: string): string | undefined {
  if (!schedule || leftOut) return undefined;
  const start = addWorkingDays(first, Math.floor(schedule.start.high));
  const isDone = progress.total > 0 && progress.done === progress.total;
  const tags = [
    isDone && "done",
    !isDone && progress.done > 0 && "active",
    schedule.critical && "crit",
  ].filter(Boolean);
  const days = Math.max(1, Math.ceil(schedule.duration.high));
  return start && `  ${plain(title)} :${[...tags, idOf(id), start, `${days}d`].join(", ")}`;
}

/** Colons, semicolons and hashes have a meaning of their own in a chart. */
function plain(text: string): string {
  return text
    .replaceAll(/[:;#\r\n]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function idOf(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}_-]/gu, "-");
}
