import type { ItemView, PhaseView, PlanView, SectionView } from "../src/core/plan/view";
import { type ItemFilter, passesFilter } from "../src/shared/item-filter";

/** The filters of the tree, and one more: there is room for it here. */
export type Filter = ItemFilter | "ready";

/** For whom and when a plan is filtered. */
export interface Viewer {
  readonly me: string | undefined;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

export interface FilterWords {
  readonly filter: Filter;
  readonly label: string;
  /** What to say when nothing matches. */
  readonly none: string;
}

export const filters: readonly FilterWords[] = [
  { filter: "all", label: "All", none: "This plan has no items." },
  { filter: "mine", label: "Mine", none: "Nothing is yours." },
  { filter: "due", label: "Due soon", none: "Nothing is overdue or due within a week." },
  { filter: "critical", label: "Critical", none: "No item is critical." },
  { filter: "unverified", label: "Unverified", none: "Nothing is claimed without proof." },
  { filter: "regressed", label: "Regressed", none: "Nothing has regressed." },
  { filter: "ready", label: "Ready", none: "Nothing is waiting for its tick." },
  { filter: "open", label: "Open", none: "Nothing is open." },
];

/** The part of a plan that the filter and the search leave. Parents of what matches stay, for the context. */
export interface PhaseSelection {
  readonly phase: PhaseView;
  readonly sections: readonly { readonly section: SectionView; readonly items: readonly ItemSelection[] }[];
}

export interface ItemSelection {
  readonly item: ItemView;
  readonly children: readonly ItemSelection[];
  /** Title of the item above, where the list does not show that one. */
  readonly within?: string | undefined;
}

/** Filters look at leaves only, as progress does: a parent is as far as its children. */
export function passes(item: ItemView, filter: Filter, viewer: Viewer, owner = item.owner): boolean {
  if (filter === "ready") return item.shown === "ready";
  return passesFilter(item, filter, { me: viewer.me, today: viewer.day }, owner);
}

export function select(
  plan: PlanView,
  filter: Filter,
  query: string,
  viewer: Viewer,
): readonly PhaseSelection[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (filter === "all" && words.length === 0) return plan.phases.map(wholePhase);
  const phases = plan.phases.map((phase) => ({
    phase,
    sections: phase.sections
      .map((section) => {
        const above = `${phase.title}\n${section.parents.join("\n")}\n${section.title}`;
        const wanted = { filter, words, viewer };
        return { section, items: selectItems(section.items, wanted, above.toLowerCase(), undefined) };
      })
      .filter(({ items }) => items.length > 0),
  }));
  return phases.filter(({ sections }) => sections.length > 0);
}

function wholePhase(phase: PhaseView): PhaseSelection {
  return { phase, sections: phase.sections.map((section) => ({ section, items: section.items.map(whole) })) };
}

function whole(item: ItemView): ItemSelection {
  return { item, children: item.children.map(whole) };
}

interface Wanted {
  readonly filter: Filter;
  readonly words: readonly string[];
  readonly viewer: Viewer;
}

/** An item matches when every word occurs in it or above it. */
function selectItems(
  items: readonly ItemView[],
  wanted: Wanted,
  above: string,
  ownerAbove: string | undefined,
): ItemSelection[] {
  const { filter, words, viewer } = wanted;
  return items.flatMap((item) => {
    const text = words.length === 0 ? "" : `${above}\n${searchable(item)}`;
    const owner = item.owner ?? ownerAbove;
    const children = selectItems(item.children, wanted, text, owner);
    const itself =
      item.children.length === 0 &&
      passes(item, filter, viewer, owner) &&
      words.every((word) => text.includes(word));
    return itself || children.length > 0 ? [{ item, children }] : [];
  });
}

function searchable(item: ItemView): string {
  const evidence = item.evidence.flatMap(({ path, message, rule }) => [path, message, rule]);
  const parts = [
    item.title,
    item.owner,
    item.notes,
    item.reason,
    item.blocker,
    item.command,
    item.waiver?.reason,
    ...item.records.flatMap(({ text, by }) => [text, by]),
    ...item.docs,
    ...item.details,
    ...item.rules,
    ...evidence,
  ];
  return parts
    .filter((part) => part !== undefined)
    .join("\n")
    .toLowerCase();
}

/** All items of a plan without children, in order. */
export function leaves(plan: PlanView): ItemView[] {
  return plan.phases.flatMap(({ sections }) => sections.flatMap(({ items }) => items.flatMap(leavesOf)));
}

export function leavesOf(item: ItemView): ItemView[] {
  return item.children.length === 0 ? [item] : item.children.flatMap(leavesOf);
}

/** How many leaves a selection shows. */
export function countShown(phases: readonly PhaseSelection[]): number {
  const count = (shown: ItemSelection): number =>
    shown.children.length === 0 ? 1 : shown.children.reduce((sum, child) => sum + count(child), 0);
  return phases.reduce(
    (sum, { sections }) =>
      sum + sections.reduce((s, { items }) => s + items.reduce((n, i) => n + count(i), 0), 0),
    0,
  );
}

export interface Place {
  readonly item: ItemView;
  readonly phase: PhaseView;
  readonly parent: ItemView | undefined;
}

/** Every item of a plan by id, with where it stands. */
export function places(plan: PlanView): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const visit = (item: ItemView, phase: PhaseView, parent: ItemView | undefined): void => {
    found.set(item.id, { item, phase, parent });
    for (const child of item.children) visit(child, phase, item);
  };
  for (const phase of plan.phases) {
    for (const section of phase.sections) for (const item of section.items) visit(item, phase, undefined);
  }
  return found;
}
