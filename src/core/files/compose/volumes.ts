import type { Span } from "../../text/span";
import type { YamlValue } from "../yaml/value";
import { expand, parseTemplate, placesOutside } from "./interpolation";
import { type ComposeText, composeFlag, composeText } from "./text";

/** A mount of a service. */
export interface ComposeVolume {
  readonly at: Span;
  /** `anonymous` is a volume without a name; `unknown` when a variable decides. */
  readonly type: "volume" | "bind" | "tmpfs" | "anonymous" | "other" | "unknown";
  /** Name or path; undefined when there is none or a variable decides. */
  readonly source: string | undefined;
  /** The path in the container; undefined when a variable decides. */
  readonly target: string | undefined;
  readonly readOnly: boolean;
}

/** Parses an item of `volumes`. Undefined for what is not a mount. */
export function parseVolume(item: YamlValue): ComposeVolume | undefined {
  if (item.kind === "map") {
    const type = composeText(item.get("type"))?.value;
    const source = composeText(item.get("source"));
    return {
      at: (item.get("target") ?? item).at,
      type: longType(type, source),
      source: source?.value,
      target: composeText(item.get("target"))?.value,
      readOnly: composeFlag(item.get("read_only")) === true,
    };
  }
  const text = composeText(item);
  return text && shortVolume(text);
}

/** `[source:]target[:options]`; the colon of a Windows drive belongs to its path. */
function shortVolume(text: ComposeText): ComposeVolume {
  const source = text.value ?? text.raw;
  const cuts = placesOutside(source, ":").filter((at) => !isDrive(source, at));
  const fields = [0, ...cuts.map((cut) => cut + 1)].map((from, i) =>
    source.slice(from, cuts[i] ?? source.length),
  );
  const [first, second, options] = fields;
  const filled = (field: string | undefined) =>
    field === undefined ? undefined : expand(parseTemplate(field));
  if (second === undefined) {
    const target = filled(first);
    return {
      at: text.at,
      type: target === undefined ? "unknown" : "anonymous",
      source: undefined,
      target,
      readOnly: false,
    };
  }
  const name = filled(first);
  return {
    at: text.at,
    type: name === undefined ? "unknown" : isPath(name) ? "bind" : "volume",
    source: name,
    target: filled(second),
    readOnly: (options ?? "").split(",").includes("ro"),
  };
}

function longType(type: string | undefined, source: ComposeText | undefined): ComposeVolume["type"] {
  if (type === "volume") return source ? "volume" : "anonymous";
  if (type === "bind" || type === "tmpfs") return type;
  return type === undefined ? "unknown" : "other";
}

function isPath(name: string): boolean {
  return /^(?:[./~\\]|[A-Za-z]:[\\/])/.test(name);
}

function isDrive(text: string, colon: number): boolean {
  const isStart = colon === 1 || text[colon - 2] === ":";
  return isStart && /[A-Za-z]/.test(text[colon - 1] ?? "") && text[colon + 1] === "\\";
}
