import type { PlanDetails } from "../src/core/plan/model";
import type { ItemView, PhaseView, Progress } from "../src/core/plan/view";
import type { ItemSelection, PhaseSelection } from "./filter";

/** The group of what nobody owns. */
const nobody = "";

/**
 * A selection by owner instead of by phase: the leaves of each person, in sections by phase. A part without an owner
 * belongs to the owner of the whole. `me` comes first, what nobody owns comes last.
 */
export function byOwner(
  phases: readonly PhaseSelection[],
  team: PlanDetails["team"],
  me: string | undefined,
): readonly PhaseSelection[] {
  const groups = new Map<string, Map<PhaseView, ItemSelection[]>>();
  const put = (
    selected: ItemSelection,
    phase: PhaseView,
    owner: string,
    within: string | undefined,
  ): void => {
    const { item, children } = selected;
    const own = item.owner ?? owner;
    for (const child of children) put(child, phase, own, item.title);
    if (children.length > 0) return;
    const group = groups.get(own) ?? new Map<PhaseView, ItemSelection[]>();
    groups.set(own, group.set(phase, [...(group.get(phase) ?? []), { item, children, within }]));
  };
  for (const { phase, sections } of phases) {
    for (const { items } of sections) for (const item of items) put(item, phase, nobody, undefined);
  }
  const rank = (owner: string) => (owner === nobody ? 2 : owner === me ? 0 : 1);
  const owners = [...groups].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  return owners.map(([owner, group]) => groupOf(owner, group, team));
}

function groupOf(
  owner: string,
  group: ReadonlyMap<PhaseView, readonly ItemSelection[]>,
  team: PlanDetails["team"],
): PhaseSelection {
  const person = team?.people.find(({ id }) => id === owner);
  const sections = [...group].map(([{ id, title }, items]) => {
    const progress = progressOf(items.map(({ item }) => item));
    return { section: { ...plainSection, id, title, items: [], progress }, items };
  });
  const progress = progressOf([...group.values()].flat().map(({ item }) => item));
  const title = person?.name ?? (owner === nobody ? "Nobody yet" : owner);
  return { phase: { ...plainPhase, id: `owner ${owner}`, title, sections: [], progress }, sections };
}

const plainSection = { parents: [], priority: undefined, estimate: undefined, blockers: [], outputs: [] };

const plainPhase = {
  priority: undefined,
  estimate: undefined,
  dependsOn: [],
  needs: [],
  success: [],
  gate: undefined,
  optional: false,
  leftOut: false,
  schedule: undefined,
};

/** Counts leaves as core does. */
function progressOf(leaves: readonly ItemView[]): Progress {
  const count = (...states: ItemView["shown"][]) =>
    leaves.filter(({ shown }) => states.includes(shown)).length;
  const notApplicable = count("na");
  return {
    total: leaves.length - notApplicable,
    done: count("claimed", "verified", "waived"),
    verified: count("verified"),
    claimed: count("claimed"),
    regressed: count("regressed"),
    ready: count("ready"),
    blocked: count("blocked"),
    open: count("open"),
    notApplicable,
  };
}
