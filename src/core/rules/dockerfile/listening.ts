import { toolOf } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { contextsOf } from "../../project/build-context";
import { pathsIn } from "../../project/paths";
import { portInjectors } from "../../project/platforms";
import { mayBeSet } from "../../project/server-settings";
import type { ProjectView } from "../../project/view";
import { availability } from "./image-tools";
import { isSetByService, type Run } from "./runs";
import { portValue, type Server } from "./server";
import { startedBy } from "./start";

const proxies = new Set("nginx caddy haproxy envoy traefik httpd apache2 supervisord s6-svscan".split(" "));

/** Whether a proxy in the same container, or one that shares its network, reaches the server at its loopback address. */
export function hasCompany({ stage, services }: Run, { text }: SourceFile): boolean {
  if (services.some((service) => service.some(({ sharesNetwork }) => sharesNetwork))) return true;
  if (startedBy(stage).some(({ program }) => proxies.has(toolOf(program)))) return true;
  if (proxies.has(stage.base?.official ?? "")) return true;
  return [...proxies].some((tool) => text.includes(tool) && availability(stage, tool) === "present");
}

/** Whether a variable or a file that the server reads by itself may say where it listens. */
export function isDecidedElsewhere(
  { name, kind, isOpen }: Server,
  run: Run,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): boolean {
  const { variables = [] } = kind;
  if (isOpen || variables.some((each) => run.stage.defines(each))) return true;
  if (isSetByService(run, variables) || mayBeSet(project, variables)) return true;
  // With PORT set, gunicorn listens to all on that port.
  if (name === "gunicorn" && (run.stage.defines("PORT") || isPortChosen(run, file, project))) return true;
  const own = ownFiles[name];
  if (!own) return false;
  return contextsOf(project, file.path).some(({ folder }) =>
    pathsIn(project.pathsLike(own.name), folder).some((path) =>
      own.says.test(project.file(path)?.text ?? "host bind port"),
    ),
  );
}

/** Files that a server reads unasked, and the words by which one says where to listen. */
const ownFiles: Readonly<Record<string, { readonly name: RegExp; readonly says: RegExp } | undefined>> = {
  gunicorn: { name: /(^|\/)gunicorn\.conf\.py$/, says: /\bbind\b/ },
  "flask run": { name: /(^|\/)\.flaskenv$/, says: /./ },
  vite: { name: /(^|\/)vite\.config\.\w+$/, says: /\bhost\b|\bport\b/ },
  "vite preview": { name: /(^|\/)vite\.config\.\w+$/, says: /\bhost\b|\bport\b/ },
};

/** Whether PORT comes, or may come, from where the container runs: a platform, a Compose file, a file of variables. */
export function isPortChosen(run: Run, file: SourceFile<"dockerfile">, project: ProjectView): boolean {
  if (isSetByService(run, ["PORT"]) || portInjectors(project, file.path).size > 0) return true;
  return run.services.some((service) => service.some(({ hasEnvFile }) => hasEnvFile));
}

/** Where a server listens. */
export interface Listening {
  readonly port: number;
  /** `literal`: a number on the command line; `variable`: one that the Dockerfile sets; `usual`: nothing says otherwise. */
  readonly from: "literal" | "variable" | "usual";
}

/** The port on which `server` listens; undefined where that is decided outside the Dockerfile. */
export function listeningOf(
  server: Server,
  run: Run,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Listening | undefined {
  const { port, kind } = server;
  const { stage } = run;
  if (server.isOpen) return undefined;
  if (port) {
    const written = portValue(port.text);
    if (written?.variable === undefined)
      return written?.value === undefined ? undefined : { port: written.value, from: "literal" };
    if (isSetByService(run, [written.variable]) || isPortChosen(run, file, project)) return undefined;
    const value = stage.defines(written.variable) ? numeric(stage.variable(written.variable)) : written.value;
    return value === undefined ? undefined : { port: value, from: "variable" };
  }
  if (isDecidedElsewhere(server, run, file, project)) return undefined;
  if (kind.readsPort) {
    if (isPortChosen(run, file, project)) return undefined;
    if (stage.defines("PORT")) {
      const value = numeric(stage.variable("PORT"));
      return value === undefined ? undefined : { port: value, from: "variable" };
    }
  }
  return { port: kind.usualPort, from: "usual" };
}

function numeric(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
