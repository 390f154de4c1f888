import { asMap, type YamlMap, type YamlValue } from "../../files/yaml/form";
import type { Span } from "../../text/span";
import { parseEstimate } from "../estimate";
import type { Estimate, Priority, Verification } from "../model";
import { estimateShape, priorityLevels } from "./schema";

/** Reads the fields of items, sections and phases; what has the wrong type reads as absent. */
export class FieldReader {
  /** `decode` undoes encoding damage in a piece of text. */
  constructor(private readonly decode: (slice: string) => string) {}

  text(map: YamlMap | undefined, key: string): string | undefined {
    const value = map?.get(key);
    if (value?.kind !== "scalar" || value.value === null || value.text.trim() === "") return undefined;
    return this.decode(value.text).trim();
  }

  /** The texts of a list, or of the one scalar that stands in its place. */
  texts(map: YamlMap | undefined, key: string): string[] {
    const value = map?.get(key);
    const values: readonly YamlValue[] = value?.kind === "list" ? value.items : value ? [value] : [];
    return values.flatMap((one) =>
      one.kind === "scalar" && one.value !== null ? [this.decode(one.text)] : [],
    );
  }

  priority(map: YamlMap | undefined): Priority | undefined {
    const text = this.text(map, "priority");
    return priorityLevels.find((level) => level === text);
  }

  estimate(map: YamlMap | undefined): Estimate | undefined {
    const text = this.text(map, "estimate") ?? "";
    return estimateShape.test(text) ? text : parseEstimate(text);
  }

  due(map: YamlMap | undefined): string | undefined {
    const text = this.text(map, "due") ?? "";
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
  }

  verify(map: YamlMap | undefined): Verification {
    const verify = asMap(map?.get("verify"));
    return { rules: this.texts(verify, "rules"), files: this.texts(verify, "files") };
  }
}

/** The token at the end of `path` under `root`, or of the longest part of it that exists. */
export function placeAt(root: YamlValue | undefined, path: readonly PropertyKey[]): Span {
  let value = root;
  let at: Span = { start: 0, end: 0 };
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1;
    if (value?.kind === "map") {
      const entry = value.entry(String(step));
      if (!entry) break;
      at = isLast && entry.value.kind === "scalar" && !entry.value.isEmpty ? entry.value.at : entry.at;
      value = entry.value;
    } else if (value?.kind === "list" && typeof step === "number") {
      value = value.items[step];
      at = value?.at ?? at;
    } else break;
  }
  return at;
}
