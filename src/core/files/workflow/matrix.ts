import { asMap } from "../yaml/form";
import type { YamlScalar, YamlValue } from "../yaml/value";
import type { Job } from "./pipeline";
import { isDynamic } from "./template";

type Values = readonly YamlScalar[] | undefined;

const known = new WeakMap<Job, Map<string, Values>>();

/**
 * The scalars that `matrix.<path>` of a job stands for, one by one. Undefined where an expression decides on any of
 * them, or where nothing defines it.
 */
export function matrixValues(job: Job | undefined, path: readonly string[]): Values {
  if (!job) return undefined;
  const ofJob = known.get(job) ?? new Map<string, Values>();
  known.set(job, ofJob);
  const key = path.join(".");
  if (!ofJob.has(key)) ofJob.set(key, readValues(job, path));
  return ofJob.get(key);
}

function readValues(job: Job, path: readonly string[]): Values {
  const matrix = asMap(job.map.get("strategy"))?.get("matrix");
  const [name, ...rest] = path;
  if (matrix?.kind !== "map" || name === undefined) return undefined;
  const found: YamlScalar[] = [];
  const collect = (value: YamlValue | undefined): boolean => {
    const target = rest.reduce<YamlValue | undefined>((at, key) => fieldOf(at, key), value);
    if (!target) return true;
    if (target.kind !== "scalar" || isDynamic(target.text)) return false;
    found.push(target);
    return true;
  };
  for (const [key, value] of fieldsOf(matrix)) {
    if (key === "include") {
      if (value.kind !== "list") return undefined;
      for (const item of value.items) {
        if (item.kind !== "map" || !collect(fieldOf(item, name))) return undefined;
      }
    } else if (key === name) {
      if (value.kind !== "list") return undefined;
      for (const item of value.items) if (!collect(item)) return undefined;
    }
  }
  return found.length > 0 ? found : undefined;
}

function fieldOf(value: YamlValue | undefined, name: string): YamlValue | undefined {
  return fieldsOf(value).find(([key]) => key === name)?.[1];
}

/** The pairs of a map with their keys as contexts name them: in any case. */
function fieldsOf(value: YamlValue | undefined): readonly (readonly [string, YamlValue])[] {
  return (asMap(value)?.entries ?? []).map((entry) => [entry.key.toLowerCase(), entry.value]);
}
