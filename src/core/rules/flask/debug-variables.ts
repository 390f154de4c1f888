import type { DotenvForm } from "../../files/dotenv";
import { setScalar } from "../../files/yaml/edits";
import type { YamlForm, YamlScalar, YamlValue } from "../../files/yaml/form";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";

/** A variable of an environment that puts Flask into debug mode. */
export interface DebugVariable {
  readonly name: string;
  readonly value: string;
  readonly at: Span;
  /** What to write for production. */
  readonly wanted: string;
  readonly edits: readonly TextEdit[];
}

/** More than this is read of no file: aliases may say the same thing many times over. */
const MAX_VALUES = 20_000;

/** Variables in a dotenv file. */
export function variablesInDotenv({ assignments, get }: DotenvForm): DebugVariable[] {
  return assignments.flatMap((assignment) => {
    const { key, value, valueAt } = assignment;
    const wanted = get(key) === assignment ? wantedFor(key, value) : undefined;
    if (wanted === undefined) return [];
    return { name: key, value, at: valueAt, wanted, edits: [replacement(valueAt, wanted)] };
  });
}

/** Variables of containers and config maps in a manifest: `- name: X` with `value:`, or `X: value`. */
export function variablesInYaml(form: YamlForm): DebugVariable[] {
  const found: DebugVariable[] = [];
  const add = (name: string, value: YamlValue | undefined) => {
    if (value?.kind !== "scalar") return;
    const wanted = wantedFor(name, value.text);
    const edits = wanted === undefined ? undefined : setScalar(form, value, typed(wanted, value));
    if (wanted !== undefined && edits)
      found.push({ name, value: value.text, at: value.origin, wanted, edits });
  };
  const open: YamlValue[] = form.documents.flatMap(({ root }) => root ?? []);
  for (let i = 0; i < open.length && i < MAX_VALUES; i++) {
    const value = open[i];
    if (value?.kind === "list") for (const item of value.items) open.push(item);
    if (value?.kind !== "map") continue;
    const key = value.get("name") ?? value.get("key");
    if (key?.kind === "scalar") add(key.text, value.get("value"));
    for (const entry of value.entries) {
      add(entry.key, entry.value);
      if (entry.value.kind !== "scalar") open.push(entry.value);
    }
  }
  return [...new Map(found.map((variable) => [variable.at.start, variable])).values()];
}

function wantedFor(name: string, value: string): string | undefined {
  if (name === "FLASK_DEBUG") return /^(1|true|yes|on|t|y)$/i.test(value.trim()) ? "0" : undefined;
  return name === "FLASK_ENV" && /^dev(elopment)?$/i.test(value.trim()) ? "production" : undefined;
}

/** In the type that the value had. */
function typed(wanted: string, { value }: YamlScalar): string | number | boolean {
  if (typeof value === "number") return 0;
  return typeof value === "boolean" ? false : wanted;
}
