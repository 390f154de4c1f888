import type { ProjectView } from "../project/view";
import { serviceName } from "./detect";
import { nodeManagers } from "./detect-node";
import { supportedLines } from "./detect-version";
import { doubtId, entryChoice, fileChoice, NONE } from "./detected";
import { serverCommand } from "./dockerfile-python";
import { nodeManifest } from "./node-manifest";
import { fileOf } from "./node-start";
import { isPort } from "./port";
import { startedBy } from "./python-start";
import { releaseLine } from "./scaffold";
import {
  inFolder,
  type NodeService,
  nodeFrameworks,
  type PythonService,
  pythonFrameworks,
  type Service,
} from "./service";
import { among, type Check, command, like } from "./summary-checks";
import {
  entryPlace,
  frameworkPlace,
  managerPlace,
  outputPlace,
  type Place,
  portPlace,
  scriptPlace,
  startPlace,
  versionPlace,
} from "./summary-places";
import { shownAs } from "./summary-words";

/** A fact as it is told before anybody's answers are looked at. */
export interface Draft {
  readonly id: string;
  readonly service: string | undefined;
  readonly label: string;
  readonly question: string;
  readonly value: string;
  readonly found?: Place | undefined;
  readonly why?: string;
  readonly likely: readonly string[];
  readonly isClosed?: boolean;
  readonly check: Check;
}

/** What is told about one service, which files call `name` and ids `key`. */
export function serviceDrafts(service: Service, name: string, key: string, project: ProjectView): Draft[] {
  const { folder, framework, language, port } = service;
  const lines = supportedLines(language, project.today);
  const frameworks = language === "python" ? pythonFrameworks : nodeFrameworks;
  const managers = managersOf(service, project);
  const listens = language === "node" || service.listens;
  return [
    {
      id: doubtId("service", key),
      service: name,
      label: "Name",
      question: `What do files call the service in ${folder === "" ? "this folder" : folder}?`,
      value: name,
      why: folder === "" ? "usual for what it is" : "after its folder",
      likely: [],
      check: like(serviceName, "A name in lower case such as api: letters, digits and hyphens."),
    },
    {
      id: doubtId("version", key),
      service: name,
      label: shownAs("language", language),
      question: `Which release of ${shownAs("language", language)} does ${name} run on?`,
      value: releaseLine(service),
      found: versionPlace(service, project),
      why: "no file asks for another",
      likely: lines,
      isClosed: true,
      check: among(lines),
    },
    {
      id: doubtId("framework", key),
      service: name,
      label: "Framework",
      question: `Which framework is ${name} written with?`,
      value: framework,
      found: framework === "none" ? undefined : frameworkPlace(service, project),
      why: framework === "none" ? "no package of one was found" : "by what the code makes",
      likely: frameworks,
      isClosed: true,
      check: among(frameworks),
    },
    {
      id: doubtId("manager", key),
      service: name,
      label: "Package manager",
      question: `Which package manager installs ${name}?`,
      value: service.manager,
      found: managerPlace(service, project),
      likely: managers,
      isClosed: true,
      check: among(managers),
    },
    ...(language === "python"
      ? pythonDrafts(service, name, key, project)
      : nodeDrafts(service, name, key, project)),
    ...(listens
      ? [
          {
            id: doubtId("port", key),
            service: name,
            label: "Port",
            question: `On which port does ${name} listen?`,
            value: String(port),
            found: portPlace(service, project),
            why: `usual for ${framework === "none" ? shownAs("language", language) : shownAs("framework", framework)}`,
            likely: [],
            check: (answer: string) => (isPort(answer.trim()) ? undefined : "A port from 10 to 65535."),
          },
        ]
      : []),
  ];
}

function path(example: string): Check {
  return (answer) => (fileChoice({ answer }, "answer") === undefined ? example : undefined);
}

/** Those that have something to install from. */
function managersOf(service: Service, project: ProjectView): readonly string[] {
  if (service.language === "node") return nodeManagers;
  const has = (name: string) => project.has(inFolder(service.folder, name));
  return [
    ...(service.manager === "pip" || has("requirements.txt") ? ["pip"] : []),
    ...(has("pyproject.toml") ? ["uv", "poetry"] : []),
  ];
}

function pythonDrafts(service: PythonService, name: string, key: string, project: ProjectView): Draft[] {
  const { entry, isFactory, folder, server } = service;
  const words =
    server === undefined ? `python ${entry}` : serverCommand(service, "0.0.0.0", String(service.port));
  const start = typeof words === "string" ? words : words.join(" ").replaceAll("'", "");
  return [
    {
      id: doubtId("entry", key),
      service: name,
      label: "Entry",
      question: `Which module and application does ${name} start with?`,
      value: isFactory ? `${entry}()` : entry,
      found: entryPlace(service, project),
      why: "no such module was found",
      likely: [],
      check: (answer) =>
        answer.trim().endsWith(".py") && !project.has(inFolder(folder, answer.trim()))
          ? `There is no file ${inFolder(folder, answer.trim())}.`
          : entryChoice({ answer }, "answer") === undefined
            ? "module:variable such as app.main:app, a file such as bot.py, or -m and a module."
            : undefined,
    },
    {
      id: doubtId("start", key),
      service: name,
      label: "Start command",
      question: `Which command starts ${name} in production?`,
      value: start,
      found: startPlace(service, project),
      why: server === undefined ? "Python runs the entry" : `${server} runs the entry`,
      likely: server === undefined ? [] : otherServer(service),
      check: (answer) =>
        command(answer) ??
        (startedBy(answer.trim())
          ? undefined
          : "uvicorn or gunicorn with module:variable, or python with a file or -m and a module."),
    },
  ];
}

function otherServer(service: PythonService): string[] {
  const server = service.server === "uvicorn" ? "gunicorn" : "uvicorn";
  if (service.framework !== "django") return [];
  const words = serverCommand({ ...service, server }, "0.0.0.0", String(service.port));
  return [words.join(" ").replaceAll("'", "")];
}

function nodeDrafts(service: NodeService, name: string, key: string, project: ProjectView): Draft[] {
  const { start, output, builds, buildScript = "build", manifest, framework, folder } = service;
  const scripts = Object.keys(nodeManifest(folder, project)?.scripts ?? {});
  const file = fileOf(start);
  const build: Draft = {
    id: doubtId("build", key),
    service: name,
    label: "Build script",
    question: `Which script of package.json builds ${name}?`,
    value: builds ? buildScript : NONE,
    found: builds ? scriptPlace(project, manifest, buildScript) : undefined,
    why: builds ? "" : "package.json has no build script",
    likely: [...scripts.filter((one) => /build|compile|bundle/.test(one)), NONE],
    check: among([...scripts, NONE]),
  };
  if (output !== undefined) {
    return [
      build,
      {
        id: doubtId("output", key),
        service: name,
        label: "Output folder",
        question: `Into which folder does the build of ${name} put the pages?`,
        value: output,
        found: outputPlace(service, output, project),
        why: `usual for ${shownAs("framework", framework)}`,
        likely: ["dist", "build", "out"],
        check: path("A folder below that of the service, such as dist."),
      },
    ];
  }
  return [
    ...(file !== undefined && start.length === 2
      ? [
          {
            id: doubtId("entry", key),
            service: name,
            label: "Entry",
            question: `Which file does node run in production for ${name}?`,
            value: file,
            found: project.has(inFolder(folder, file)) ? { path: inFolder(folder, file) } : undefined,
            why: builds ? "made by the build" : "no such file is there yet",
            likely: [],
            check: path("A file below the folder of the service, such as dist/main.js."),
          },
        ]
      : []),
    build,
    {
      id: doubtId("start", key),
      service: name,
      label: "Start command",
      question: `Which command starts ${name} in production, run in its folder?`,
      value: start.join(" "),
      found: startPlace(service, project),
      why:
        framework === "none"
          ? "the usual file that is there"
          : `usual for ${shownAs("framework", framework)}`,
      likely: [],
      check: command,
    },
  ];
}
