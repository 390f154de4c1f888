import type { ComposeHealthcheck, ComposeService } from "../../files/compose/service";
import { parseDockerfile } from "../../files/dockerfile/form";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { inFlow, setValue } from "../../files/yaml/edits";
import { buildOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { rememberingTools, type ToolLookup } from "../dockerfile/image-tools";
import { importsOf, isMissing } from "../dockerfile/imports";
import { missingProgram, placeOfModule } from "../dockerfile/missing-program";
import { equivalentProbe, probesOf, shellText } from "../dockerfile/probe";
import { defineRule, type Fix, type Problem } from "../rule";
import { FirstMeeting } from "./alias";

export const composeHealthcheckMissingTool = defineRule({
  id: "compose/healthcheck-missing-tool",
  on: "compose",
  severity: "error",
  title: "Check health with a program that the image has",
  why: "Docker runs the check inside the container. When its program or module is not in the image it fails every time, and what waits for the service never starts.",
  references: ["https://docs.docker.com/reference/compose-file/services/#healthcheck"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'services:\n  api:\n    build: .\n    healthcheck:\n      test: ["CMD", "«curl»", "-f", "http://localhost:8000/health"]\n      interval: 30s\n',
      good: 'services:\n  api:\n    build: .\n    healthcheck:\n      test: ["CMD", "python", "-c", "import urllib.request as u;u.urlopen(\'http://127.0.0.1:8000/health\',timeout=3)"]\n      interval: 30s\n',
      with: { Dockerfile: 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n' },
    },
    {
      title: "an image as it comes",
      bad: "services:\n  cache:\n    image: redis:8-alpine\n    healthcheck:\n      test: «curl» -f http://localhost:6379/\n",
      good: 'services:\n  cache:\n    image: redis:8-alpine\n    healthcheck:\n      test: ["CMD", "redis-cli", "ping"]\n',
      fix: null,
    },
  ],
  *check({ file, project }) {
    const first = new FirstMeeting();
    const lookup = rememberingTools();
    for (const service of file.form.services) {
      const { healthcheck } = service;
      if (healthcheck?.state !== "defined" || !healthcheck.command || !healthcheck.written) continue;
      if (!first.with(healthcheck.written.origin)) continue;
      const built = imageOf(service, file, project);
      const problem = built && problemIn(built, service, healthcheck, file, project, lookup);
      if (problem) yield { ...problem, at: healthcheck.written.via ?? problem.at };
    }
  },
});

/** What a service runs in. */
interface Image {
  readonly stage: Stage;
  /** Undefined for an image that is used as it comes. */
  readonly dockerfile: SourceFile<"dockerfile"> | undefined;
}

function imageOf(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
): Image | undefined {
  if (service.get("build") === undefined) {
    const image = service.image?.value;
    const stage = image === undefined ? undefined : parseDockerfile(`FROM ${image}`).finalStage;
    return stage && { stage, dockerfile: undefined };
  }
  const build = buildOf(service, file.path);
  const dockerfile = build && project.file(build.dockerfile);
  if (!build || !dockerfile?.is("dockerfile")) return undefined;
  const { finalStage, stages } = dockerfile.form;
  const target = build.target?.toLowerCase();
  const stage = target === undefined ? finalStage : stages.find(({ name }) => name === target);
  return stage && { stage, dockerfile };
}

function problemIn(
  { stage, dockerfile }: Image,
  service: ComposeService,
  healthcheck: ComposeHealthcheck,
  file: SourceFile<"compose">,
  project: ProjectView,
  lookup: ToolLookup,
): Problem | undefined {
  const { command } = healthcheck;
  if (!command) return undefined;
  const fixes = fixesFor(stage, healthcheck, file, lookup);
  const missing = missingProgram(command, stage, lookup);
  if (missing && isBroughtIn(service, missing.tool)) return undefined;
  if (missing && !dockerfile) {
    const message = `\`${missing.tool ?? "sh"}\` is not in the image \`${stage.base?.text}\`.`;
    return { at: missing.at, message, fixes };
  }
  if (!dockerfile) return undefined;
  const from = stage.root.from.image?.span ?? stage.root.from.span;
  const related = [{ path: dockerfile.path, at: from, message: "The image is built here." }];
  if (missing) return { at: missing.at, message: missing.message, related, fixes };
  for (const probe of probesOf(command)) {
    const module = importsOf(probe).find((name) =>
      isMissing(name, dockerfile.path, dockerfile.form, project),
    );
    if (module === undefined) continue;
    const message = `No requirement names \`${module}\`: the check works only while another package happens to bring it.`;
    return { at: placeOfModule(module, probe, file.text), severity: "warning", message, related, fixes };
  }
  return undefined;
}

/** Whether the start of the service installs programs, or a volume brings `tool`. */
function isBroughtIn(service: ComposeService, tool: string | undefined): boolean {
  const installs = service.starts.some(({ words }) =>
    words.some(({ text }) => /^(install|add|apk|apt|apt-get)$/.test(text)),
  );
  return (
    installs || service.volumes().some(({ target }) => tool !== undefined && target?.endsWith(`/${tool}`))
  );
}

function fixesFor(
  stage: Stage,
  { command, map, written }: ComposeHealthcheck,
  file: SourceFile<"compose">,
  lookup: ToolLookup,
): Fix[] {
  const probe = command && equivalentProbe(command, stage, lookup);
  // What comes through an alias or a merge is another service's as well.
  if (!probe || map.via || !written || written.via || !map.own.some(({ key }) => key === "test")) return [];
  const words = probe.isShell ? ["CMD-SHELL", shellText(probe.argv)] : ["CMD", ...probe.argv];
  // Compose would fill in variables with one dollar sign itself.
  const test = inFlow(words.map((word) => word.replaceAll("$", "$$$$")));
  const edits = setValue(file.form.yaml, map, "test", test);
  return edits ? [{ title: `Ask the same address with \`${probe.argv[0]}\``, kind: "safe", edits }] : [];
}
