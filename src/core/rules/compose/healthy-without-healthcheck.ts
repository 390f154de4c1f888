import type { ComposeForm } from "../../files/compose/form";
import type { ComposeDependency, ComposeService } from "../../files/compose/service";
import { setScalar, type YamlEdits } from "../../files/yaml/edits";
import { defineRule, type Fix } from "../rule";
import { FirstMeeting } from "./alias";
import { addHealthcheck, type HealthState, healthOf } from "./health";

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
        const check = healthOf(target, file, project);
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

function fixesFor(
  dependency: ComposeDependency,
  target: ComposeService,
  check: HealthState,
  form: ComposeForm,
): Fix[] {
  const fixes: [title: string, edits: YamlEdits][] = [];
  if (check === "absent") {
    fixes.push([`Add a health check to ${target.name}`, addHealthcheck(form.yaml, target)]);
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
