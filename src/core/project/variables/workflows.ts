import type { SourceFile } from "../../files/source";
import { setScalar } from "../../files/yaml/edits";
import { asMap, type YamlForm, type YamlMap, type YamlValue } from "../../files/yaml/form";
import type { Source, VariableDefinition } from "./definition";

/** The variables of a workflow: those of all jobs, of a job, of a step and of containers beside a job. */
export function workflowDefinitions(file: SourceFile<"workflow">): VariableDefinition[] {
  const form = file.form;
  const root = asMap(form.root);
  const found = environmentOf(root?.get("env"), form, "workflow");
  for (const { key, value } of asMap(root?.get("jobs"))?.entries ?? []) {
    const job = asMap(value);
    found.push(...environmentOf(job?.get("env"), form, "workflow", key));
    found.push(...environmentOf(asMap(job?.get("container"))?.get("env"), form, "workflow", key));
    const steps = job?.get("steps");
    for (const step of steps?.kind === "list" ? steps.items : [])
      found.push(...environmentOf(asMap(step)?.get("env"), form, "workflow", key));
  }
  return found;
}

/** The pairs of a map of variables. */
export function environmentOf(
  value: YamlValue | undefined,
  form: YamlForm,
  source: Source,
  owner?: string,
): VariableDefinition[] {
  const map: YamlMap | undefined = asMap(value);
  return (map?.entries ?? []).map((entry) => ({
    name: entry.key,
    at: entry.at,
    source,
    ...(owner === undefined ? {} : { owner }),
    ...scalarValue(entry.value),
    isFallback: false,
    set: (text) => (entry.value.kind === "scalar" ? setScalar(form, entry.value, text) : undefined),
  }));
}

/** The value of a scalar that no expression decides. */
export function scalarValue(value: YamlValue | undefined): Pick<VariableDefinition, "value" | "valueAt"> {
  if (value?.kind !== "scalar" || value.value === null) return { value: undefined, valueAt: undefined };
  const isExpression = /\$\{\{|\{\{/.test(value.text);
  return { value: isExpression ? undefined : value.text, valueAt: value.at };
}
