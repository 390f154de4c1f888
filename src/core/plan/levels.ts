import type { Level, Phase } from "./model";
import type { LevelView, PhaseView } from "./view";

const order: readonly Level[] = ["poc", "mvp", "production"];

/** How far the plan is for each level that its phases name; a level needs all those before it. */
export function levelsOf(phases: readonly Phase[], views: readonly PhaseView[]): LevelView[] {
  const named = order.filter((level) => phases.some((phase) => phase.level === level));
  return named.map((level) => {
    const needed = views.filter((view) => {
      const own = phases.find(({ id }) => id === view.id)?.level;
      return own !== undefined && !view.leftOut && order.indexOf(own) <= order.indexOf(level);
    });
    const sum = (field: "total" | "done" | "verified") =>
      needed.reduce((all, { progress }) => all + progress[field], 0);
    return { level, total: sum("total"), done: sum("done"), verified: sum("verified") };
  });
}
