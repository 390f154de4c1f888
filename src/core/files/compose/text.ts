import type { Span } from "../../text/span";
import type { YamlScalar, YamlValue } from "../yaml/value";
import { expand, parseTemplate, type Template } from "./interpolation";

/** A scalar of a Compose file, with the variables in it. */
export interface ComposeText {
  readonly scalar: YamlScalar;
  /** As written, before interpolation. */
  readonly raw: string;
  readonly template: Template;
  /** With the file's own defaults filled in; undefined when a variable decides that the file does not set. */
  readonly value: string | undefined;
  /** Where to point: the alias when the value came through one. */
  readonly at: Span;
}

/** `value` as interpolated text; undefined for collections, null and nothing. */
export function composeText(value: YamlValue | undefined): ComposeText | undefined {
  if (value?.kind !== "scalar" || value.value === null) return undefined;
  return textOfScalar(value, 0, value.text.length);
}

/** The part `from`..`to` of a scalar as interpolated text of its own. */
export function textOfScalar(scalar: YamlScalar, from: number, to: number): ComposeText {
  const raw = scalar.text.slice(from, to);
  const template = parseTemplate(raw);
  const whole = from === 0 && to === scalar.text.length;
  const at = scalar.via ?? (whole ? scalar.origin : scalar.spanOf(from, to));
  return { scalar, raw, template, value: expand(template), at };
}

/** Whether `value` is true as Compose reads it, defaults filled in; undefined when a variable decides. */
export function composeFlag(value: YamlValue | undefined): boolean | undefined {
  const text = composeText(value);
  if (!text) return false;
  if (text.value === undefined) return undefined;
  return /^(?:true|yes|on|1|y|t)$/i.test(text.value.trim());
}
