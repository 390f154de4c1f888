import type { Span } from "../../text/span";
import { valueAt } from "../yaml/form";
import type { YamlMap, YamlScalar, YamlValue } from "../yaml/value";
import { expand, parseTemplate, placesOutside, type Template } from "./interpolation";
import { composeText } from "./text";

/** A part of a port mapping. */
export interface PortField {
  /** As written, before interpolation. */
  readonly raw: string;
  readonly template: Template;
  /** With defaults filled in; undefined when a variable decides that the file does not set. */
  readonly value: string | undefined;
  /** Offsets into the text of the short form; 0 in the long one. */
  readonly from: number;
  readonly to: number;
  /** Whether it stands in a variable's default only, so that the offsets are not those of the text. */
  readonly hidden: boolean;
}

/** A published port of a service. */
export interface ComposePort {
  readonly syntax: "short" | "long";
  /** Where to point: the short form, the long form's port, or the alias the mapping came through. */
  readonly at: Span;
  readonly node: YamlScalar | YamlMap;
  /** Undefined when no address is written. */
  readonly hostIp: PortField | undefined;
  /** Undefined when Docker picks a free port. */
  readonly published: PortField | undefined;
  readonly target: PortField;
  /** `tcp` when none is written. */
  readonly protocol: string;
  /** `ingress` or `host`, where the long form says so. */
  readonly mode: string | undefined;
}

/** Parses an item of `ports`. Undefined for what is not a port mapping. */
export function parsePort(item: YamlValue): ComposePort | undefined {
  if (item.kind === "map") return longPort(item);
  return item.kind === "scalar" && item.value !== null ? shortPort(item) : undefined;
}

/** The container ports of `port`, first and last; undefined when they are not known. */
export function targetRange(
  port: ComposePort,
): { readonly first: number; readonly last: number } | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port.target.value?.trim() ?? "");
  if (!match) return undefined;
  const first = Number(match[1]);
  return { first, last: Number(match[2] ?? match[1]) };
}

/** Whether `address` stands for all interfaces, however it is spelled. */
export function isWildcardAddress(address: string): boolean {
  const bare = address.trim().replace(/^\[/, "").replace(/\]$/, "");
  if (bare === "" || bare === "*") return true;
  if (/^0+(?:\.0+){0,3}$/.test(bare)) return true;
  return /^[0:]+$/.test(bare)
    ? bare.includes("::") || bare.split(":").length === 8
    : /^::(?:ffff:)?0+(?:\.0+){3}$/i.test(bare);
}

/**
 * `[[address:]published:]target[/protocol]`. Colons count outside variables and brackets, unless defaults that
 * are filled in bring their own.
 */
function shortPort(scalar: YamlScalar): ComposePort | undefined {
  const { text } = scalar;
  const filled = expand(parseTemplate(text));
  const hidden =
    filled !== undefined && placesOutside(filled, ":").length !== placesOutside(text, ":").length;
  const source = hidden ? filled : text;
  const slash = placesOutside(source, "/").at(-1);
  const mapping = slash === undefined ? source : source.slice(0, slash);
  const fields = splitMapping(mapping, hidden);
  const target = fields.at(-1);
  if (!target || target.raw.trim() === "") return undefined;
  const published = fields.at(-2);
  const address = fields.at(-3);
  return {
    syntax: "short",
    at: scalar.at,
    node: scalar,
    hostIp: address && fieldOf(mapping, 0, address.to, hidden),
    published: published?.raw === "" ? undefined : published,
    target,
    protocol: slash === undefined ? "tcp" : (expand(parseTemplate(source.slice(slash + 1))) ?? "tcp"),
    mode: undefined,
  };
}

function longPort(map: YamlMap): ComposePort | undefined {
  const target = longField(map, "target");
  if (!target) return undefined;
  const shown = map.get("published") ?? map.get("target") ?? map;
  return {
    syntax: "long",
    at: shown.at,
    node: map,
    hostIp: longField(map, "host_ip"),
    published: longField(map, "published"),
    target,
    protocol: longField(map, "protocol")?.value ?? "tcp",
    mode: longField(map, "mode")?.value,
  };
}

function longField(map: YamlMap, key: string): PortField | undefined {
  const text = composeText(valueAt(map, key));
  return text && { raw: text.raw, template: text.template, value: text.value, from: 0, to: 0, hidden: false };
}

function splitMapping(text: string, hidden: boolean): PortField[] {
  const cuts = placesOutside(text, ":");
  const starts = [0, ...cuts.map((cut) => cut + 1)];
  return starts.map((from, i) => fieldOf(text, from, cuts[i] ?? text.length, hidden));
}

function fieldOf(text: string, from: number, to: number, hidden: boolean): PortField {
  const raw = text.slice(from, to);
  const template = parseTemplate(raw);
  return { raw, template, value: expand(template), from, to, hidden };
}
