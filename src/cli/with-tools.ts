import { type Finding, type OutsideFinding, type OutsideTool, outsideTools, settle } from "../core/api";
import { rules } from "../core/rules/list";
import { programOnPath } from "../processes/programs";
import { runTool } from "../processes/run-tool";
import { oneOf } from "./args";
import { CannotRun } from "./exit";
import type { Workspace } from "./workspace";

/** A tool does not keep a pipeline waiting longer, in milliseconds. */
const TIMEOUT = 300_000;

/** A tool that was asked for, and where its program is. */
export interface AskedTool {
  readonly tool: OutsideTool;
  readonly program: string;
}

/** The tools that `--with` names (`actionlint,zizmor`). Throws `CannotRun` for one that is not known or not there. */
export async function askedTools(named: string | undefined): Promise<readonly AskedTool[]> {
  if (named === undefined) return [];
  const known = outsideTools.map(({ name }) => name);
  const names = new Set(named.split(",").map((name) => oneOf("--with", name.trim(), known)));
  const asked: AskedTool[] = [];
  for (const tool of outsideTools.filter(({ name }) => names.has(name))) {
    const program = await programOnPath(tool.name);
    if (program === undefined) {
      throw new CannotRun(`${tool.name} is not on the PATH; install it, or leave it out of --with`);
    }
    asked.push({ tool, program });
  }
  return asked;
}

export interface ToolResults {
  /** What the tools found and `own` does not say. */
  readonly findings: readonly OutsideFinding[];
  /** Why a tool could not check the workflows, a sentence each. */
  readonly problems: readonly string[];
}

/** Lets the tools check the workflows of `workspace` that `covers` lets through. */
export async function checkWithTools(
  asked: readonly AskedTool[],
  { root, project, config }: Workspace,
  covers: (path: string) => boolean,
  own: readonly Finding[],
): Promise<ToolResults> {
  const files = [...project.files.values()].filter(
    (file) => file.kind === "workflow" && covers(file.path) && !config.isExcluded(file.path),
  );
  const options = { cwd: root, timeout: TIMEOUT };
  const outcomes = await Promise.all(
    asked.map(({ tool, program }) => runTool(tool, program, files, options)),
  );
  const findings: OutsideFinding[] = [];
  const problems: string[] = [];
  for (const outcome of outcomes) {
    if (outcome === "cancelled") continue;
    if ("problem" in outcome) problems.push(outcome.problem);
    else findings.push(...outcome.findings);
  }
  const fileAt = (path: string) => project.file(path);
  return { findings: settle(findings, { own, rules, config, fileAt }), problems };
}
