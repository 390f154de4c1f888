import { roleOf } from "../files/role";
import type { ProjectView } from "../project/view";
import { detectNode } from "./detect-node";
import { detectPython } from "./detect-python";
import { besidePython, choiceOf, doubtId } from "./detected";
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
    .flatMap((folder) => {
      const python = detectPython(folder, project, choices);
      const key = python.found ? besidePython(folder) : folder;
      return [python, detectNode(folder, project, choices, key)];
    });
  const services = detected.flatMap(({ found }) => found ?? []);
  return {
    services: services.map((service) => called(service, keyOf(service, services), choices)),
    doubts: detected.flatMap(({ doubts }) => doubts),
  };
}

/** What ids call a service: its folder, and for the Node service beside a Python service a mark of its own. */
export function keyOf({ language, folder }: Service, services: readonly Service[]): string {
  const isSecond =
    language === "node" && services.some((one) => one.folder === folder && one.language === "python");
  return isSecond ? besidePython(folder) : folder;
}

/** A name that containers, hosts and units can have. */
export const serviceName = /^[a-z][a-z0-9-]{0,30}$/;

function called<T extends Service>(service: T, key: string, choices: Answers): T {
  const name = choiceOf(choices, doubtId("service", key));
  return name !== undefined && serviceName.test(name) ? { ...service, called: name } : service;
}
