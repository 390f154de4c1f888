import { applyEdits, insertion } from "../text/edits";
import { locate, type PlanEdit } from "./edit";
import { type ItemRef, placedItems } from "./item-ref";
import { readMarkdownPlan } from "./markdown/read";
import { isYaml, nameFromPath } from "./read";

/**
 * Writes the id of an item behind its text, in a comment: owner, notes and evidence stay with it from then on, however
 * it is reworded or moved. Only for Markdown; a plan in YAML names its items anyway.
 */
export function pinId(path: string, text: string, ref: ItemRef): PlanEdit {
  if (isYaml(path)) return { refused: "A plan in YAML names its items already. Nothing was changed." };
  const reading = readMarkdownPlan(text, nameFromPath(path));
  const item = locate(reading, ref, (id) => reading.places.get(id)?.pinned === true);
  if ("refused" in item) return item;
  const place = reading.places.get(item.id);
  if (!place || place.pinned) return { edits: [] };
  const [line = ""] = text.slice(place.mark.end).split(/\r?\n/, 1);
  const edits = [insertion(place.mark.end + line.trimEnd().length, ` <!-- id: ${item.id} -->`)];
  const after = readMarkdownPlan(applyEdits(text, edits), nameFromPath(path));
  const ids = (plan: typeof reading.plan) => [...placedItems(plan)].map(({ item: { id } }) => id).join();
  const isSame = after.places.get(item.id)?.pinned === true && ids(after.plan) === ids(reading.plan);
  return isSame
    ? { edits }
    : {
        refused: `The id of “${item.title}” cannot be pinned: another item has it, or its text is in the way.`,
      };
}
