import { commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { servicesBuiltFrom } from "../../project/build-context";
import type { ProjectView } from "../../project/view";
import { isPython } from "../program";
import { defineRule } from "../rule";
import { insertBelow } from "./insert";
import { startedBy } from "./start";

const NAME = "PYTHONUNBUFFERED";

export const pythonRuntimeEnv = defineRule({
  id: "dockerfile/python-runtime-env",
  on: "dockerfile",
  severity: "hint",
  title: "Let Python write its output at once",
  why: "Without a terminal Python keeps what it prints in a buffer: log lines come late, and the last ones before a crash never.",
  references: ["https://docs.python.org/3/using/cmdline.html#envvar-PYTHONUNBUFFERED"],
  equivalents: [],
  fix: "safe",
  hardening: true,
  examples: [
    {
      bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["«python»", "main.py"]\n',
      good: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1\nWORKDIR /app\nCOPY . .\nCMD ["python", "main.py"]\n',
    },
  ],
  *check({ file, project }) {
    const stage = file.form.finalStage;
    if (stage?.base?.official !== "python") return;
    const set = stage.allInChain("ENV").flatMap(({ pairs }) => pairs.filter(({ key }) => key === NAME));
    const [first] = set;
    if (first) yield { proves: first.span, message: "Python writes its output at once." };
    if (first || !file.form.clean || isSetByCompose(project, file.path)) return;
    const program = pythonStartedBy(stage)?.words[0];
    if (!program) return;
    yield {
      at: program.span,
      message: "What Python prints stays in a buffer, and is lost when the process is killed.",
      fixes: [
        { title: `Set \`${NAME}\``, kind: "safe", edits: [insertBelow(file, stage.from, [`ENV ${NAME}=1`])] },
      ],
    };
  },
});

const servers = new Set([
  "gunicorn",
  "uvicorn",
  "hypercorn",
  "daphne",
  "flask",
  "fastapi",
  "celery",
  "streamlit",
]);

/** What the container starts, where that is Python with a buffer. */
function pythonStartedBy(stage: Stage): ShellCommand | undefined {
  const { entrypoint, cmd } = stage.effects;
  if ([entrypoint, cmd].flatMap((start) => commandsOf(start?.command)).some(isUnbuffered)) return undefined;
  const programs = startedBy(stage).map(({ program }) => program);
  return programs.find((program) => servers.has(toolOf(program)) || isPython(toolOf(program)));
}

/** `PYTHONUNBUFFERED=1 python …`, or `-u` among the options of Python. */
function isUnbuffered({ envPrefix, words }: ShellCommand): boolean {
  if (envPrefix.some(({ text }) => text.startsWith(`${NAME}=`))) return true;
  const python = words.findIndex(({ text }) => isPython(toolOf({ name: text })));
  if (python < 0) return false;
  const options = words.slice(python + 1);
  const end = options.findIndex(({ text }) => !text.startsWith("-"));
  return options.slice(0, end < 0 ? undefined : end).some(({ text }) => /^-[bBdEhiIOPqsSvVx]*u/.test(text));
}

function isSetByCompose(project: ProjectView, path: string): boolean {
  return servicesBuiltFrom(project, path).some((built) => {
    const compose = project.file(built.path);
    const all = compose?.is("compose") ? compose.form.services : [];
    const service = all.find(({ name }) => name === built.name);
    return service?.environment().some(({ key }) => key === NAME);
  });
}
