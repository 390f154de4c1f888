import type { EvidenceView, ItemView, PlanView } from "../../core/plan/view";

/** All items of a plan in their order, parents before their children. */
export function* itemsOf(view: PlanView): Generator<ItemView> {
  for (const phase of view.phases) for (const section of phase.sections) yield* withChildren(section.items);
}

/** Whether so little of a plan could be read that there is nothing to show but the way to its text. */
export function isUnreadable(view: PlanView): boolean {
  return !view.editable && itemsOf(view).next().done === true;
}

export function findItem(view: PlanView | undefined, id: string): ItemView | undefined {
  if (view) for (const item of itemsOf(view)) if (item.id === id) return item;
  return undefined;
}

export function findEvidence(item: ItemView | undefined, index: number): EvidenceView | undefined {
  return item?.evidence[index];
}

/** Whether the evidence is that a file is not there: its path is the pattern that nothing matches. */
export function isMissingFile({ kind, rule }: EvidenceView): boolean {
  return kind === "fails" && rule === undefined;
}

/** Whether a generator is there today; a plan may name more. */
export function scaffoldExists(id: string): boolean {
  return id === "dockerfile.python" || id === "dockerfile.node" || id === "dockerignore";
}

function* withChildren(items: readonly ItemView[]): Generator<ItemView> {
  for (const item of items) {
    yield item;
    yield* withChildren(item.children);
  }
}
