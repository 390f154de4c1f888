import { defineRule, type Problem } from "../rule";
import { FirstMeeting } from "./alias";
import { Limits, limitKeys, type Resource } from "./limits";
import { lacks } from "./merged";

export const resourceLimits = defineRule({
  id: "compose/resource-limits",
  on: "compose",
  severity: "info",
  title: "Limit memory and CPU of every service",
  why: "A container may use all memory and every CPU of the host by default: one leak or one busy loop takes the database and the proxy beside it down.",
  references: [
    "https://docs.docker.com/reference/compose-file/deploy/#resources",
    "https://docs.docker.com/engine/containers/resource_constraints/",
  ],
  equivalents: ["compose-lint CL-0026"],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "services:\n  «api»:\n    build: .\n    restart: always\n",
      good: 'services:\n  api:\n    build: .\n    deploy:\n      resources:\n        limits:\n          cpus: "0.50"\n          memory: 512M\n    restart: always\n',
    },
    {
      title: "the other half, in the style that is there",
      bad: "services:\n  «api»:\n    build: .\n    cpus: 0.5\n",
      good: "services:\n  api:\n    build: .\n    mem_limit: 512m\n    cpus: 0.5\n",
    },
    {
      title: "0 stands for no limit",
      bad: 'services:\n  «api»:\n    build: .\n    deploy:\n      resources:\n        limits:\n          cpus: "1.5"\n          memory: 0\n',
      good: 'services:\n  api:\n    build: .\n    deploy:\n      resources:\n        limits:\n          cpus: "1.5"\n          memory: 512M\n',
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const first = new FirstMeeting();
    for (const service of form.services) {
      const limits = new Limits(service);
      const memory = limits.of("memory");
      const cpu = limits.of("cpu");
      if (memory && cpu) yield { proves: memory.at, message: `${service.name} has limits.` };
      const missing: Resource[] = [...(memory ? [] : ["memory" as const]), ...(cpu ? [] : ["cpu" as const])];
      if (missing.length === 0 || !service.map || limits.isOpen) continue;
      if (!lacks(project, file, service, ...limitKeys) || !first.with(service.map.origin)) continue;
      const edits = limits.add(form.yaml, missing);
      yield {
        at: service.at,
        ...judge(service.name, missing),
        fixes: edits ? [{ title: titleFor(missing), kind: "review", edits }] : [],
      };
    }
  },
});

/** Memory is what brings others down at once; a CPU is shared as long as nobody asks for more than there is. */
function judge(name: string, missing: readonly Resource[]): Pick<Problem, "message" | "severity"> {
  if (missing.length > 1) {
    return { message: `${name} may use all memory and every CPU of the host.`, severity: "info" };
  }
  return missing[0] === "memory"
    ? { message: `${name} may use all memory of the host.`, severity: "info" }
    : { message: `${name} may use every CPU of the host.`, severity: "hint" };
}

function titleFor(missing: readonly Resource[]): string {
  const words = { cpu: "half a CPU", memory: "512 MB" };
  const shares = missing.toReversed().map((resource) => words[resource]);
  return `Limit it to ${shares.join(" and ")} for a start`;
}
