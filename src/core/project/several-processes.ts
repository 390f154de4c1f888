import type { SourceFile } from "../files/source";
import type { Span } from "../text/span";
import { withinFolder } from "./build-context";
import { defineFact } from "./fact";
import { folderOf, type ServiceSummary, services } from "./services";
import type { ProjectView } from "./view";

/** A place that makes several processes, or several containers, of one application. */
export interface Several {
  readonly path: string;
  readonly at: Span;
}

/** Options of servers and process managers; a number that a variable holds is not known. */
const inCommand =
  /(?:--workers|--instances)["',\s=]+([2-9]|\d{2,4})\b|\b(?:gunicorn|uvicorn|pm2)\b[^\n]{0,300}?["',\s]-[wi]["',\s]*(?:[2-9]|\d{2,4}|max)\b|\bWEB_CONCURRENCY\s*[=:]\s*["']?(?:[2-9]|\d{2,4})\b/;
const inManifest =
  /^[ \t]*(?:-[ \t]+)?(?:replicas|minReplicas|scale):[ \t]*(?:[2-9]|\d{2,4})[ \t]*(?:#|\r?$)/m;
const inCode =
  /\binstances\s*:\s*(?:["']max["']|-1|[2-9]\b|\d{2,4}\b)|\bcluster\.fork\(|\bworkers\s*=\s*(?:[2-9]\b|\d{2,4}\b|multiprocessing)/;

/** Where Dockerfiles, manifests and process managers start an application several times. */
export const severalProcesses = defineFact<Span, ReadonlyMap<string, Span>>({
  id: "several-processes",
  of(file) {
    if (file.role !== "prod") return undefined;
    const match = patternFor(file)?.exec(file.text);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  },
  join: (parts) => parts,
});

/** What starts the application of the module at `path` several times, as far as a file beside or above it says so. */
export function severalOf(path: string, project: ProjectView): Several | undefined {
  for (const [other, at] of project.fact(severalProcesses)) {
    const composed = project.fact(services).get(other);
    // Of the services in a Compose file the one that is built from here has to be the one.
    if (composed && !composed.services.some((service) => isSeveral(service, path))) continue;
    const folder = folderOf(other).replace(
      /(^|\/)(k8s|kubernetes|deploy|deployment|manifests|infra|docker)(\/.*)?$/,
      "",
    );
    if (folder === "" || path.startsWith(`${folder}/`)) return { path: other, at };
  }
  return undefined;
}

function isSeveral({ build, isReplicated, keys }: ServiceSummary, path: string): boolean {
  const isOwn = build !== undefined && withinFolder(build.context, path) !== undefined;
  return isOwn && (isReplicated === true || keys.includes("command") || keys.includes("environment"));
}

function patternFor(file: SourceFile): RegExp | undefined {
  if (file.is("dockerfile")) return inCommand;
  if (file.is("compose") || file.is("yaml")) return inCommand.test(file.text) ? inCommand : inManifest;
  if (/(^|\/)(ecosystem|pm2)[\w.-]*\.(c?js|json)$/.test(file.path) || file.is("javascript")) return inCode;
  return file.is("python") && /gunicorn[\w.-]*\.py$/.test(file.path) ? inCode : undefined;
}
