import { insertPair, removePair, setValue, type YamlEdits } from "../../files/yaml/edits";
import { asMap, parseYaml, type YamlForm, type YamlMap } from "../../files/yaml/form";
import { blockPair, type YamlInput } from "../../files/yaml/print";
import { insertion } from "../../text/edits";
import { eolOf } from "../../text/lines";
import type { Waiver } from "../model";

/** The order of an item's keys: status first, title between it and what people fill in, so that edits merge. */
const keyOrder = [
  "status",
  "title",
  "why",
  "priority",
  "estimate",
  "owner",
  "due",
  "depends_on",
  "notes",
  "reason",
  "waiver",
  "evidence",
  "ttl",
  "blocker",
  "alias_of",
  "optional",
  "verify",
  "scaffolds",
  "docs",
  "details",
  "children",
] as const;

export type ItemKey = (typeof keyOrder)[number];

/**
 * Sets a field of an item to `value`, at its place in the order of keys when it is new, or removes it when `value`
 * is empty. Undefined where the text does not have a shape that can be changed safely.
 */
export function setField(form: YamlForm, item: YamlMap, key: ItemKey, value: YamlInput): YamlEdits {
  if (item.via) return undefined;
  const exists = item.own.some((entry) => entry.key === key);
  if (value === "") return exists ? removePair(form, item, key) : [];
  if (exists) return setValue(form, item, key, value);
  const before = keyOrder.slice(0, keyOrder.indexOf(key));
  const after = before.filter((name) => item.own.some((entry) => entry.key === name)).at(-1);
  const first = item.own[0]?.key;
  const place = after !== undefined ? { after } : first !== undefined ? { before: first } : {};
  return insertPair(form, item, key, value, place);
}

/** The edits that set a field of the item `id` in the text of an overlay; the text may be empty. */
export function setOverlayField(text: string, id: string, key: ItemKey, value: YamlInput): YamlEdits {
  const form = parseYaml(text);
  if (!form.clean) return undefined;
  if (value === "" && !asMap(asMap(form.root)?.get("items"))?.has(id)) return [];
  if (!form.root) return [insertion(text.length, newOverlay(text, { [id]: { [key]: value } }))];
  const root = asMap(form.root);
  const items = asMap(root?.get("items"));
  if (!root) return undefined;
  if (!items)
    return root.has("items") ? undefined : insertPair(form, root, "items", { [id]: { [key]: value } });
  const item = asMap(items.get(id));
  if (item) return setField(form, item, key, value);
  return items.has(id) ? undefined : insertPair(form, items, id, { [key]: value });
}

/** A waiver as it is written. */
export function waiverInput({ reason, by, until }: Waiver): YamlInput {
  return { reason, ...(by !== undefined && { by }), until };
}

function newOverlay(text: string, items: YamlInput): string {
  const eol = eolOf(text);
  const opening = text === "" || text.endsWith("\n") ? "" : eol;
  return `${opening}liftoff: 1${eol}${blockPair("items", items, { indent: "", step: "  ", eol })}${eol}`;
}
