import { roleOf } from "../files/role";
import type { ProjectView } from "./view";

/** Files that the folder of a Python service holds. */
const marks = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "Dockerfile", "Procfile"];

/** Whether the Python module at `other` is part of the service that the one at `path` belongs to, and deployed. */
export function sameService(other: string, path: string, project: ProjectView): boolean {
  const root = serviceRoot(path, project);
  const within = root === "" || other.startsWith(`${root}/`);
  return other === path || (within && other.endsWith(".py") && roleOf(other) === roleOf(path));
}

/** The folder of the service that `path` belongs to, `""` for the workspace. */
function serviceRoot(path: string, project: ProjectView): string {
  const folders = path.split("/").slice(0, -1);
  for (; folders.length > 0; folders.pop()) {
    const folder = folders.join("/");
    if (marks.some((mark) => project.has(`${folder}/${mark}`))) return folder;
  }
  return "";
}
