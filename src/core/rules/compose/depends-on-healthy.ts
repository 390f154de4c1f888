import type { ComposeDependency, ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { servicesBeside } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { FirstMeeting } from "./alias";
import { isDefinition } from "./merged";
import { awaitedToEnd, isConsole, isOneShot } from "./purpose";
import { type EarlyStart, judgeDependency, storeIn, waitFixes } from "./waiting";

export const dependsOnHealthy = defineRule({
  id: "compose/depends-on-healthy",
  on: "compose",
  severity: "warning",
  title: "Wait until the database answers",
  why: "`depends_on` by itself waits for the container of the database, not for the database: the service starts while it still recovers or creates its files, and its first queries fail.",
  references: [
    "https://docs.docker.com/compose/how-tos/startup-order/",
    "https://docs.docker.com/reference/compose-file/services/#depends_on",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    build: .\n    depends_on:\n      - «db»\n  db:\n    image: postgres:17\n    healthcheck:\n      test: pg_isready -U app\n",
      good: "services:\n  api:\n    build: .\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:17\n    healthcheck:\n      test: pg_isready -U app\n",
    },
    {
      title: "the database gets its health check as well",
      bad: "services:\n  api:\n    build: .\n    depends_on: [«cache», mailer]\n  cache:\n    image: redis:8\n  mailer:\n    build: ./mailer\n",
      good: 'services:\n  api:\n    build: .\n    depends_on:\n      cache:\n        condition: service_healthy\n      mailer:\n        condition: service_started\n  cache:\n    image: redis:8\n    healthcheck:\n      test: ["CMD", "redis-cli", "ping"]\n      interval: 10s\n      timeout: 5s\n      retries: 5\n      start_period: 30s\n  mailer:\n    build: ./mailer\n',
    },
    {
      title: "the condition is written",
      bad: "services:\n  api:\n    build: .\n    depends_on:\n      db:\n        condition: «service_started»\n  db:\n    image: mysql:8.4\n    healthcheck:\n      test: mysqladmin ping -h 127.0.0.1\n",
      good: "services:\n  api:\n    build: .\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: mysql:8.4\n    healthcheck:\n      test: mysqladmin ping -h 127.0.0.1\n",
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const first = new FirstMeeting();
    const awaited = awaitedToEnd(form);
    for (const service of form.services) {
      if (isConsole(service)) continue;
      const early: EarlyStart[] = [];
      for (const dependency of service.dependencies("own")) {
        const target = form.service(dependency.service);
        if (!target || !isDefinition(target) || isOneShot(target, awaited)) continue;
        if (dependency.condition === "service_healthy" && storeIn(target)) {
          const message = `${service.name} waits until ${target.name} is healthy.`;
          yield { proves: dependency.written?.at ?? dependency.at, message };
        }
        if (isSettledBeside(service, dependency, file, project)) continue;
        const found = judgeDependency(dependency, target, file, project);
        if (found) early.push(found);
      }
      for (const each of early) {
        const { dependency, store, target } = each;
        if (!first.with(dependency.origin)) continue;
        yield {
          at: dependency.written?.at ?? dependency.at,
          message: store
            ? `${service.name} starts before ${store} in ${target.name} answers: it waits for the container only.`
            : `${service.name} starts before ${target.name} is healthy: it waits for the container only.`,
          severity: store ? "warning" : "hint",
          fixes: waitFixes(each, early, service, file.form.yaml),
        };
      }
    }
  },
});

/** Whether a file that may be merged with this one has its own say about the dependency. */
function isSettledBeside(
  service: ComposeService,
  dependency: ComposeDependency,
  { path }: SourceFile<"compose">,
  project: ProjectView,
): boolean {
  const others = servicesBeside(project, path, service.name);
  return others.some(({ dependsOn }) => dependsOn.includes(dependency.service));
}
