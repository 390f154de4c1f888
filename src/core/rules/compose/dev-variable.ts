import type { ComposeVariable } from "../../files/compose/environment";
import { soleVariable } from "../../files/compose/interpolation";
import { setScalar, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import { productionValueFor } from "../development-value";

/** A variable that is set for development. */
export interface DevVariable {
  readonly value: string;
  /** What it is in production. */
  readonly wanted: string;
  /** Whether the value is only what counts when nobody sets another variable. */
  readonly isFallback: boolean;
}

/** What makes `variable` one for development: `NODE_ENV: development`, `DEBUG: "true"`. */
export function devVariable({ key, value }: ComposeVariable): DevVariable | undefined {
  const text = value?.value?.trim();
  if (!value || text === undefined) return undefined;
  const wanted = productionValueFor(key, text);
  if (wanted === undefined) return undefined;
  return { value: text, wanted, isFallback: value.template.parts.some(({ kind }) => kind === "variable") };
}

/** The edits that set `variable` to `wanted`, or its default where it has one. */
export function setVariable(form: YamlForm, variable: ComposeVariable, wanted: string): YamlEdits {
  const { value, place } = variable;
  if (!value) return undefined;
  const { raw, template } = value;
  let text = wanted;
  if (template.parts.some(({ kind }) => kind === "variable")) {
    const operand = soleVariable(template)?.operand;
    if (!operand || operand.parts.some(({ kind }) => kind === "variable")) return undefined;
    text = raw.slice(0, operand.from) + wanted + raw.slice(operand.to);
  }
  const isBoolean = typeof value.scalar.value === "boolean" && text === "false" && place.form === "map";
  return isBoolean ? setScalar(form, value.scalar, false) : setRaw(form, variable, text);
}

/** The edits that write `raw`, variables and all, as the value of `variable`. */
export function setRaw(form: YamlForm, { key, place, value }: ComposeVariable, raw: string): YamlEdits {
  if (place.form === "list") return setScalar(form, place.item, `${key}=${raw}`);
  return value && setScalar(form, value.scalar, raw);
}
