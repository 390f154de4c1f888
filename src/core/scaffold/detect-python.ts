import { pythonPackages } from "../project/python-packages";
import type { ProjectView } from "../project/view";
import { versionOf } from "./detect-version";
import { choiceAmong, choiceOf, type Detected, doubtId, nothing } from "./detected";
import type { Answers } from "./generator";
import { portOf } from "./port";
import { entryOf, type PythonEntry } from "./python-entry";
import { startedBy } from "./python-start";
import { inFolder, type PythonService } from "./service";
import type { Doubt } from "./stack";

/** The Python service in `folder`; nothing when no manifest or no entry point shows one. */
export function detectPython(
  folder: string,
  project: ProjectView,
  choices: Answers = {},
): Detected<PythonService> {
  const managed = managerOf(folder, project, choices);
  if (!managed) return nothing;
  const manifest = inFolder(folder, managed.manifest);
  const packages = declaredIn(folder, manifest, project);
  const said = startedBy(choiceOf(choices, doubtId("start", folder)) ?? "");
  const { found, doubts: entryDoubts } = entryOf(folder, project, packages, choices, said);
  const doubts: Doubt[] = [...entryDoubts];
  if (managed.doubt) doubts.push(managed.doubt);
  if (!found) return { found: undefined, doubts };
  const isWeb = found.framework !== "none";
  const port = portOf(folder, project, { language: "python", usual: 8000, start: [], code: true }, choices);
  doubts.push(...(isWeb || port.isSaid ? port.doubts : []));
  const server = isWeb ? (said?.server ?? serverOf(found)) : undefined;
  const options = isWeb ? said?.options : undefined;
  const version = versionOf(folder, folder, "python", project, choices);
  return {
    found: {
      language: "python",
      folder,
      manifest,
      port: port.port,
      manager: managed.name,
      lockfile: managed.lockfile,
      ...found,
      ...(version !== undefined && { version }),
      ...(options && options.length > 0 && { options }),
      server,
      hasServer: server === undefined || packages.has(server) || bringsServer(server, manifest, project),
      listens: isWeb || port.isSaid,
    },
    doubts,
  };
}

interface Managed {
  readonly name: PythonService["manager"];
  readonly manifest: string;
  readonly lockfile: string | undefined;
  readonly doubt?: Doubt;
}

/** Files of requirements that production installs, the plainest name first. */
const requirementFiles = [
  "requirements.txt",
  "requirements/production.txt",
  "requirements/prod.txt",
  "requirements/base.txt",
  "requirements/requirements.txt",
];

export const pythonManagers = ["pip", "uv", "poetry"] as const;

/** Which manager installs the packages of `folder`: somebody says, else its lockfile, else what its manifest says. */
function managerOf(folder: string, project: ProjectView, choices: Answers): Managed | undefined {
  const has = (name: string) => project.has(inFolder(folder, name));
  const requirements = requirementFiles.find(has);
  const pip =
    requirements === undefined
      ? undefined
      : ({ name: "pip", manifest: requirements, lockfile: undefined } as const);
  if (!has("pyproject.toml")) return pip;
  const said = choiceAmong(choices, doubtId("manager", folder), pythonManagers);
  if (said === "pip" && pip) return pip;
  if (said === "uv" || said === "poetry") {
    const lockfile = has(`${said}.lock`) ? `${said}.lock` : undefined;
    return { name: said, manifest: "pyproject.toml", lockfile };
  }
  const locked = (["uv", "poetry"] as const).filter((name) => has(`${name}.lock`));
  const [name] = locked;
  if (name !== undefined) {
    const doubt = {
      id: doubtId("manager", folder),
      question: "There are two lockfiles: which package manager is it?",
      answers: locked,
    };
    const managed = { name, manifest: "pyproject.toml", lockfile: `${name}.lock` } as const;
    return locked.length > 1 ? { ...managed, doubt } : managed;
  }
  const text = project.file(inFolder(folder, "pyproject.toml"))?.text ?? "";
  if (/^\[tool\.poetry(?:\.dependencies)?\]/m.test(text))
    return { name: "poetry", manifest: "pyproject.toml", lockfile: undefined };
  if (pip) return pip;
  // uv installs what any pyproject.toml asks for.
  return /^\[project\]/m.test(text) && /^dependencies\s*=/m.test(text)
    ? { name: "uv", manifest: "pyproject.toml", lockfile: undefined }
    : undefined;
}

/** The packages that the manifests of the service ask for, as indexes compare their names. */
function declaredIn(folder: string, manifest: string, project: ProjectView): ReadonlySet<string> {
  const below = inFolder(folder, "requirements/");
  const files = [...project.fact(pythonPackages)].filter(
    ([path]) => path === manifest || (manifest.startsWith(below) && path.startsWith(below)),
  );
  return new Set(files.flatMap(([, { distributions }]) => distributions));
}

function serverOf({ framework, entry }: PythonEntry): "uvicorn" | "gunicorn" {
  return framework === "fastapi" || (framework === "django" && /\.asgi:/.test(entry))
    ? "uvicorn"
    : "gunicorn";
}

/** `fastapi[standard]` has uvicorn among what it brings. */
function bringsServer(server: "uvicorn" | "gunicorn", manifest: string, project: ProjectView): boolean {
  return server === "uvicorn" && /fastapi\[(?:standard|all)/i.test(project.file(manifest)?.text ?? "");
}
