import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import type { GeneratedFile, Generator, GeneratorInput } from "../generator";
import { healthPathOf, healthRouteOf, isFrontend, listens } from "../names";
import { inFolder, type NodeService, type PythonService, type Service } from "../service";
import { nodeHealth, nodeLogging, nodeSentry, nodeShutdown } from "./app-code-node";
import { pythonHealth, pythonLogging, pythonSentry } from "./app-code-python";

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
        return service.language === "python"
          ? [pythonFile(service, "health.py", pythonHealth(service, path))]
          : [nodeFile(service, "health", project, (isTyped) => nodeHealth(service, path, isTyped))];
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
    servers({ stack }).map((service) => nodeFile(service, "shutdown", project, nodeShutdown)),
};

function servers(input: Pick<GeneratorInput, "stack">): NodeService[] {
  return programs(input).filter((service): service is NodeService => service.language === "node");
}

export const sentry: Generator = {
  id: "sentry",
  title: "Start of the error tracker",
  summary: "Starts Sentry before anything else, without data of people, silent where no address is set.",
  refuses: noProgram,
  files: ({ stack, project }) =>
    programs({ stack }).map((service) =>
      service.language === "python"
        ? pythonFile(service, "error_tracking.py", pythonSentry(service))
        : nodeFile(service, "instrument", project, nodeSentry),
    ),
};

export const logging: Generator = {
  id: "logging",
  title: "Structured logs",
  summary: "One line of JSON for each event, on the output that the platform collects.",
  refuses: noProgram,
  files: ({ stack, project }) =>
    programs({ stack }).map((service) =>
      service.language === "python"
        ? pythonFile(service, "log_config.py", pythonLogging(service))
        : nodeFile(service, "log", project, nodeLogging),
    ),
};

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
  const folder = inFolder(service.folder, has("src/") ? "src" : "");
  const isTyped = has("tsconfig.json") || has("src/main.ts") || has("src/index.ts") || has("src/server.ts");
  const manifest = project.file(service.manifest);
  const type = manifest?.is("json") ? manifest.form.get("type") : undefined;
  const isModule = type?.kind === "scalar" && type.value === "module";
  const file = isTyped ? `${name}.ts` : isModule ? `${name}.js` : `${name}.mjs`;
  return {
    path: folder === "" || folder.endsWith("/") ? `${folder}${file}` : `${folder}/${file}`,
    text: text(isTyped),
  };
}
