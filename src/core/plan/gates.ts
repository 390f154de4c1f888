import type { Gate } from "./model";
import type { GateItem, GateView, ItemView, PhaseView } from "./view";

/** The gate of a plan that names none: nothing critical may be open. */
export const launchGate: Gate & { readonly id: string; readonly title: string } = {
  id: "launch",
  title: "Launch",
  require: "done",
  of: ["critical"],
  waivers: true,
};

/**
 * Whether `gate` is open for `phases`. Every item counts for itself: no average makes up for one that is not done.
 * Of a plan without priorities all items count, whatever the gate says of them.
 */
export function gateView(
  gate: Gate & { readonly id: string; readonly title: string },
  phases: readonly PhaseView[],
): GateView {
  const leaves = phases.filter(({ leftOut, optional }) => !leftOut && !optional).flatMap(leavesOf);
  const asked = leaves.filter((item) => !item.optional && item.aliasOf === undefined && item.shown !== "na");
  const ranked = asked.some(({ priority }) => priority !== undefined);
  const counted = asked.filter(({ priority }) => {
    if (gate.of.length === 0 || !ranked) return true;
    return priority !== undefined && gate.of.includes(priority);
  });
  // What was true and is not any more stops a launch, whatever its priority.
  const relevant = [...new Set([...counted, ...asked.filter(({ shown }) => shown === "regressed")])];
  const missing = relevant.filter((item) => !passes(item, gate)).map(toGateItem);
  return { id: gate.id, title: gate.title, met: missing.length === 0, total: counted.length, missing };
}

function passes({ shown }: ItemView, { require, waivers }: Gate): boolean {
  if (shown === "waived") return waivers;
  return shown === "verified" || (shown === "claimed" && require === "done");
}

function toGateItem({ id, title, shown, priority }: ItemView): GateItem {
  return { id, title, shown, priority };
}

function leavesOf({ sections }: PhaseView): ItemView[] {
  const below = (item: ItemView): ItemView[] =>
    item.children.length === 0 ? [item] : item.children.flatMap(below);
  return sections.flatMap(({ items }) => items.flatMap(below));
}
