import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";
import { insertPair, setScalar, type YamlEdits, type YamlInput } from "../../files/yaml/edits";
import { asMap, type YamlForm } from "../../files/yaml/form";
import type { YamlEntry, YamlMap } from "../../files/yaml/value";
import { isJoined } from "./merged";
import { addKey, together } from "./owner";

export type Resource = "memory" | "cpu";

/** Keys of a service, and of `deploy.resources.limits`, that bound a resource. Reservations do not. */
const keys = {
  memory: { own: ["mem_limit"], deploy: "memory" },
  cpu: { own: ["cpus", "cpu_quota"], deploy: "cpus" },
} as const;

/** All keys of a service under which it may set limits. */
export const limitKeys = ["deploy", ...keys.memory.own, ...keys.cpu.own];

const deployKeys = new Set(
  "mode endpoint_mode replicas labels rollback_config update_config resources restart_policy placement".split(
    " ",
  ),
);

const share = { memory: "512M", cpu: "0.50" } as const;

/** The limits of `service`: what bounds each resource, and what is written for it but does not. */
export class Limits {
  private readonly deploy: YamlMap | undefined;

  constructor(private readonly service: ComposeService) {
    this.deploy = asMap(asMap(asMap(service.get("deploy"))?.get("resources"))?.get("limits"));
  }

  /** The pair that bounds `resource`. */
  of(resource: Resource): YamlEntry | undefined {
    return this.written(resource).find((entry) => isLimit(resource, entry));
  }

  /** Whether there may be more than can be seen: in a service that it extends, or in a map that is being typed. */
  get isOpen(): boolean {
    if (isJoined(this.service, "deploy")) return true;
    let value = this.service.get("deploy");
    if (
      value?.kind === "map" &&
      value.entries.some(({ key }) => !key.startsWith("x-") && !deployKeys.has(key))
    )
      return true;
    for (const step of ["resources", "limits"]) {
      if (value?.kind === "map") value = value.get(step);
    }
    return value?.kind === "scalar" && value.value === null;
  }

  /** The edits that bound what is missing, in the style that the service has. */
  add(form: YamlForm, missing: readonly Resource[]): YamlEdits {
    const { service } = this;
    const wrong = missing.flatMap((resource) =>
      this.written(resource)
        .slice(0, 1)
        .map((entry) => ({ resource, entry })),
    );
    const fresh = missing.filter((resource) => !wrong.some((each) => each.resource === resource));
    const replaced = wrong.map(({ resource, entry }) => {
      const { value, key } = entry;
      const bound = key === "cpu_quota" ? 50_000 : share[resource];
      // What a variable decides stays with it.
      const isPlain =
        value.kind === "scalar" && value.via === undefined && !composeText(value)?.raw.includes("$");
      return isPlain ? setScalar(form, value, bound) : undefined;
    });
    const old = [...keys.memory.own, ...keys.cpu.own].some((key) => service.get(key) !== undefined);
    if (!old) return together(...replaced, ...(fresh.length > 0 ? [this.addToDeploy(form, fresh)] : []));
    const added = fresh.map((resource) =>
      resource === "memory" ? addKey(form, service, "mem_limit", "512m") : addKey(form, service, "cpus", 0.5),
    );
    return together(...replaced, ...added);
  }

  private written(resource: Resource): YamlEntry[] {
    const own = keys[resource].own.map((key) => this.service.entry(key));
    return [...own, this.deploy?.entry(keys[resource].deploy)].filter((entry) => entry !== undefined);
  }

  private addToDeploy(form: YamlForm, missing: readonly Resource[]): YamlEdits {
    const limits: Record<string, YamlInput> = {};
    if (missing.includes("cpu")) limits.cpus = share.cpu;
    if (missing.includes("memory")) limits.memory = share.memory;
    const { map } = this.service;
    const steps = ["deploy", "resources", "limits"];
    let inner = map;
    for (const [i, step] of steps.entries()) {
      const next = asMap(inner?.own.find(({ key }) => key === step)?.value);
      if (next && next.via === undefined) {
        inner = next;
        continue;
      }
      // What is merged in, or no map at all, would be replaced as a whole.
      if (!inner || inner.via || inner.has(step)) return undefined;
      const value = steps.slice(i + 1).reduceRight<YamlInput>((below, key) => ({ [key]: below }), limits);
      return i === 0 ? addKey(form, this.service, step, value) : insertPair(form, inner, step, value);
    }
    if (!inner) return undefined;
    const target = inner;
    return together(...Object.entries(limits).map(([key, value]) => insertPair(form, target, key, value)));
  }
}

/** Whether Compose makes a limit of the value: 0 stands for none, and so does what it cannot read. */
function isLimit(resource: Resource, { value }: YamlEntry): boolean {
  if (value.kind === "unresolved") return true;
  const text = composeText(value);
  if (!text?.template.valid) return false;
  // A variable without a default is set by somebody for a reason.
  if (text.value === undefined) return true;
  const quantity = text.value.trim();
  const bound = resource === "memory" ? bytesOf(quantity) : Number(quantity);
  // Several words are a value that somebody is still typing below.
  return bound >= (resource === "memory" ? 1 : Number.MIN_VALUE) || (bound !== 0 && /\s/.test(quantity));
}

const units = "bkmgtp";

/** A size as Docker reads it: `512m`, `1.5 GiB`, `1073741824`; NaN for what is none. */
function bytesOf(size: string): number {
  const match = /^(\d{1,20}(?:\.\d{0,10})?|\.\d{1,10}) ?(?:([kmgtp])(?:i?b)?|b)?$/i.exec(size);
  if (!match) return Number.NaN;
  return Math.floor(Number(match[1]) * 1024 ** units.indexOf((match[2] ?? "b").toLowerCase()));
}
