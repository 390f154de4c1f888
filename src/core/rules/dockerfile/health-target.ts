import { toolOf } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { contextsOf } from "../../project/build-context";
import { healthRouteOf } from "../../project/health-routes";
import { pythonPackagesIn } from "../../project/python-packages";
import type { ProjectView } from "../../project/view";
import { isPython } from "../program";
import type { ProbeTarget } from "./probe";
import { isSetByService, type Run } from "./runs";
import { portValue, type Server, serversOf } from "./server";
import { startedBy } from "./start";

/** Whether the platform runs the health checks of images: Heroku and Kubernetes have checks of their own. */
export function runsHealthchecks({ target }: ProjectView): boolean {
  return target !== "heroku" && target !== "kubernetes";
}

/** What a new health check can ask. */
export interface HealthTarget {
  readonly target: ProbeTarget;
  /** Whether port and path are known to answer. */
  readonly isSure: boolean;
}

const webServers = new Set(["nginx", "httpd", "caddy"]);

/** Whether the container of `stage` answers requests: a web server starts, or a port is exposed. */
export function answersRequests({ stage }: Run): boolean {
  if (serversOf(stage).length > 0 || stage.allInChain("EXPOSE").some(({ ports }) => ports.length > 0))
    return true;
  return webServers.has(stage.base?.official ?? "") && startedBy(stage).length === 0;
}

/**
 * The address at which the container of a run can be asked how it is. The path is one that the code defines, else `/`.
 * Undefined when the port is not known, or what answers there may not speak HTTP.
 */
export function healthTargetOf(
  run: Run,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): HealthTarget | undefined {
  const language = languageOf(run);
  const isWebServer = webServers.has(run.stage.base?.official ?? "");
  if (!language && !isWebServer) return undefined;
  const port = portOf(run, isWebServer);
  if (!port) return undefined;
  const route = language && healthRouteOf(project, file.path, language);
  const isSure = route?.isSure === true && !isDjango(file, project);
  return { target: { port, path: route?.path ?? "/" }, isSure };
}

function languageOf({ stage }: Run): "python" | "javascript" | undefined {
  for (const { program } of startedBy(stage)) {
    const tool = toolOf(program);
    if (
      isPython(tool) ||
      /^(uvicorn|gunicorn|hypercorn|daphne|granian|flask|fastapi|waitress-serve)$/.test(tool)
    )
      return "python";
    if (/^(node|npm|pnpm|yarn|next|tsx|bun|nest)$/.test(tool)) return "javascript";
  }
  return undefined;
}

function portOf(run: Run, isWebServer: boolean): ProbeTarget["port"] | undefined {
  const { stage } = run;
  const [server, ...more] = serversOf(stage);
  if (server && more.length === 0) return serverPort(server, run);
  const exposed = stage.allInChain("EXPOSE").flatMap(({ ports }) => ports);
  const [only] = exposed;
  if (exposed.length === 0 && isWebServer) return { variable: undefined, value: "80" };
  if (!only?.port || exposed.length > 1) return undefined;
  return followed(String(only.port), run);
}

function serverPort({ port, kind, isOpen }: Server, run: Run): ProbeTarget["port"] | undefined {
  if (!port) {
    if (isOpen) return undefined;
    const usual = String(kind.usualPort);
    if (!kind.readsPort) return { variable: undefined, value: usual };
    return { variable: "PORT", value: run.stage.variable("PORT") ?? usual };
  }
  const written = portValue(port.text);
  if (!written) return undefined;
  const { variable, value } = written;
  if (variable === undefined) return value === undefined ? undefined : followed(String(value), run);
  const set = run.stage.variable(variable) ?? (value === undefined ? undefined : String(value));
  return set !== undefined && /^\d+$/.test(set) ? { variable, value: set } : undefined;
}

/** A number that repeats PORT follows it. */
function followed(value: string, run: Run): ProbeTarget["port"] {
  const follows = run.stage.variable("PORT") === value || isSetByService(run, ["PORT"]);
  return { variable: follows && languageOf(run) ? "PORT" : undefined, value };
}

/** Django refuses requests for hosts that its settings do not list, so that 127.0.0.1 may get an error. */
function isDjango(file: SourceFile<"dockerfile">, project: ProjectView): boolean {
  return contextsOf(project, file.path).some(
    ({ folder }) => pythonPackagesIn(project, folder)?.distributions.includes("django") ?? false,
  );
}
