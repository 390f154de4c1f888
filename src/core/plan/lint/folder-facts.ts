import { services } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** What a workspace has to say about the commands and files that its plan names. */
export interface FolderFacts {
  /** The names of all services in its Compose files. */
  readonly services: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

/** Reads what `lintPlan` wants to know of the workspace; all of its files must have been read. */
export function folderFactsOf(project: ProjectView): FolderFacts {
  const names = [...project.fact(services).values()].flatMap((file) => file.services.map(({ name }) => name));
  return { services: new Set(names), paths: new Set(project.paths()) };
}
