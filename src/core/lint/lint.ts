import type { Project } from "../project/project";
import type { Rule } from "../rules/rule";
import { type Config, defaultConfig } from "./config";
import type { LintResult } from "./finding";
import { LintSession } from "./session";

/** Runs `rules` over all of `project` at once. A rule that throws is listed in `failures`. */
export function lint(project: Project, rules: readonly Rule[], config: Config = defaultConfig): LintResult {
  const session = new LintSession(project, rules, config);
  const work = session.refresh();
  while (!work.next().done);
  return session.result();
}
