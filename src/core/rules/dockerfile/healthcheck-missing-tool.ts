import { osOf } from "../../data/images";
import type { Command } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix, type Report } from "../rule";
import { availability } from "./image-tools";
import { importsOf, isMissing } from "./imports";
import { insertBelow } from "./insert";
import { equivalentProbe, probesOf } from "./probe";

export const healthcheckMissingTool = defineRule({
  id: "dockerfile/healthcheck-missing-tool",
  on: "dockerfile",
  severity: "error",
  title: "Check health with a program that the image has",
  why: "A health check whose program or module is not in the image fails every time: the container is unhealthy from the start, and what waits for it never comes up.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://github.com/docker-library/faq#healthcheck",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'FROM python:3.13-slim\nENV PORT=8000\nHEALTHCHECK --interval=30s CMD «curl» -f http://localhost:8000/health || exit 1\nCMD ["python", "main.py"]\n',
      good: 'FROM python:3.13-slim\nENV PORT=8000\nHEALTHCHECK --interval=30s CMD ["python", "-c", "import os,urllib.request as u;u.urlopen(\'http://127.0.0.1:\'+os.getenv(\'PORT\',\'8000\')+\'/health\',timeout=3)"]\nCMD ["python", "main.py"]\n',
    },
    {
      bad: 'FROM node:24-alpine\nHEALTHCHECK CMD ["«curl»", "-f", "http://localhost:3000/"]\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-alpine\nHEALTHCHECK CMD ["node", "-e", "fetch(\'http://127.0.0.1:3000/\').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]\nCMD ["node", "server.js"]\n',
    },
    {
      title: "a module that no requirement names",
      bad: "FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nHEALTHCHECK \\\n  CMD python -c \"import «requests»; requests.get('http://localhost:8000/health')\"\n",
      good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nHEALTHCHECK \\\n  CMD ["python", "-c", "import urllib.request as u;u.urlopen(\'http://127.0.0.1:8000/health\',timeout=3)"]\n',
      with: { "requirements.txt": "fastapi==0.121.0\nuvicorn==0.38.0\n" },
    },
    {
      title: "nothing in the image can ask, so the program is installed",
      bad: 'FROM debian:13-slim\nHEALTHCHECK CMD «curl» -f http://localhost:8080/\nCMD ["/app"]\n',
      good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nHEALTHCHECK CMD curl -f http://localhost:8080/\nCMD ["/app"]\n',
    },
  ],
  *check({ file, project }) {
    const stage = file.form.finalStage;
    const command = stage?.effects.healthcheck?.check.command;
    // Heroku runs no health checks of images.
    if (stage && command && project.target !== "heroku") yield* judge(stage, command, file, project);
  },
});

function* judge(
  stage: Stage,
  command: Command,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Generator<Report> {
  if (command.form === "shell" && availability(stage, "sh") === "absent") {
    const message = "The image has no shell, so a health check in shell form cannot run. Use the exec form.";
    yield { at: command.span, message, fixes: fixesFor(stage, command, file, undefined) };
    return;
  }
  const probes = probesOf(command);
  const missing = probes.find((probe) => availability(stage, toolOf(probe)) === "absent");
  if (missing && !hasWayOut(probes, missing, stage)) {
    const tool = toolOf(missing);
    const base = stage.base?.text ?? "the base image";
    const message = `\`${tool}\` is not in the image: \`${base}\` does not bring it and no RUN installs it.`;
    yield {
      at: missing.words[0]?.span ?? missing.span,
      message,
      fixes: fixesFor(stage, command, file, tool),
    };
    return;
  }
  for (const probe of probes) {
    const module = importsOf(probe).find((name) => isMissing(name, file.path, file.form, project));
    if (module === undefined) continue;
    const message = `No requirement names \`${module}\`: the check works only while another package happens to bring it.`;
    const at = placeOf(module, probe, file.text);
    yield { at, severity: "warning", message, fixes: fixesFor(stage, command, file, undefined) };
    return;
  }
  const [first] = probes;
  if (first && availability(stage, toolOf(first)) === "present") {
    yield { proves: command.span, message: `The image has \`${toolOf(first)}\`.` };
  }
}

const lookups = new Set(["command", "which", "type", "hash"]);
const builtins = new Set(["exit", "true", "false", "echo", "kill", "test", "[", "return", ":"]);

/** Whether the check looks for the tool first, or falls back on another that may be there. */
function hasWayOut(probes: readonly ShellCommand[], missing: ShellCommand, stage: Stage): boolean {
  return probes.some((probe) => {
    const tool = toolOf(probe);
    if (lookups.has(tool)) return true;
    const isAlternative = probe !== missing && probe.before === "||" && !builtins.has(tool);
    return isAlternative && availability(stage, tool) !== "absent";
  });
}

/** Where `module` stands in the code that `probe` runs. */
function placeOf(module: string, probe: ShellCommand, text: string): Span {
  const code = probe.args[probe.args.findIndex((word) => word.text === "-c") + 1];
  const place = code?.span ?? probe.span;
  const at = text.slice(place.start, place.end).search(new RegExp(`\\b${module}\\b`));
  return at < 0 ? place : { start: place.start + at, end: place.start + at + module.length };
}

function fixesFor(
  stage: Stage,
  command: Command,
  file: SourceFile<"dockerfile">,
  tool: string | undefined,
): Fix[] {
  const fixes: Fix[] = [];
  const probe = equivalentProbe(command, stage);
  if (probe !== undefined && stage.effects.healthcheck) {
    const program = /\w+/.exec(probe)?.[0] ?? "";
    const edits = [replacement(command.span, probe)];
    fixes.push({ title: `Ask the same address with \`${program}\``, kind: "safe", edits });
  }
  const install = tool === undefined ? undefined : installation(stage, tool);
  if (install !== undefined && tool !== undefined) {
    const edits = [insertBelow(file, stage.from, [install])];
    fixes.push({ title: `Install \`${tool}\` in the image`, kind: "review", edits });
  }
  return fixes;
}

function installation(stage: Stage, tool: string): string | undefined {
  if (tool !== "curl" && tool !== "wget") return undefined;
  const os = stage.base && osOf(stage.base);
  if (os === "alpine") return `RUN apk add --no-cache ${tool}`;
  if (os !== "debian") return undefined;
  return `RUN apt-get update && apt-get install -y --no-install-recommends ${tool} && rm -rf /var/lib/apt/lists/*`;
}
