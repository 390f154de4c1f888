import type { SourceFile } from "../../files/source";
import { contextsOf, inFolder } from "../../project/build-context";
import { kubernetes, portInjectors } from "../../project/platforms";
import { pythonPackagesIn } from "../../project/python-packages";
import { mayBeSet } from "../../project/server-settings";
import type { ProjectView } from "../../project/view";
import { insertion, replacement } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { defineRule, type Fix, type OtherFileChange, type Problem } from "../rule";
import { isSetByService, isStartReplaced, type Run, runsOf } from "./runs";
import { type Server, serversOf } from "./server";
import { addArguments } from "./start";

export const pythonAppServer = defineRule({
  id: "dockerfile/python-app-server",
  on: "dockerfile",
  severity: "info",
  title: "Serve Python with workers that are kept up",
  why: "One process uses one processor core, and everybody waits while it is busy or starts again. The worker class in uvicorn itself is deprecated and will go.",
  references: ["https://www.uvicorn.org/deployment/", "https://github.com/Kludex/uvicorn-worker"],
  equivalents: [],
  fix: "safe",
  hardening: true,
  examples: [
    {
      title: "the worker class has moved to a package of its own",
      bad: 'FROM python:3.13-slim\nCMD ["gunicorn", "-k", "«uvicorn.workers.UvicornWorker»", "--bind", "0.0.0.0:8000", "main:app"]\n',
      good: 'FROM python:3.13-slim\nCMD ["gunicorn", "-k", "uvicorn_worker.UvicornWorker", "--bind", "0.0.0.0:8000", "main:app"]\n',
      with: { "requirements.txt": "fastapi\ngunicorn\nuvicorn-worker\n" },
    },
    {
      title: "one process on a server with several cores",
      bad: 'FROM python:3.13-slim\nCMD ["«uvicorn»", "main:app", "--host", "0.0.0.0"]\n',
      good: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--workers", "2"]\n',
      with: { "compose.yaml": "services:\n  api:\n    build: .\n    restart: unless-stopped\n" },
    },
  ],
  *check({ file, project }) {
    for (const run of runsOf(project, file.path, file.form)) {
      if (isStartReplaced(run)) continue;
      for (const server of serversOf(run.stage)) {
        const problem = deprecatedWorker(server, file, project) ?? singleProcess(server, run, file, project);
        if (problem) yield problem;
      }
    }
  },
});

/** `uvicorn.workers.UvicornWorker`, `uvicorn.workers.UvicornH11Worker`. */
function deprecatedWorker(
  { name, started }: Server,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Problem | undefined {
  const word = started.program.args.find(({ text }) => /(^|=)uvicorn\.workers\.Uvicorn\w*Worker$/.test(text));
  if (name !== "gunicorn" || !word) return undefined;
  const worker = word.text.slice(word.text.indexOf("uvicorn.workers."));
  const offset = file.text.slice(word.span.start, word.span.end).indexOf(worker);
  if (offset < 0) return undefined;
  const start = word.span.start + offset;
  const at = span(start, start + worker.length);
  const message = `\`${worker}\` is deprecated: the package uvicorn-worker has it now.`;
  return { at, severity: "warning", tag: "deprecated", message, fixes: workerFixes(at, file, project) };
}

/** Names the new class and asks for its package; nothing where no file says how packages get into the image. */
function workerFixes(at: Span, file: SourceFile<"dockerfile">, project: ProjectView): Fix[] {
  const edits = [replacement(span(at.start, at.start + "uvicorn.workers".length), "uvicorn_worker")];
  const folders = contextsOf(project, file.path).map(({ folder }) => folder);
  const title = "Use the worker class of uvicorn-worker";
  if (folders.every((folder) => pythonPackagesIn(project, folder)?.distributions.includes("uvicorn-worker")))
    return [{ title, kind: "safe", edits }];
  const also = folders.flatMap((folder) => addRequirement(inFolder(folder, "requirements.txt"), project));
  return also.length < folders.length
    ? []
    : [{ title: `${title} and require it`, kind: "review", edits, also }];
}

function addRequirement(path: string, project: ProjectView): OtherFileChange[] {
  const manifest = project.file(path);
  const uvicorn = manifest?.is("requirements")
    ? manifest.form.requirements.find(
        ({ normalized }) => normalized === "uvicorn" || normalized === "gunicorn",
      )
    : undefined;
  if (!manifest || !uvicorn) return [];
  const { start } = manifest.lines.lineSpan(manifest.lines.lineAt(uvicorn.span.start));
  const first = manifest.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  return [{ path, edits: [insertion(first, `uvicorn-worker${manifest.eol}`)] }];
}

const severalProcesses = /^--(workers|reload|fd|uds)(=|$)/;

/** uvicorn alone on a machine of one's own, where nothing else starts more containers of it. */
function singleProcess(
  { name, started, isOpen }: Server,
  run: Run,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Problem | undefined {
  const { words, args } = started.program;
  if (name !== "uvicorn" || isOpen || args.some(({ text }) => severalProcesses.test(text))) return undefined;
  if (!isOnOwnServer(run, file, project) || run.services.some((each) => each.some((s) => s.isReplicated)))
    return undefined;
  const variables = ["WEB_CONCURRENCY", "UVICORN_WORKERS"];
  if (variables.some((each) => run.stage.defines(each)) || isSetByService(run, variables)) return undefined;
  if (mayBeSet(project, variables)) return undefined;
  const edit = addArguments(started, ["--workers", "2"]);
  const title = "Start 2 workers (what the application keeps in memory is not shared)";
  return {
    at: words[0]?.span ?? started.program.span,
    message: "`uvicorn` starts one process, which uses one processor core.",
    fixes: edit ? [{ title, kind: "review", edits: [edit] }] : [],
  };
}

/** Whether Docker on one server runs the image, so that nobody else adds containers under load. */
function isOnOwnServer(run: Run, file: SourceFile<"dockerfile">, project: ProjectView): boolean {
  const { target } = project;
  if (target !== undefined) return target === "vps";
  return run.services.length > 0 && portInjectors(project, file.path).size === 0 && !project.fact(kubernetes);
}
