import type { BurnUpPoint } from "../../shared/messages";
import type { Core } from "../core";
import { repositoryOf } from "../git";
import type { PlanFile } from "../plan/plan-file";
import { today } from "../today";
import { atMost } from "../work";

/** Commits of the plan that are looked at, and days of which the chart is made. */
const MAX_COMMITS = 400;
const MAX_DAYS = 60;
/** Longer texts take too long to be read so many times. */
const MAX_LENGTH = 200_000;

/**
 * How the plan was worked off, from the history of its file and its text of now. Undefined where git knows nothing of
 * the plan, or of one day only: a chart of one point says nothing.
 */
export async function burnUpOf(core: Core, plan: PlanFile): Promise<readonly BurnUpPoint[] | undefined> {
  const repository = await repositoryOf(plan.uri);
  if (!repository) return undefined;
  const path = plan.uri.fsPath;
  const commits = await repository.log({ path, maxEntries: MAX_COMMITS }).catch(() => []);
  const lastOfDay = new Map<string, string>();
  // The newest commit comes first.
  for (const { hash, commitDate } of commits) {
    const day = commitDate && today(commitDate);
    if (day && !lastOfDay.has(day) && lastOfDay.size < MAX_DAYS) lastOfDay.set(day, hash);
  }
  const points: BurnUpPoint[] = [];
  await atMost(4, [...lastOfDay], async ([day, hash]) => {
    const text = await repository.show(hash, path).catch(() => "");
    // Each text is read in a turn of its own: the editor goes on in between.
    if (text !== "" && text.length <= MAX_LENGTH) points.push(...core.burnUp(plan.path, [{ day, text }]));
  });
  if (points.length === 0) return undefined;
  const now = plan.source === undefined ? [] : core.burnUp(plan.path, [{ day: today(), text: plan.source }]);
  const past = points.filter(({ day }) => now.length === 0 || day !== today());
  const all = [...past, ...now].sort((a, b) => (a.day < b.day ? -1 : 1));
  return all.length > 1 ? all : undefined;
}
