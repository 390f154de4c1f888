import type { Span } from "../../text/span";
import type { YamlEntry, YamlMap, YamlScalar, YamlValue } from "../yaml/value";
import { type ComposeText, composeText, textOfScalar } from "./text";

/** A variable that a service sets. */
export interface ComposeVariable {
  readonly key: string;
  /** Where the key stands, or the alias it came through. */
  readonly keyAt: Span;
  /** Undefined when the value is passed through from the shell (`KEY` or `KEY:`). */
  readonly value: ComposeText | undefined;
  /** Where it is written: a pair of a map, or an item `KEY=value` of a list. */
  readonly place:
    | { readonly form: "map"; readonly map: YamlMap; readonly entry: YamlEntry }
    | { readonly form: "list"; readonly item: YamlScalar };
}

/** Reads `environment` in either form. */
export function readEnvironment(value: YamlValue | undefined): readonly ComposeVariable[] {
  if (value?.kind === "map") {
    return value.entries.map((entry) => ({
      key: entry.key,
      keyAt: entry.at,
      value: composeText(entry.value),
      place: { form: "map", map: value, entry },
    }));
  }
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) =>
    item.kind === "scalar" && item.value !== null ? [listVariable(item)] : [],
  );
}

function listVariable(item: YamlScalar): ComposeVariable {
  const equals = item.text.indexOf("=");
  const keyEnd = equals < 0 ? item.text.length : equals;
  return {
    key: item.text.slice(0, keyEnd),
    keyAt: item.via ?? item.spanOf(0, keyEnd),
    value: equals < 0 ? undefined : textOfScalar(item, equals + 1, item.text.length),
    place: { form: "list", item },
  };
}
