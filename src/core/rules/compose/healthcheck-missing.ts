import { datastoreOf } from "../../data/datastores";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { defineRule, type Problem } from "../rule";
import { FirstMeeting } from "./alias";
import { addHealthcheck, healthOf } from "./health";
import { isDefinition, isSetBeside } from "./merged";
import { awaitedToEnd, isOneShot, isWorker } from "./purpose";

export const composeHealthcheckMissing = defineRule({
  id: "compose/healthcheck-missing",
  on: "compose",
  severity: "warning",
  title: "Check the health of what others rely on",
  why: "Without a health check Docker only knows that a process runs, not that it answers: nothing can wait until a database is ready, and a server that hangs looks fine.",
  references: [
    "https://docs.docker.com/reference/compose-file/services/#healthcheck",
    "https://docs.docker.com/compose/how-tos/startup-order/",
  ],
  equivalents: [],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "services:\n  «db»:\n    image: postgres:17\n    restart: always\n",
      good: 'services:\n  db:\n    image: postgres:17\n    healthcheck:\n      test: ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres} -d $${POSTGRES_DB:-postgres}"]\n      interval: 10s\n      timeout: 5s\n      retries: 5\n      start_period: 30s\n    restart: always\n',
    },
    {
      title: "neither the Compose file nor the Dockerfile has one",
      bad: "services:\n  «api»:\n    build: .\n",
      good: 'services:\n  api:\n    build: .\n    healthcheck:\n      test: ["CMD", "python", "-m", "app.health"]\n',
      fix: null,
      with: { Dockerfile: 'FROM python:3.13-slim\nCMD ["python", "-m", "app"]\n' },
    },
  ],
  *check({ file, project }) {
    const first = new FirstMeeting();
    const awaited = awaitedToEnd(file.form);
    for (const service of file.form.services) {
      const problem = problemOf(service, file);
      if (!service.map || !problem || isOneShot(service, awaited)) continue;
      const state = healthOf(service, file, project);
      if (state === "defined") {
        yield {
          proves: service.healthcheck?.at ?? service.at,
          message: `${service.name} has a health check.`,
        };
      } else if (
        state === "absent" &&
        !isSetBeside(project, file, service, "healthcheck") &&
        first.with(service.map.origin)
      ) {
        yield problem;
      }
    }
  },
});

/** What to say of `service` without a health check; undefined when it needs none or nobody knows. */
function problemOf(service: ComposeService, file: SourceFile<"compose">): Problem | undefined {
  const { at, name } = service;
  if (!isDefinition(service)) return undefined;
  if (service.get("build")) {
    if (isWorker(service)) return undefined;
    const message = `${name} has no health check, neither here nor in its Dockerfile.`;
    return { at, message, severity: "info" };
  }
  const image = service.image?.value;
  const known = image === undefined ? undefined : datastoreOf(image);
  if (!known) return undefined;
  const edits = addHealthcheck(file.form.yaml, service);
  return {
    at,
    message: `${known.store.title} has no health check: nothing can tell when it answers.`,
    // Where no program of the image is known that could ask, this is advice.
    severity: known.healthTest ? "warning" : "info",
    fixes: edits ? [{ title: `Add a health check to ${name}`, kind: "review", edits }] : [],
  };
}
