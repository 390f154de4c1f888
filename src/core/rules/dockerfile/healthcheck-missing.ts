import { isWithoutHealthcheck } from "../../data/bare-images";
import { isShell } from "../../files/dockerfile/command";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { deploymentsOf, kubernetes } from "../../project/platforms";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { answersRequests, healthTargetOf, runsHealthchecks } from "./health-target";
import { insertAbove, insertBelow } from "./insert";
import { probeFor, probeText } from "./probe";
import { isStartReplaced, type Run, runsOf } from "./runs";
import { startedBy } from "./start";

const narrower =
  "Asks only for images that answer requests (a port is exposed or a known server starts), whose base is known to bring no check and which no Compose file checks: a check has nothing to ask of the others, or is there already.";

export const dockerfileHealthcheckMissing = defineRule({
  id: "dockerfile/healthcheck-missing",
  on: "dockerfile",
  severity: "info",
  title: "Say how the container is asked for its health",
  why: "Without a health check a server that hangs counts as running: nothing restarts it, and what depends on it starts before it answers.",
  references: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
  equivalents: ["hadolint DL3057", "trivy DS-0026", "checkov CKV_DOCKER_2"],
  deviations: { "hadolint DL3057": narrower, "trivy DS-0026": narrower, "checkov CKV_DOCKER_2": narrower },
  fix: "safe",
  hardening: true,
  examples: [
    {
      title: "the application has a route for it",
      bad: 'FROM «python:3.13-slim»\nENV PORT=8000\nCMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port $PORT"]\n',
      good: 'FROM python:3.13-slim\nENV PORT=8000\nHEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\\n  CMD ["python", "-c", "import os,urllib.request as u;u.urlopen(\'http://127.0.0.1:\'+os.getenv(\'PORT\',\'8000\')+\'/health\',timeout=3)"]\nCMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port $PORT"]\n',
      with: {
        "main.py":
          'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health():\n    return {"status": "ok"}\n',
      },
    },
    {
      title: "no route is known, so the start page is asked",
      bad: 'FROM «node:24-alpine»\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-alpine\nEXPOSE 3000\nHEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\\n  CMD ["node", "-e", "fetch(\'http://127.0.0.1:3000/\').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]\nCMD ["node", "server.js"]\n',
    },
  ],
  *check({ file, project }) {
    for (const run of runsOf(project, file.path, file.form)) {
      const { healthcheck } = run.stage.effects;
      if (healthcheck?.check.kind === "command") {
        yield { proves: healthcheck.span, message: "The image says how it is asked for its health." };
      }
      if (healthcheck || !file.form.clean || !isAsked(run, file, project)) continue;
      yield {
        at: run.stage.from.image?.span ?? run.stage.from.span,
        message: "The image has no health check, so nothing notices when the server hangs.",
        fixes: fixesFor(run, file, project),
      };
    }
  },
});

/** Whether a health check of this image would be run, and nobody else has one for it. */
function isAsked(run: Run, file: SourceFile<"dockerfile">, project: ProjectView): boolean {
  const { stage, services } = run;
  if (!runsHealthchecks(project) || project.fact(kubernetes)) return false;
  if (deploymentsOf(project, file.path).some(({ platform }) => platform === "heroku")) return false;
  const stated = services.map((service) => service.map(({ healthcheck }) => healthcheck));
  if (stated.some((all) => all.includes("defined") || all.includes("unknown"))) return false;
  if (stated.length > 0 && stated.every((all) => all.includes("disabled"))) return false;
  const { base } = stage;
  if (!base || (base.official !== "scratch" && !isWithoutHealthcheck(base.text))) return false;
  return answersRequests(run) && !isStartReplaced(run) && !isServerless(stage) && !isNoServer(stage);
}

/** Whether the image is for a function: its platform asks the runtime, not the container. */
function isServerless(stage: Stage): boolean {
  const runtime = /lambda|functions[-_]framework|azure-functions/;
  if (startedBy(stage).some(({ program }) => program.words.some(({ text }) => runtime.test(text))))
    return true;
  return stage.allInChain("COPY").some(({ from }) => runtime.test(from?.value ?? ""));
}

const workers = new Set("celery rq dramatiq arq huey_consumer sidekiq cron crond supercronic".split(" "));

/** Whether only a shell starts, for a person to type into, or a worker that takes no requests. */
function isNoServer(stage: Stage): boolean {
  const started = startedBy(stage);
  return (
    started.length > 0 &&
    started.every(
      ({ program }) => workers.has(toolOf(program)) || (isShell(program.name) && program.args.length === 0),
    )
  );
}

function fixesFor(run: Run, file: SourceFile<"dockerfile">, project: ProjectView): Fix[] {
  const { stage } = run;
  const found = healthTargetOf(run, file, project);
  const probe = found && probeFor(found.target, stage);
  if (!found || probe === undefined) return [];
  const head = "HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3";
  const lines =
    file.form.escape === "\\"
      ? [`${head} \\`, `  CMD ${probeText(probe)}`]
      : [`${head} CMD ${probeText(probe)}`];
  const start = stage.instructions.find(({ kind }) => kind === "CMD" || kind === "ENTRYPOINT");
  const edit = start
    ? insertAbove(file, start, lines)
    : insertBelow(file, stage.instructions.at(-1) ?? stage.from, lines);
  const { port, path } = found.target;
  const title = `Ask http://127.0.0.1:${port.value}${path} every 30 seconds`;
  return [{ title, kind: found.isSure ? "safe" : "review", edits: [edit] }];
}
