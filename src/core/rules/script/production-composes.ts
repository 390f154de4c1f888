import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";

/** The Compose files that a server runs: those that say so where there are some, else all that are not for something else. */
export function productionComposes(project: ProjectView): readonly SourceFile<"compose">[] {
  const all = project.filesOf("compose").filter(({ role }) => role === "prod");
  const named = all.filter(({ path }) => /prod|deploy/i.test(path));
  return named.length > 0 ? named : all;
}
