import { addNodeDependency } from "../../project/add-dependency";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import type { GeneratedFile, Generator, GeneratorInput } from "../generator";
import { healthPathOf, healthRouteOf, isFrontend, isStatic, listens } from "../names";
import { inFolder, type NodeService, type PythonService, type Service } from "../service";
import { asCommonJs, nextSentry, nodeHealth, nodeLogging, nodeSentry, nodeShutdown } from "./app-code-node";
import { pythonHealth, pythonLogging, pythonSentry } from "./app-code-python";
import { manifests } from "./app-wiring";
import { sourceOf, wireApp, wireController, wireFirst, wireListen } from "./app-wiring-node";
import { wireHealth, wireLogging, wireSentry } from "./app-wiring-python";

/** The services that answer with programs of their own, rather than with what a framework makes of pages. */
function programs({ stack }: Pick<GeneratorInput, "stack">): Service[] {
  return stack.services.filter((service) => listens(service) && !isFrontend(service));
}

const noProgram = (input: Pick<GeneratorInput, "stack">) =>
  programs(input).length === 0
    ? "No Python or Node service was found that answers requests itself."
    : undefined;

export const health: Generator = {
  id: "health",
  title: "Health endpoint",
  summary: "A route that says whether a service is well, for health checks, deployments and watchers.",
  refuses: (input) => {
    const reason = noProgram(input);
    if (reason !== undefined) return reason;
    return programs(input).every((service) => healthRouteOf(service, input.project) !== undefined)
      ? "The code answers such requests already."
      : undefined;
  },
  files: ({ stack, project }) =>
    programs({ stack })
      .filter((service) => healthRouteOf(service, project) === undefined)
      .flatMap((service) => {
        const path = healthPathOf(service, project);
        if (service.language === "python") {
          const file = pythonFile(service, "health.py", pythonHealth(service, path));
          return together(file, project, () => wireHealth(service, path, project));
        }
        const file = nodeFile(service, "health", project, (isTyped) => nodeHealth(service, path, isTyped));
        return together(file, project, () =>
          service.framework === "nest"
            ? wireController(service, file.path, "HealthController", project)
            : wireApp(service, file.path, "addHealth", "after", project),
        );
      }),
};

export const gracefulShutdown: Generator = {
  id: "graceful-shutdown",
  title: "Graceful end of a Node server",
  summary: "Finishes what is under way when the platform stops the service, and gives up after ten seconds.",
  refuses: ({ stack }) =>
    servers({ stack }).length > 0
      ? undefined
      : "No Node service with a server of its own was found; uvicorn and gunicorn end by themselves.",
  files: ({ stack, project }) =>
    servers({ stack }).flatMap((service) => {
      const file = nodeFile(service, "shutdown", project, (isTyped) => nodeShutdown(service, isTyped));
      return together(file, project, () =>
        service.framework === "nest" || service.framework === "fastify"
          ? wireApp(service, file.path, "endGracefully", "after", project)
          : wireListen(service, file.path, project),
      );
    }),
};

function servers(input: Pick<GeneratorInput, "stack">): NodeService[] {
  return programs(input).filter((service): service is NodeService => service.language === "node");
}

export const sentry: Generator = {
  id: "sentry",
  title: "Start of the error tracker",
  summary: "Starts Sentry before anything else, without data of people, silent where no address is set.",
  refuses: (input) => (withNext(input).length > 0 ? undefined : noProgram(input)),
  files: ({ stack, project }) =>
    withNext({ stack }).flatMap((service) => {
      if (service.language === "python") {
        const file = pythonFile(service, "error_tracking.py", pythonSentry(service));
        return together(file, project, () => wireSentry(service, project));
      }
      if (service.framework === "next") return nextInstrumentation(service, project);
      const file = nodeFile(service, "instrument", project, nodeSentry);
      return together(file, project, () => wireFirst(service, file.path, project));
    }),
};

/** Next.js has a file of its own for what starts with a server. */
function withNext({ stack }: Pick<GeneratorInput, "stack">): Service[] {
  return stack.services.filter(
    (service) => (listens(service) && !isFrontend(service)) || (isNext(service) && !isStatic(service)),
  );
}

function isNext(service: Service): boolean {
  return service.language === "node" && service.framework === "next";
}

function nextInstrumentation(service: NodeService, project: ProjectView): GeneratedFile[] {
  const has = (name: string) => project.paths().some((one) => one.startsWith(inFolder(service.folder, name)));
  const folder = has("src/app/") || has("src/pages/") ? "src/" : "";
  const names = ["ts", "js", "mjs"].map((end) => inFolder(service.folder, `${folder}instrumentation.${end}`));
  const existing = names.find((path) => project.has(path));
  const path =
    existing ?? inFolder(service.folder, `${folder}instrumentation.${has("tsconfig.json") ? "ts" : "js"}`);
  const file = { path, text: nextSentry() };
  return existing === undefined
    ? [file, ...manifests(addNodeDependency(project, path, "@sentry/nextjs"), project)]
    : [file];
}

export const logging: Generator = {
  id: "logging",
  title: "Structured logs",
  summary: "One line of JSON for each event, on the output that the platform collects.",
  refuses: noProgram,
  files: ({ stack, project }) =>
    programs({ stack }).flatMap((service) => {
      if (service.language === "python") {
        const file = pythonFile(service, "log_config.py", pythonLogging(service));
        return together(file, project, () => wireLogging(service, project));
      }
      const file = nodeFile(service, "log", project, nodeLogging);
      const line = () => "logCrashes();";
      return together(file, project, () =>
        wireApp(service, file.path, "logCrashes", "before", project, line),
      );
    }),
};

/** A module with what its app needs to use it, unless a module of somebody else's has its name. */
function together(
  file: GeneratedFile,
  project: ProjectView,
  wiring: () => readonly GeneratedFile[],
): GeneratedFile[] {
  const existing = project.has(file.path) ? (project.file(file.path)?.text ?? "") : file.text;
  return existing.replaceAll("\r\n", "\n") === file.text ? [file, ...wiring()] : [file];
}

/** Beside the module that makes the application. */
function pythonFile(service: PythonService, name: string, text: string): GeneratedFile {
  return {
    path: inFolder(service.folder, inFolder(service.sources, inFolder(packageFolder(service), name))),
    text,
  };
}

function packageFolder({ entry, server }: PythonService): string {
  if (server === undefined) return "";
  return folderOf((entry.split(":")[0] ?? "").replaceAll(".", "/"));
}

/** In the language and the kind of modules that the service is written in. */
function nodeFile(
  service: NodeService,
  name: string,
  project: ProjectView,
  text: (isTyped: boolean) => string,
): GeneratedFile {
  const has = (path: string) => project.paths().some((one) => one.startsWith(inFolder(service.folder, path)));
  const folder = inFolder(service.folder, has("src/") ? "src/" : "");
  const source = sourceOf(service, project);
  const isTyped = source ? /\.[cm]?ts$/.test(source.path) : has("tsconfig.json");
  const manifest = project.file(service.manifest);
  const type = manifest?.is("json") ? manifest.form.get("type") : undefined;
  const isModule = type?.kind === "scalar" && type.value === "module";
  const isCommon = !isTyped && !isModule && source?.form.isModule === false;
  const ending = isTyped ? "ts" : isModule || isCommon ? "js" : "mjs";
  const path = `${folder}${name}.${ending}`;
  return { path, text: isCommon ? asCommonJs(text(isTyped)) : text(isTyped) };
}
