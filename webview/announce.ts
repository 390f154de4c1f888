import type { PlanView } from "../src/core/plan/view";
import { places } from "./filter";
import { stateWords } from "./words";

const limit = 3;

/**
 * What a screen reader should hear of a new state: items that changed and phases that moved on, shortly.
 * Undefined when nothing did.
 */
export function announce(before: PlanView, after: PlanView): string | undefined {
  const phases = phaseSentences(before, after);
  const items = itemSentences(before, after);
  if (items.length + phases.length === 0) return undefined;
  if (items.length > limit || phases.length > limit) {
    const { done, total } = after.progress;
    return `${items.length > 0 ? `${items.length} items changed. ` : ""}Plan: ${done} of ${total} done.`;
  }
  return [...items, ...phases].join(" ");
}

function phaseSentences(before: PlanView, after: PlanView): string[] {
  const old = new Map(before.phases.map(({ id, progress }) => [id, progress]));
  return after.phases.flatMap(({ id, title, progress }) => {
    const was = old.get(id);
    const same = was === undefined || (was.done === progress.done && was.total === progress.total);
    return same ? [] : [`${title}: ${progress.done} of ${progress.total} done.`];
  });
}

function itemSentences(before: PlanView, after: PlanView): string[] {
  const old = places(before);
  return [...places(after).values()].flatMap(({ item }) => {
    const was = old.get(item.id)?.item.shown;
    return was === undefined || was === item.shown ? [] : [`${item.title}: ${stateWords[item.shown].word}.`];
  });
}
