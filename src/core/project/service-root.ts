import { roleOf } from "../files/role";
import type { ProjectView } from "./view";

/** Files that the folder of a service holds, by the ending of its modules. */
const pythonMarks = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "Dockerfile", "Procfile"];
const scriptMarks = ["package.json"];

/** Whether the module at `other` is part of the service that the one at `path`, of the same language, belongs to. */
export function sameService(other: string, path: string, project: ProjectView): boolean {
  const root = serviceRoot(path, project);
  const within = root === "" || other.startsWith(`${root}/`);
  return other === path || (within && isPython(other) === isPython(path) && roleOf(other) === roleOf(path));
}

/** The folder of the service that the module at `path` belongs to, `""` for the workspace. */
export function serviceRoot(path: string, project: ProjectView): string {
  const marks = isPython(path) ? pythonMarks : scriptMarks;
  const folders = path.split("/").slice(0, -1);
  for (; folders.length > 0; folders.pop()) {
    const folder = folders.join("/");
    if (marks.some((mark) => project.has(`${folder}/${mark}`))) return folder;
  }
  return "";
}

function isPython(path: string): boolean {
  return path.endsWith(".py");
}
