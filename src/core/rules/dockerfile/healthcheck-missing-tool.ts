import { osOf } from "../../data/images";
import type { Command } from "../../files/dockerfile/command";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Report } from "../rule";
import { runsHealthchecks } from "./health-target";
import { availability } from "./image-tools";
import { importsOf, isMissing } from "./imports";
import { insertBelow } from "./insert";
import { missingProgram, placeOfModule } from "./missing-program";
import { equivalentProbe, probesOf, probeText } from "./probe";

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
    if (stage && command && runsHealthchecks(project)) yield* judge(stage, command, file, project);
  },
});

function* judge(
  stage: Stage,
  command: Command,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Generator<Report> {
  const missing = missingProgram(command, stage);
  if (missing) {
    yield { ...missing, fixes: fixesFor(stage, command, file, missing.tool) };
    return;
  }
  const probes = probesOf(command);
  for (const probe of probes) {
    const module = importsOf(probe).find((name) => isMissing(name, file.path, file.form, project));
    if (module === undefined) continue;
    const message = `No requirement names \`${module}\`: the check works only while another package happens to bring it.`;
    const at = placeOfModule(module, probe, file.text);
    yield { at, severity: "warning", message, fixes: fixesFor(stage, command, file, undefined) };
    return;
  }
  const [first] = probes;
  if (first && availability(stage, toolOf(first)) === "present") {
    yield { proves: command.span, message: `The image has \`${toolOf(first)}\`.` };
  }
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
    const edits = [replacement(command.span, probeText(probe))];
    fixes.push({ title: `Ask the same address with \`${probe.argv[0]}\``, kind: "safe", edits });
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
