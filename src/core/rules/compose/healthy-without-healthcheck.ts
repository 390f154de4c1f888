import { isWithoutHealthcheck } from "../../data/bare-images";
import { datastoreOf } from "../../data/datastores";
import type { ComposeForm } from "../../files/compose/form";
import type { ComposeDependency, ComposeService } from "../../files/compose/service";
import { inFlow, insertPair, setScalar, type YamlEdits } from "../../files/yaml/edits";
import { dockerfiles } from "../../project/dockerfiles";
import { buildOf, folderOf, type ServiceBuild, services } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { FirstMeeting } from "./alias";

type Check = "defined" | "disabled" | "absent" | "unknown";

export const healthyWithoutHealthcheck = defineRule({
  id: "compose/healthy-without-healthcheck",
  on: "compose",
  severity: "error",
  title: "Wait for health only where a health check exists",
  why: "`condition: service_healthy` on a container without a health check makes `docker compose up` fail: it has no healthcheck configured.",
  references: ["https://docs.docker.com/compose/how-tos/startup-order/"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    build: .\n    depends_on:\n      db:\n        condition: «service_healthy»\n  db:\n    image: redis:7\n    restart: always\n",
      good: 'services:\n  api:\n    build: .\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: redis:7\n    healthcheck:\n      test: ["CMD", "redis-cli", "ping"]\n      interval: 10s\n      timeout: 5s\n      retries: 5\n      start_period: 30s\n    restart: always\n',
    },
    {
      title: "a service that is built here",
      bad: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      api:\n        condition: «service_healthy»\n  api:\n    build: .\n",
      good: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      api:\n        condition: service_started\n  api:\n    build: .\n",
      with: { Dockerfile: 'FROM python:3.13-slim\nCMD ["python", "-m", "app"]\n' },
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const first = new FirstMeeting();
    for (const service of form.services) {
      for (const dependency of service.dependencies("own")) {
        const target = form.service(dependency.service);
        if (dependency.condition !== "service_healthy" || !target || !first.with(dependency.origin)) continue;
        const check = checkOf(target, file.path, form, project);
        const at = dependency.written?.at ?? dependency.at;
        const { name } = target;
        if (check === "defined") yield { proves: at, message: `${name} has a health check.` };
        if (check !== "absent" && check !== "disabled") continue;
        yield {
          at,
          message:
            check === "disabled"
              ? `${name} never becomes healthy: its health check is switched off.`
              : `${name} never becomes healthy: it has no health check.`,
          related: [{ path: file.path, at: target.at, message: `${name} is defined here.` }],
          fixes: fixesFor(dependency, target, check, form),
        };
      }
    }
  },
});

/** The check that counts for `target`: its own, that of the image it builds or runs. */
function checkOf(target: ComposeService, path: string, form: ComposeForm, project: ProjectView): Check {
  const own = target.healthcheck?.state;
  if (own !== undefined && own !== "partial") return own;
  if (!form.clean || !target.isWhole || definedBeside(target.name, path, project)) return "unknown";
  if (target.get("build")) {
    const build = buildOf(target, path);
    return build ? builtCheck(build, project) : "unknown";
  }
  const image = target.image?.value;
  return image !== undefined && isWithoutHealthcheck(image) ? "absent" : "unknown";
}

function builtCheck(build: ServiceBuild, project: ProjectView): Check {
  const check = project.fact(dockerfiles).get(build.dockerfile)?.healthcheck ?? "unknown";
  if (build.target === undefined) return check;
  const dockerfile = project.file(build.dockerfile);
  const stages = dockerfile?.is("dockerfile") ? dockerfile.form.stages : [];
  const stage = stages.find(({ name }) => name === build.target?.toLowerCase());
  if (stage && stage === stages.at(-1)) return check;
  const own = stage?.effects.healthcheck?.check.kind;
  return own === "command" ? "defined" : own === "none" ? "disabled" : "unknown";
}

/** Whether a Compose file in the same folder, which may be merged with this one, has a check for the service. */
function definedBeside(name: string, path: string, project: ProjectView): boolean {
  for (const [other, file] of project.fact(services)) {
    if (other === path || folderOf(other) !== folderOf(path)) continue;
    if (file.services.some((service) => service.name === name && service.healthcheck === "defined"))
      return true;
  }
  return false;
}

function fixesFor(
  dependency: ComposeDependency,
  target: ComposeService,
  check: Check,
  form: ComposeForm,
): Fix[] {
  const fixes: [title: string, edits: YamlEdits][] = [];
  const test = datastoreOf(target.image?.value ?? "")?.healthTest;
  const { map, healthcheck } = target;
  if (test && map && map.via === undefined && check === "absent") {
    const timing = { interval: "10s", timeout: "5s", retries: 5, start_period: "30s" };
    const edits = healthcheck
      ? insertPair(form.yaml, healthcheck.map, "test", inFlow(test))
      : insertPair(form.yaml, map, "healthcheck", { test: inFlow(test), ...timing }, { after: "image" });
    fixes.push([`Add a health check to ${target.name}`, edits]);
  }
  const { written } = dependency;
  // An alias may bring the same condition to other dependencies.
  if (written?.scalar.via === undefined && written) {
    fixes.push([
      `Wait until ${target.name} has started`,
      setScalar(form.yaml, written.scalar, "service_started"),
    ]);
  }
  return fixes.flatMap(([title, edits]) => (edits ? [{ title, kind: "review", edits }] : []));
}
