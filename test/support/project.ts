import { SourceFile } from "../../src/core/files/source";
import { Project, type ProjectOptions } from "../../src/core/project/project";

/** The day on which tests take place, so that dated facts do not move under them. */
export const TODAY = "2026-11-20";

/** A project of the given texts by path; paths of kinds that nobody reads are known by name. */
export function projectOf(
  files: Readonly<Record<string, string>>,
  options: Partial<ProjectOptions> = {},
): Project {
  const project = new Project({ today: TODAY, ...options });
  for (const [path, text] of Object.entries(files)) {
    const file = SourceFile.create(path, text);
    if (file) project.set(file);
    else project.setUnread(path);
  }
  return project;
}
