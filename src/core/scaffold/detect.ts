import { roleOf } from "../files/role";
import type { ProjectView } from "../project/view";
import { detectNode } from "./detect-node";
import { detectPython } from "./detect-python";
import type { Answers } from "./generator";
import { inFolder, type Service } from "./service";
import type { Doubt } from "./stack";

/**
 * The services of the workspace, nearest to its top first: one for each folder with a manifest and an entry
 * point. A folder that holds both languages counts for both.
 */
export function detectServices(project: ProjectView): Service[] {
  return servicesAndDoubts(project).services;
}

/** The same, with what could not be told for sure; `choices` are answers to such doubts by their id. */
export function servicesAndDoubts(
  project: ProjectView,
  choices: Answers = {},
): { readonly services: Service[]; readonly doubts: Doubt[] } {
  const folders = new Set<string>();
  for (const path of project.paths()) {
    const folder =
      /^(?:(.*)\/)?(?:package\.json|pyproject\.toml|requirements\.txt|requirements\/[\w-]+\.txt)$/.exec(path);
    if (folder && roleOf(inFolder(folder[1] ?? "", "Dockerfile")) === "prod") folders.add(folder[1] ?? "");
  }
  const detected = [...folders]
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))
    .flatMap((folder) => [detectPython(folder, project, choices), detectNode(folder, project, choices)]);
  return {
    services: detected.flatMap(({ found }) => found ?? []),
    doubts: detected.flatMap(({ doubts }) => doubts),
  };
}
