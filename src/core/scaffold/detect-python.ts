import type { ProjectView } from "../project/view";
import { inFolder, type PythonService } from "./service";

/** Where an application object usually lives, relative to the service's folder. */
const usualModules = [
  "main.py",
  "app/main.py",
  "src/main.py",
  "app.py",
  "api/main.py",
  "app/__init__.py",
  "wsgi.py",
  "asgi.py",
];
const appObject = /^(\w+)(?:\s?:\s?\w+)?\s?=\s?(FastAPI|Flask|Starlette)\(/m;

/** The Python service in `folder`, or undefined when no manifest or no entry point shows one. */
export function detectPython(folder: string, project: ProjectView): PythonService | undefined {
  const manager = managerOf(folder, project);
  if (!manager) return undefined;
  const manifest = inFolder(folder, manager.manifest);
  const declared = (project.file(manifest)?.text ?? "").toLowerCase();
  const found = djangoOf(folder, project) ?? appOf(folder, project) ?? scriptOf(folder, project);
  if (!found) return undefined;
  const server = found.framework === "fastapi" ? "uvicorn" : "gunicorn";
  return {
    language: "python",
    folder,
    manifest,
    port: 8000,
    manager: manager.name,
    framework: found.framework,
    entry: found.entry,
    hasServer:
      found.framework === "none" || declares(declared, server) || declared.includes("fastapi[standard]"),
  };
}

function managerOf(folder: string, project: ProjectView) {
  const has = (name: string) => project.has(inFolder(folder, name));
  if (has("pyproject.toml") && has("uv.lock")) return { name: "uv", manifest: "pyproject.toml" } as const;
  if (has("pyproject.toml") && has("poetry.lock"))
    return { name: "poetry", manifest: "pyproject.toml" } as const;
  if (has("requirements.txt")) return { name: "pip", manifest: "requirements.txt" } as const;
  return undefined;
}

interface Found {
  readonly framework: PythonService["framework"];
  readonly entry: string;
}

function djangoOf(folder: string, project: ProjectView): Found | undefined {
  if (!project.has(inFolder(folder, "manage.py"))) return undefined;
  const prefix = folder === "" ? "" : `${folder}/`;
  const wsgi = project
    .paths()
    .find((path) => path.startsWith(prefix) && /^[\w-]+\/wsgi\.py$/.test(path.slice(prefix.length)));
  if (!wsgi) return undefined;
  return { framework: "django", entry: `${moduleOf(wsgi.slice(prefix.length))}:application` };
}

function appOf(folder: string, project: ProjectView): Found | undefined {
  for (const name of usualModules) {
    const match = appObject.exec(project.file(inFolder(folder, name))?.text ?? "");
    if (!match) continue;
    const framework = match[2] === "Flask" ? "flask" : "fastapi";
    return { framework, entry: `${moduleOf(name)}:${match[1]}` };
  }
  return undefined;
}

function scriptOf(folder: string, project: ProjectView): Found | undefined {
  const script = ["main.py", "app.py", "run.py", "bot.py", "worker.py"].find((name) =>
    project.has(inFolder(folder, name)),
  );
  return script === undefined ? undefined : { framework: "none", entry: script };
}

function moduleOf(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
}

function declares(manifest: string, name: string): boolean {
  return new RegExp(`(^|["'\\s,])${name}($|[^\\w-])`, "m").test(manifest);
}
