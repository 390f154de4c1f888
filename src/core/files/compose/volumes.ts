import type { Span } from "../../text/span";
import { setScalar, type YamlEdits } from "../yaml/edits";
import type { YamlForm } from "../yaml/form";
import type { YamlMap, YamlScalar, YamlValue } from "../yaml/value";
import { expand, isLiteral, parseTemplate, placesOutside } from "./interpolation";
import { type ComposeText, composeFlag, composeText } from "./text";

/** A mount of a service. */
export interface ComposeVolume {
  readonly at: Span;
  /** The item that mounts it. */
  readonly node: YamlScalar | YamlMap;
  /** `anonymous` is a volume without a name; `unknown` when a variable decides. */
  readonly type: "volume" | "bind" | "tmpfs" | "anonymous" | "other" | "unknown";
  /** Name or path; undefined when there is none or a variable decides. */
  readonly source: string | undefined;
  /** The source as it is written, variables and all; undefined when there is none. */
  readonly written: string | undefined;
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
      node: item,
      type: item.has("type") ? longType(type, source) : isPath(source?.value ?? "") ? "bind" : "unknown",
      source: source?.value,
      written: source?.raw,
      target: composeText(item.get("target"))?.value,
      readOnly: composeFlag(item.get("read_only")) === true,
    };
  }
  const text = composeText(item);
  return text && shortVolume(text);
}

/** The edits that mount `volume` at `target` instead; undefined where a variable has a say in the place. */
export function setVolumeTarget(form: YamlForm, volume: ComposeVolume, target: string): YamlEdits {
  const { node } = volume;
  if (node.kind === "map") {
    const written = node.get("target");
    return written?.kind === "scalar" ? setScalar(form, written, target) : undefined;
  }
  const [first, second] = fieldsOf(node.text);
  const field = second ?? first;
  if (!field || !isLiteral(parseTemplate(field.text))) return undefined;
  const { text } = node;
  return setScalar(
    form,
    node,
    text.slice(0, field.from) + target + text.slice(field.from + field.text.length),
  );
}

/** `path` without a slash at its end, and without the `.` and `..` in it where it is absolute. */
export function cleanPath(path: string): string {
  if (!path.startsWith("/")) return path.length > 1 ? path.replace(/\/$/, "") : path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** `[source:]target[:options]`; the colon of a Windows drive belongs to its path. */
function shortVolume(text: ComposeText): ComposeVolume {
  const source = text.value ?? text.raw;
  const [first, second, options] = fieldsOf(source).map((field) => field.text);
  const filled = (field: string | undefined) =>
    field === undefined ? undefined : expand(parseTemplate(field));
  if (second === undefined) {
    const target = filled(first);
    return {
      at: text.at,
      node: text.scalar,
      type: target === undefined ? "unknown" : "anonymous",
      source: undefined,
      written: undefined,
      target,
      readOnly: false,
    };
  }
  const name = filled(first);
  return {
    at: text.at,
    node: text.scalar,
    type: name === undefined ? "unknown" : isPath(name) ? "bind" : "volume",
    source: name,
    written: first,
    target: filled(second),
    readOnly: (options ?? "").split(",").includes("ro"),
  };
}

function fieldsOf(text: string): { readonly text: string; readonly from: number }[] {
  const cuts = placesOutside(text, ":").filter((at) => !isDrive(text, at));
  return [0, ...cuts.map((cut) => cut + 1)].map((from, i) => ({
    text: text.slice(from, cuts[i] ?? text.length),
    from,
  }));
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
