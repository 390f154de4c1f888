import type { BuildContext } from "../../project/build-context";
import { inFolder, withinFolder } from "../../project/build-context";
import { dockerfiles } from "../../project/dockerfiles";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";

export type Group = "secrets" | "history" | "dependencies" | "leftovers";

/** A path that should stay out of the context, and the pattern that keeps it and its like out everywhere. */
export interface Probe {
  readonly group: Group;
  /** Relative to the context. */
  readonly path: string;
  readonly pattern: string;
}

const nodeManifests = new Set(["package.json"]);
const pythonManifests = new Set(["requirements.txt", "pyproject.toml", "setup.py", "Pipfile", "manage.py"]);

/** What is in the context, as far as it decides what may come along. */
interface Inventory {
  /** Folders of the context with a manifest of the language; "" for its root. */
  readonly node: readonly string[];
  readonly python: readonly string[];
  /** Folders with Python code below the root. */
  readonly modules: readonly string[];
  /** Environment files that are there, examples left out. */
  readonly envFiles: readonly string[];
}

/** The paths that a context could bring along, given what is in it. */
export function probesFor(
  project: ProjectView,
  contexts: readonly BuildContext[],
  folder: string,
): readonly Probe[] {
  const { node, python, modules, envFiles } = inventory(project, folder);
  const probes: Probe[] = [{ group: "history", path: ".git/config", pattern: ".git" }];
  for (const place of new Set(["", ...node, ...python])) {
    probes.push({ group: "secrets", path: inFolder(place, ".env"), pattern: "**/.env" });
  }
  for (const place of node) {
    for (const name of [".env.local", ".env.production"]) {
      probes.push({ group: "secrets", path: inFolder(place, name), pattern: "**/.env.*" });
    }
    const path = inFolder(place, "node_modules/package/index.js");
    probes.push({ group: "dependencies", path, pattern: "**/node_modules" });
  }
  for (const path of envFiles) {
    const isBare = path.endsWith("/.env") || path === ".env";
    probes.push({ group: "secrets", path, pattern: isBare ? "**/.env" : "**/.env.*" });
  }
  for (const place of python) {
    probes.push({ group: "dependencies", path: inFolder(place, ".venv/bin/python"), pattern: "**/.venv" });
  }
  for (const place of python.length > 0 ? new Set(["", ...modules]) : []) {
    probes.push({
      group: "leftovers",
      path: inFolder(place, "__pycache__/main.cpython-313.pyc"),
      pattern: "**/__pycache__",
    });
    probes.push({ group: "leftovers", path: inFolder(place, "main.pyc"), pattern: "**/*.pyc" });
  }
  for (const name of builtFolders(project, contexts)) {
    probes.push({ group: "leftovers", path: `${name}/index.html`, pattern: name });
  }
  const needed = contexts.flatMap(
    ({ dockerfile }) => project.fact(dockerfiles).get(dockerfile)?.copied ?? [],
  );
  return probes.filter(
    ({ path }) => !needed.some((copied) => path === copied || path.startsWith(`${copied}/`)),
  );
}

function inventory(project: ProjectView, folder: string): Inventory {
  const node = new Set<string>();
  const python = new Set<string>();
  const modules = new Set<string>();
  const envFiles: string[] = [];
  for (const full of pathsIn(project.paths(), folder)) {
    const path = withinFolder(folder, full) ?? full;
    if (/(^|\/)(node_modules|\.venv|venv|\.git)\//.test(path)) continue;
    const slash = path.lastIndexOf("/");
    const name = path.slice(slash + 1);
    const place = slash < 0 ? "" : path.slice(0, slash);
    if (nodeManifests.has(name)) node.add(place);
    if (pythonManifests.has(name)) python.add(place);
    if (name.endsWith(".py") && place !== "") modules.add(place);
    if (/^\.env(\..+)?$/.test(name) && !/example|sample|template|schema|vault|dist/.test(name))
      envFiles.push(path);
  }
  return { node: [...node], python: [...python], modules: [...modules], envFiles };
}

/** Folders that a Dockerfile builds itself and takes from the building stage: those of the context are stale. */
function builtFolders(project: ProjectView, contexts: readonly BuildContext[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { dockerfile } of contexts) {
    const file = project.file(dockerfile);
    for (const stage of file?.is("dockerfile") ? file.form.stages : []) {
      for (const { from, sources } of stage.all("COPY")) {
        for (const { text } of from ? sources : []) {
          const name = /\/(dist|build|out|\.next|\.output|\.svelte-kit)\/?$/.exec(text)?.[1];
          if (name !== undefined) names.add(name);
        }
      }
    }
  }
  return names;
}
