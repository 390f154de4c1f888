import type { ComposeService } from "../../files/compose/service";
import { insertPair, removePair, type YamlEdits, type YamlInput } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import type { YamlEntry, YamlMap } from "../../files/yaml/value";
import type { Problem } from "../rule";
import { behindAlias } from "./alias";

/** The pair of `key` that stands in `service` itself or is merged into it: what it extends is reported there. */
export function ownEntry(service: ComposeService, key: string): YamlEntry | undefined {
  const entry = service.map?.entry(key);
  return entry?.value.tag === "!reset" ? undefined : entry;
}

/** Where to point for the value of `entry`: at it, or at the alias through which it comes. */
export function placeOf(entry: YamlEntry, path: string): Pick<Problem, "at" | "related"> {
  if (!entry.merged) return { at: entry.value.at, related: behindAlias(path, entry.value) };
  return { at: entry.at, related: behindAlias(path, { via: entry.at, origin: entry.origin }) };
}

/** The map in which the pair stands that gives `map` its `key`: itself, or one that is merged into it. */
function ownerOf(map: YamlMap, key: string): YamlMap | undefined {
  if (map.own.some((entry) => entry.key === key)) return map;
  for (const { value } of map.merges) {
    for (const one of value.kind === "list" ? value.items : [value]) {
      const owner = one.kind === "map" ? ownerOf(one, key) : undefined;
      if (owner) return owner;
    }
  }
  return undefined;
}

/** The edits that take `key` off `service`, where it stands: at the anchor for one that is merged in. */
export function removeKey(form: YamlForm, service: ComposeService, key: string): YamlEdits {
  const owner = service.map && ownerOf(service.map, key);
  return owner && removePair(form, owner, key);
}

/** The edits that add `key` to `service` itself, behind what it runs. Undefined when its map is another's as well. */
export function addKey(form: YamlForm, service: ComposeService, key: string, value: YamlInput): YamlEdits {
  const { map } = service;
  if (!map || map.via) return undefined;
  const after = ["build", "image"].find((name) => map.own.some((entry) => entry.key === name));
  return insertPair(form, map, key, value, after === undefined ? {} : { after });
}

/** All of `groups` as one change; insertions at one place become one. Undefined when one of them is. */
export function together(...groups: readonly YamlEdits[]): YamlEdits {
  const edits: { span: { start: number; end: number }; text: string }[] = [];
  for (const group of groups) {
    if (!group) return undefined;
    for (const { span, text } of group) {
      const twin = edits.find((edit) => edit.span.start === span.start && edit.span.end === edit.span.start);
      if (twin && span.end === span.start) twin.text += text;
      else edits.push({ span, text });
    }
  }
  return edits;
}
