import { roleOf } from "../files/role";
import type { ProjectView } from "../project/view";
import { detectNode } from "./detect-node";
import { detectPython } from "./detect-python";
import { inFolder, type Service } from "./service";

/**
 * The services of the workspace, nearest to its top first: one for each folder with a manifest and an entry
 * point. A folder that holds both languages counts for both.
 */
export function detectServices(project: ProjectView): Service[] {
  const folders = new Set<string>();
  for (const path of project.paths()) {
    if (!/(^|\/)(package\.json|pyproject\.toml|requirements\.txt)$/.test(path)) continue;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    if (roleOf(inFolder(folder, "Dockerfile")) === "prod") folders.add(folder);
  }
  return [...folders]
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))
    .flatMap((folder) => [detectPython(folder, project), detectNode(folder, project)])
    .filter((service) => service !== undefined);
}
