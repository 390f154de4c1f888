import { LogicalText } from "../../files/dockerfile/logical";
import { parseShell, type ShellCommand } from "../../files/dockerfile/shell";
import type { ProcfileProcess } from "../../files/procfile";
import type { SourceFile } from "../../files/source";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { type DevCommand, devCommandIn } from "../dev-command";
import { isLoopback, portValue, type Server, serverIn } from "../dockerfile/server";
import { addArguments, removeWord, type Started } from "../dockerfile/start";
import { programOf } from "../program";
import { defineRule, type Fix, type Problem } from "../rule";
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
    if (
      processes.length === 0 ||
      isContainer(project) ||
      isForBeanstalk(project) ||
      isForDevelopers(processes)
    )
      return;
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
  return project.paths().some((path) => /(?:^|\/)\.(?:ebextensions|elasticbeanstalk|platform)\//.test(path));
}

/** Tools for developers read a Procfile as well, to start everything on one machine. */
function isForDevelopers(processes: readonly ProcfileProcess[]): boolean {
  const all = processes.flatMap((process) => startsOf(process));
  const isLocal = all.some(({ program }) =>
    /^docker(?:-compose)?$|^(?:redis|postgres|mailhog|mailpit|caddy|nginx)(?:-server)?$/.test(program.name),
  );
  return isLocal || all.filter(({ dev }) => dev !== undefined).length > 1;
}

interface Start {
  readonly program: ShellCommand;
  readonly dev: DevCommand | undefined;
  readonly server: Server | undefined;
}

function startsOf({ command, commandAt }: ProcfileProcess): Start[] {
  const { commands, open } = parseShell(LogicalText.of(command, commandAt.start));
  if (open) return [];
  return commands
    .filter(({ isSubstitution }) => !isSubstitution)
    .map((each) => {
      const started: Started = { program: programOf(each), form: "shell" };
      return { program: started.program, dev: devCommandIn(each), server: serverIn(started) };
    });
}

/** A server under another name gets no requests; processes that answer nobody need none. */
function withoutWeb(processes: readonly ProcfileProcess[]): Problem | undefined {
  const server = processes.find((process) => startsOf(process).some(({ server: one }) => one !== undefined));
  if (!server) return undefined;
  return {
    at: server.typeAt,
    message: `Heroku sends requests to the process called web only; ${server.type} gets none.`,
    fixes: [{ title: `Call ${server.type} web`, kind: "review", edits: [replacement(server.typeAt, "web")] }],
  };
}

function* problemsOf(web: ProcfileProcess, file: SourceFile): Generator<Problem> {
  for (const { dev, server } of startsOf(web)) {
    if (dev)
      yield {
        at: dev.at,
        message: `${dev.what} is made for development: it is slow, and shows its insides to visitors.`,
        fixes: devFixes(dev, server, file),
      };
    if (!server || (dev && !dev.removable)) continue;
    const problem = unreachable(server);
    if (problem) yield problem;
  }
}

function devFixes(
  { at, what, removable, instead }: DevCommand,
  server: Server | undefined,
  { text }: SourceFile,
): Fix[] {
  if (instead !== undefined)
    return [{ title: `Run ${instead} instead`, kind: "review", edits: [replacement(at, instead)] }];
  const edit = removable && server ? removeWord(server.started, at, text) : undefined;
  return edit ? [{ title: `Remove ${what}`, kind: "review", edits: [edit] }] : [];
}

/** Why nobody reaches a server behind Heroku's router; undefined when they do, or when that is decided elsewhere. */
function unreachable(server: Server): Problem | undefined {
  const { name, host, port, kind, isOpen, started } = server;
  if (isOpen) return undefined;
  if (host && isLoopback(host.text) && host.text !== "") {
    const edits = isPlain(host) ? [replacement(host.at, "0.0.0.0")] : [];
    return {
      at: host.at,
      message: `${name} listens at ${host.text} only, where Heroku's router does not reach it.`,
      fixes: edits.length > 0 ? [{ title: "Listen at 0.0.0.0", kind: "review", edits }] : [],
    };
  }
  if (port) {
    const value = portValue(port.text);
    if (value?.variable !== undefined || value?.value === undefined) return undefined;
    return {
      at: port.at,
      message: `${name} listens at ${port.text}, and Heroku sends requests to the port in PORT.`,
      fixes: isPlain(port)
        ? [{ title: "Listen at $PORT", kind: "review", edits: [replacement(port.at, "$PORT")] }]
        : [],
    };
  }
  // Gunicorn reads PORT by itself, and then listens to all.
  if (kind.readsPort || !kind.port || kind.usualPort === 0) return undefined;
  const [word] = started.program.words;
  const [option] = kind.port;
  if (!word || option === undefined || (host && host.text === "")) return undefined;
  const extra = [...(host || !kind.isLocal ? [] : kind.open), option, "$PORT"];
  const edit = addArguments(started, extra);
  return {
    at: word.span,
    message: `${name} listens at ${kind.usualPort}, its own port, and Heroku sends requests to the port in PORT.`,
    fixes: edit ? [{ title: `Add \`${extra.join(" ")}\``, kind: "review", edits: [edit] }] : [],
  };
}

function isPlain({
  text,
  at,
}: {
  readonly text: string;
  readonly at: { readonly start: number; readonly end: number };
}): boolean {
  return at.end - at.start === text.length;
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
