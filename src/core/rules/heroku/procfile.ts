import type { ProcfileProcess } from "../../files/procfile";
import type { SourceFile } from "../../files/source";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { devFixes, startsIn, unreachable } from "../platform/web-start";
import { defineRule, type Problem } from "../rule";
import { isHerokuManifest, jsonText } from "./app-json";
import { releaseFor } from "./release";

export const herokuProcfile = defineRule({
  id: "heroku/procfile",
  on: "procfile",
  severity: "error",
  title: "Start a web process that listens on PORT",
  why: "Heroku sends requests to the process called web, at the port in PORT, and stops an app that does not listen there within a minute.",
  references: [
    "https://devcenter.heroku.com/articles/procfile",
    "https://devcenter.heroku.com/articles/release-phase",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "web: gunicorn parcels.wsgi --bind 0.0.0.0:«8000»\n",
      good: "web: gunicorn parcels.wsgi --bind 0.0.0.0:$PORT\n",
    },
    {
      title: "a server for development",
      bad: "web: uvicorn main:app --host 0.0.0.0 --port $PORT «--reload»\n",
      good: "web: uvicorn main:app --host 0.0.0.0 --port $PORT\n",
    },
    {
      title: "migrations",
      bad: "«web»: gunicorn parcels.wsgi\n",
      good: "release: python manage.py migrate --noinput\nweb: gunicorn parcels.wsgi\n",
      with: { "manage.py": "" },
    },
  ],
  *check({ file, project }) {
    const { processes } = file.form;
    if (processes.length === 0 || isContainer(project) || isForDevelopers(processes)) return;
    if (isForBeanstalk(project)) {
      for (const process of processes) yield* developmentIn(process, file);
      return;
    }
    for (const process of processes) if (process.type !== "web") yield* developmentIn(process, file);
    const web = processes.find(({ type }) => type === "web");
    if (!web) {
      const problem = withoutWeb(processes);
      if (problem) yield problem;
      return;
    }
    const problems = [...problemsOf(web, file)];
    yield* problems;
    const release = missingRelease(web, file, project);
    if (release) yield release;
    if (problems.length === 0) yield { proves: web.typeAt, message: "A web process takes the requests." };
  },
});

/** Whether an image is built instead, so that the Procfile starts nothing. */
function isContainer(project: ProjectView): boolean {
  if (project.has("heroku.yml")) return true;
  const manifest = project.file("app.json");
  return (
    manifest !== undefined &&
    isHerokuManifest(manifest) &&
    jsonText(manifest.form.get("stack"))?.text === "container"
  );
}

/** Elastic Beanstalk starts what a Procfile says as well, and sends requests to port 8000. */
function isForBeanstalk(project: ProjectView): boolean {
  return project.pathsLike(/(?:^|\/)\.(?:ebextensions|elasticbeanstalk|platform)\//).length > 0;
}

/** Tools for developers read a Procfile as well, to start everything on one machine. */
function isForDevelopers(processes: readonly ProcfileProcess[]): boolean {
  const all = processes.flatMap((process) => startsIn(process.command, process.commandAt.start));
  const isLocal = all.some(({ program }) =>
    /^docker(?:-compose)?$|^(?:redis|postgres|mailhog|mailpit|caddy|nginx)(?:-server)?$/.test(program.name),
  );
  return isLocal || all.filter(({ dev }) => dev !== undefined).length > 1;
}

/** A server under another name gets no requests; processes that answer nobody need none. */
function withoutWeb(processes: readonly ProcfileProcess[]): Problem | undefined {
  const server = processes.find((process) =>
    startsIn(process.command, process.commandAt.start).some(({ server: one }) => one !== undefined),
  );
  if (!server) return undefined;
  return {
    at: server.typeAt,
    message: `Heroku sends requests to the process called web only; ${server.type} gets none.`,
    fixes: [{ title: `Call ${server.type} web`, kind: "review", edits: [replacement(server.typeAt, "web")] }],
  };
}

function* problemsOf(web: ProcfileProcess, file: SourceFile): Generator<Problem> {
  yield* developmentIn(web, file);
  for (const { dev, server } of startsIn(web.command, web.commandAt.start)) {
    if (!server || (dev && !dev.removable)) continue;
    const problem = unreachable(server, "Heroku");
    if (problem) yield problem;
  }
}

function* developmentIn({ command, commandAt }: ProcfileProcess, file: SourceFile): Generator<Problem> {
  for (const { dev, server } of startsIn(command, commandAt.start)) {
    if (!dev) continue;
    yield {
      at: dev.at,
      message: `${dev.what} is made for development: it is slow, and shows its insides to visitors.`,
      fixes: devFixes(dev, server, file),
    };
  }
}

/** Migrations that nothing runs when a release goes out. */
function missingRelease(
  web: ProcfileProcess,
  file: SourceFile<"procfile">,
  project: ProjectView,
): Problem | undefined {
  if (file.form.processes.some(({ type }) => type === "release")) return undefined;
  const command = releaseFor(project, folderOf(file.path));
  if (command === undefined) return undefined;
  const edits: TextEdit[] = [insertion(web.typeAt.start, `release: ${command}${file.eol}`)];
  return {
    at: web.typeAt,
    severity: "info",
    message: `No release process brings the database up to date before a release gets requests.`,
    fixes: [{ title: `Run \`${command}\` before each release`, kind: "review", edits }],
  };
}
