import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { type DevCommand, devCommandIn } from "../dev-command";
import { defineRule, type Fix } from "../rule";
import { mainManifest } from "./package-manifest";
import { isSetByService, isStartReplaced, type Run, runsOf } from "./runs";
import { removeWord, type Started, startedBy } from "./start";

export const devServer = defineRule({
  id: "dockerfile/dev-server",
  on: "dockerfile",
  severity: "error",
  title: "Start the server that is made for production",
  why: "Servers for development serve few requests at a time, watch files, and show source code and stack traces to visitors when something fails.",
  references: [
    "https://flask.palletsprojects.com/en/stable/deploying/",
    "https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver",
    "https://nextjs.org/docs/app/api-reference/cli/next",
  ],
  equivalents: [],
  fix: "safe",
  hardening: true,
  examples: [
    {
      bad: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "«--reload»"]\n',
      good: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
    },
    {
      title: "a script of package.json that has a counterpart",
      bad: 'FROM node:24-slim\nCMD ["npm", "«run", "dev»"]\n',
      good: 'FROM node:24-slim\nCMD ["npm", "start"]\n',
      with: { "package.json": '{ "scripts": { "dev": "next dev", "start": "next start" } }\n' },
    },
    {
      title: "a server that has no counterpart by itself",
      bad: 'FROM python:3.13-slim\nCMD ["python", "manage.py", "«runserver»", "0.0.0.0:8000"]\n',
      good: 'FROM python:3.13-slim\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]\n',
      fix: null,
    },
    {
      title: "debugging that is switched on",
      bad: 'FROM python:3.13-slim\nENV FLASK_DEBUG=«1»\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n',
      good: 'FROM python:3.13-slim\nENV FLASK_DEBUG=0\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n',
    },
  ],
  *check({ file, project }) {
    const seen = new Set<number>();
    for (const run of runsOf(project, file.path, file.form)) {
      for (const debug of debugging(run.stage)) {
        if (seen.has(debug.at.start) || isSetByService(run, [debug.name])) continue;
        seen.add(debug.at.start);
        const edits = [replacement(debug.at, debug.off)];
        const fixes: Fix[] = [{ title: `Set ${debug.name} to ${debug.off}`, kind: "safe", edits }];
        yield { at: debug.at, message: `${debug.name} switches debugging on in the image.`, fixes };
      }
      if (isStartReplaced(run)) continue;
      for (const started of startedBy(run.stage)) {
        const dev = devCommandIn(started.program);
        if (!dev || seen.has(dev.at.start)) continue;
        seen.add(dev.at.start);
        const message = `\`${dev.what}\` starts the container for development, not for production.`;
        yield { at: dev.at, message, fixes: fixesFor(dev, started, file, project) };
      }
    }
  },
});

interface Debugging {
  readonly name: string;
  readonly at: Span;
  /** What to write instead, spelled as the value is. */
  readonly off: string;
}

const switches = /^(FLASK_DEBUG|DJANGO_DEBUG|APP_DEBUG|DEBUG)$/;

/** Variables of the image that switch debugging on. */
function* debugging(stage: Run["stage"]): Generator<Debugging> {
  for (const { pairs } of stage.allInChain("ENV")) {
    for (const { key, value } of pairs) {
      const match = value && /^(["']?)(1|true|yes|on)\1$/i.exec(value.text);
      const last = match && stage.variable(key);
      if (!match || !value || !switches.test(key) || last !== match[2]) continue;
      const quote = match[1]?.length ?? 0;
      yield {
        name: key,
        at: { start: value.span.start + quote, end: value.span.end - quote },
        off: offFor(match[2] ?? ""),
      };
    }
  }
}

const opposites: Readonly<Record<string, string>> = { "1": "0", true: "false", yes: "no", on: "off" };

function offFor(on: string): string {
  const off = opposites[on.toLowerCase()] ?? "0";
  if (on === on.toUpperCase()) return off.toUpperCase();
  return /^[A-Z]/.test(on) ? off.charAt(0).toUpperCase() + off.slice(1) : off;
}

function fixesFor(
  dev: DevCommand,
  started: Started,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Fix[] {
  if (dev.removable) {
    const edit = removeWord(started, dev.at, file.text);
    return edit ? [{ title: `Drop \`${wordAt(dev.at, file)}\``, kind: "safe", edits: [edit] }] : [];
  }
  if (dev.instead !== undefined)
    return change(replacement(dev.at, dev.instead), `Write \`${dev.instead}\` instead`);
  if (dev.script === undefined || !hasStartScript(file, project)) return [];
  const manager = dev.what.split(" ")[0] ?? "";
  return wordAt(dev.at, file).includes("#")
    ? []
    : change(replacement(dev.at, "start"), `Run \`${manager} start\``);
}

function change(edit: TextEdit, title: string): Fix[] {
  return [{ title, kind: "review", edits: [edit] }];
}

function wordAt(at: Span, { text }: SourceFile): string {
  return text.slice(at.start, at.end);
}

/** Whether `npm start` is there to take over: a script of package.json that is not for development itself. */
function hasStartScript(file: SourceFile<"dockerfile">, project: ProjectView): boolean {
  const start = mainManifest(project, file.path)?.scripts.start;
  return (
    start !== undefined && !/\b(dev|nodemon|ts-node-dev|--watch|react-scripts start|ng serve)\b/.test(start)
  );
}
