import { readFileSync } from "node:fs";
import path from "node:path";
import { placedItems } from "../../src/core/plan/item-ref";
import type { Item, Plan } from "../../src/core/plan/model";
import { readPlan } from "../../src/core/plan/read";

/** The text of a plan under `test/fixtures/plans`. */
export function planText(name: string): string {
  return readFileSync(path.join("test", "fixtures", "plans", name), "utf8");
}

/** The plans under `test/fixtures/plans`: one for each manner of writing that was met. */
export const planNames = [
  "weekly.md",
  "phases.md",
  "areas.md",
  "options.md",
  "chapters.md",
  "habits.md",
  "german.md",
  "loose.md",
] as const;

export function planOf(text: string, name = "plan.md"): Plan {
  return readPlan(name, text).plan;
}

/** All items of a plan, children after their parents. */
export function itemsOf(plan: Plan): Item[] {
  return [...placedItems(plan)].map(({ item }) => item);
}

/** The item with that title. Throws unless there is exactly one. */
export function itemCalled(plan: Plan, title: string): Item {
  const found = itemsOf(plan).filter((item) => item.title === title);
  const [item] = found;
  if (!item || found.length > 1) throw new Error(`${found.length} items called ${title}`);
  return item;
}

/** Phases and sections as lines: `Phase`, `  Above > Section: number of items`. */
export function outlineOf(plan: Plan): string[] {
  return plan.phases.flatMap((phase) => [
    phase.title,
    ...phase.sections.map(
      ({ parents, title, items }) => `  ${[...parents, title].join(" > ")}: ${items.length}`,
    ),
  ]);
}

/** Where the real plans lie that Liftoff is measured with; beside this repository unless told, and not part of it. */
const references = process.env.LIFTOFF_PLANS ?? path.resolve(__dirname, "../../../shared/plans");

/** The text of a real plan; undefined where these plans are not at hand (`LIFTOFF_PLANS` names their folder). */
export function referencePlan(name: string): string | undefined {
  try {
    return readFileSync(path.join(references, name), "utf8");
  } catch {
    return undefined;
  }
}
