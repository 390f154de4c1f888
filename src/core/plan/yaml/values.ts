import { asMap, type YamlMap, type YamlValue } from "../../files/yaml/form";
import type { Span } from "../../text/span";
import { parseEstimate } from "../estimate";
import type {
  Estimate,
  Gate,
  Item,
  Level,
  ManualEvidence,
  Money,
  Priority,
  Verification,
  Waiver,
} from "../model";
import { parseMoney } from "../money";
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

  verify(map: YamlMap | undefined): Verification {
    const verify = asMap(map?.get("verify"));
    const command = this.text(verify, "command");
    const named = { rules: this.texts(verify, "rules"), files: this.texts(verify, "files") };
    return command === undefined ? named : { ...named, command };
  }

  /** What a person added to an item, in a plan or in an overlay. */
  additions(
    map: YamlMap,
  ): Pick<Item, "records" | "ttl" | "waiver" | "docs" | "blocker" | "aliasOf" | "optional"> {
    const ttl = this.text(map, "ttl");
    return {
      records: this.records(map.get("evidence")),
      ttl: /^\d{1,4}[hdw]$/.test(ttl ?? "") ? ttl : undefined,
      waiver: this.waiver(asMap(map.get("waiver"))),
      docs: this.texts(map, "docs"),
      blocker: this.text(map, "blocker"),
      aliasOf: this.text(map, "alias_of"),
      optional: this.flag(map, "optional"),
    };
  }

  /** The evidence in a list; what names no day is left out. */
  records(list: YamlValue | undefined): ManualEvidence[] {
    return (list?.kind === "list" ? list.items : []).flatMap((item) => {
      const record = asMap(item);
      const at = this.text(record, "at") ?? "";
      if (!/^\d{4}-\d{2}-\d{2}/.test(at)) return [];
      const [by, text, link] = [
        this.text(record, "by"),
        this.text(record, "text"),
        this.text(record, "link"),
      ];
      return [{ at, by, text, link }];
    });
  }

  money(map: YamlMap | undefined, key: string): Money | undefined {
    const text = this.text(map, key);
    return text === undefined ? undefined : parseMoney(text);
  }

  flag(map: YamlMap | undefined, key: string): boolean {
    const value = map?.get(key);
    return value?.kind === "scalar" && value.value === true;
  }

  level(map: YamlMap | undefined): Level | undefined {
    const text = this.text(map, "level");
    return text === "poc" || text === "mvp" || text === "production" ? text : undefined;
  }

  number(map: YamlMap | undefined, key: string): number | undefined {
    const value = map?.get(key);
    return value?.kind === "scalar" && typeof value.value === "number" ? value.value : undefined;
  }

  date(map: YamlMap | undefined, key: string): string | undefined {
    const text = this.text(map, key) ?? "";
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
  }

  gate(map: YamlMap | undefined): Gate {
    const of = this.texts(map, "of");
    const waivers = map?.get("waivers");
    return {
      require: this.text(map, "require") === "verified" ? "verified" : "done",
      of: priorityLevels.filter((level) => of.includes(level)),
      waivers: !(waivers?.kind === "scalar" && waivers.value === false),
    };
  }

  /** A waiver without a reason or a last day is none. */
  private waiver(map: YamlMap | undefined): Waiver | undefined {
    const reason = this.text(map, "reason");
    const until = this.date(map, "until");
    return reason && until ? { reason, until, by: this.text(map, "by") } : undefined;
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
