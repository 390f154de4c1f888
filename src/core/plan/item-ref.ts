import type { Item, Plan } from "./model";
import { comparable, fingerprint } from "./slug";

/**
 * Names one item so that it can be found again in a text that was edited meanwhile: by id, else by the headings
 * above it and its text.
 */
export interface ItemRef {
  readonly id: string;
  readonly title: string;
  /** Phase, section path and text, made comparable. */
  readonly key: string;
  /** How many items had this `key`: with more than one, the key does not tell which is meant. */
  readonly count: number;
  /** How many items of the whole plan had this text. */
  readonly namesakes: number;
  /** A fingerprint of all headings and items, by which equal items can be told while nothing moved. */
  readonly shape: string;
}

/** An item of a plan with its place: phase, section, text. */
export interface PlacedItem {
  readonly item: Item;
  readonly key: string;
}

/** Every item of `plan` in document order, children after their parents. */
export function* placedItems(plan: Plan): Generator<PlacedItem> {
  for (const phase of plan.phases) {
    for (const section of phase.sections) {
      const path = [phase.title, ...section.parents, section.title].map(comparable).join("\n");
      yield* placedIn(section.items, path);
    }
  }
}

function* placedIn(items: readonly Item[], path: string): Generator<PlacedItem> {
  for (const item of items) {
    yield { item, key: `${path}\n${comparable(item.title)}` };
    yield* placedIn(item.children, path);
  }
}

/** A reference to the item of `plan` with this id, or undefined when there is none. */
export function itemRef(plan: Plan, id: string): ItemRef | undefined {
  const all = [...placedItems(plan)];
  const placed = all.find(({ item }) => item.id === id);
  if (!placed) return undefined;
  const { item, key } = placed;
  const count = all.filter((other) => other.key === key).length;
  return { id, title: item.title, key, count, namesakes: namesakesOf(item.title, all), shape: shapeOf(all) };
}

/**
 * Finds the item that `ref` names in a plan read later. `keepsId` says of an id whether the text itself states it,
 * in which case the item may have been renamed. Any other item is found by headings and text, as long as no item
 * with that text came or went meanwhile; equal ones under equal headings can be told only while nothing moved.
 * Returns why not, as a sentence for the user, when the item cannot be found.
 */
export function findItem(
  plan: Plan,
  ref: ItemRef,
  keepsId: (id: string) => boolean,
): Item | { refused: string } {
  const all = [...placedItems(plan)];
  const byId = all.find(({ item }) => item.id === ref.id);
  if (byId && keepsId(ref.id)) return byId.item;
  const alike = all.filter(({ key }) => key === ref.key);
  const [only] = alike;
  const isOnly = alike.length === 1 && ref.count === 1 && namesakesOf(ref.title, all) === ref.namesakes;
  if (only && isOnly) return only.item;
  if (byId?.key === ref.key && shapeOf(all) === ref.shape) return byId.item;
  const reason =
    alike.length === 0
      ? "is not in the plan any more, or was moved or reworded"
      : "cannot be told from others with the same text, because the plan was edited meanwhile";
  return { refused: `“${ref.title}” ${reason}. Nothing was changed.` };
}

function namesakesOf(title: string, items: readonly PlacedItem[]): number {
  const text = comparable(title);
  return items.filter(({ item }) => comparable(item.title) === text).length;
}

function shapeOf(items: readonly PlacedItem[]): string {
  return fingerprint(items.map(({ item, key }) => `${item.id}\n${key}`).join("\n"));
}
