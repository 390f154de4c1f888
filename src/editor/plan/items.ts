import type { EvidenceView, ItemView, PlanView } from "../../core/plan/view";
import { generatorIds } from "../../shared/generators";

/** All items of a plan in their order, parents before their children. */
export function* itemsOf(view: PlanView): Generator<ItemView> {
  for (const phase of view.phases) for (const section of phase.sections) yield* withChildren(section.items);
}

/** The items of a plan without boxes below them, each with its owner: its own, or that of what it stands below. */
export function* leavesOf(view: PlanView): Generator<{ item: ItemView; owner: string | undefined }> {
  const below = function* (
    items: readonly ItemView[],
    above: string | undefined,
  ): Generator<{
    item: ItemView;
    owner: string | undefined;
  }> {
    for (const item of items) {
      const owner = item.owner ?? above;
      if (item.children.length === 0) yield { item, owner };
      else yield* below(item.children, owner);
    }
  };
  for (const phase of view.phases)
    for (const section of phase.sections) yield* below(section.items, undefined);
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

/** The options of a plan that can be chosen from: a plan in Markdown says in its own words what was decided. */
export function openOptions({ format, editable, details }: PlanView): PlanView["details"]["options"] {
  return format === "yaml" && editable ? details.options.filter(({ choices }) => choices.length > 1) : [];
}

/** A text of an item that can be copied: its command, or a listing below it. */
export interface Copy {
  readonly label: string;
  readonly text: string;
}

/** What of an item can be copied, the command that proves it first. */
export function copiesOf({ command, attachments }: ItemView): Copy[] {
  const listings = attachments.map(({ text, target, language }) => ({
    label: target ?? firstLine(text) ?? language,
    text,
  }));
  return [...(command === undefined ? [] : [{ label: command, text: command }]), ...listings];
}

function firstLine(text: string): string | undefined {
  return text
    .split(/\r?\n/, 20)
    .find((line) => line.trim() !== "")
    ?.trim();
}

/** Whether a generator is there today; a plan may name more. */
export function scaffoldExists(id: string): boolean {
  // Plans made by an early version name the Dockerfile by its language.
  return generatorIds.has(id.startsWith("dockerfile.") ? "dockerfile" : id);
}

function* withChildren(items: readonly ItemView[]): Generator<ItemView> {
  for (const item of items) {
    yield item;
    yield* withChildren(item.children);
  }
}
