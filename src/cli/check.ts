import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import {
  type Finding,
  isAtLeast,
  isCandidate,
  kindOf,
  LintSession,
  lint,
  Project,
  type RuleFailure,
  resolveConfig,
  SourceFile,
} from "../core/api";
import { oneOf, readArgs, severities } from "./args";
import { runBatch } from "./batch";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";
import { formatGithub } from "./format/github";
import { formatJson } from "./format/json";
import { formatSarif } from "./format/sarif";
import { formatText } from "./format/text";
import { type CheckReport, inOrder, reportFindings, reportOutside } from "./report";
import { selectRules } from "./selection";
import { version } from "./version";
import { askedTools, checkWithTools } from "./with-tools";
import { isInside, loadWorkspace, rootOf, type Workspace } from "./workspace";

const formats = ["text", "json", "sarif", "github"] as const;

/** `liftoff check`: prints the findings; exits 1 when one is at or over `--min-severity`. */
export async function check(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    format: { type: "string", default: "text" },
    rule: { type: "string", multiple: true },
    "min-severity": { type: "string", default: "error" },
    stdin: { type: "boolean", default: false },
    as: { type: "string" },
    batch: { type: "string" },
    with: { type: "string" },
  });
  const format = oneOf("--format", values.format, formats);
  const least = oneOf("--min-severity", values["min-severity"], severities);
  const chosen = selectRules(values.rule);
  if (values.with !== undefined && (values.stdin || values.batch !== undefined)) {
    throw new CannotRun("--with checks files on disk: it goes with neither --stdin nor --batch");
  }
  const asked = await askedTools(values.with);

  if (values.batch !== undefined) {
    return runBatch(values.batch, console, (project) => {
      const { findings, failures } = lint(project, chosen);
      reportFailures(failures, console);
      return { findings: reportFindings(findings, project) };
    });
  }

  const started = performance.now();
  const scope = values.stdin ? await scopeOfStdin(values.as, console) : scopeOfPaths(positionals, console);
  const { workspace, covers } = scope;
  for (const notice of workspace.notices) console.err(notice);
  const session = new LintSession(workspace.project, chosen, workspace.config, { covers });
  const work = session.refresh();
  while (!work.next().done);
  const result = session.result();
  reportFailures(result.failures, console);

  const findings: readonly Finding[] = result.findings.filter((finding) => covers(finding.path));
  const outside = await checkWithTools(asked, workspace, covers, findings);
  const report: CheckReport = {
    files: [...workspace.project.files.keys()].filter(covers).length,
    elapsedMs: Math.round(performance.now() - started),
    findings: inOrder([
      ...reportFindings(findings, workspace.project, scope.rename),
      ...reportOutside(outside.findings, workspace.project, scope.rename),
    ]),
  };
  const text = {
    text: () => formatText(report),
    json: () => formatJson(report),
    sarif: () => formatSarif(report, version),
    github: () => formatGithub(report),
  }[format]();
  if (text !== "") console.out(`${text}\n`);
  for (const problem of outside.problems) console.err(problem);
  if (outside.problems.length > 0) return exitCodes.couldNotRun;
  return report.findings.some((finding) => isAtLeast(finding.severity, least))
    ? exitCodes.findings
    : exitCodes.clean;
}

interface Scope {
  readonly workspace: Workspace;
  readonly covers: (path: string) => boolean;
  readonly rename: (path: string) => string;
}

/** The project that the paths belong to, and which of its files were asked for. */
export function scopeOfPaths(paths: readonly string[], console: Console): Scope {
  const named = paths.length > 0 ? paths : ["."];
  const root = rootOf(named, console.cwd);
  const workspace = loadWorkspace(root, console.today);
  const asked = named.map((each) =>
    path.relative(root, path.resolve(console.cwd, each)).replaceAll(path.sep, "/"),
  );
  const covers = (file: string) =>
    asked.some((each) => each === "" || file === each || file.startsWith(`${each}/`));
  for (const [i, each] of named.entries()) {
    const reason = uncheckedReason(workspace, path.resolve(console.cwd, each), asked[i] ?? "");
    if (reason !== undefined) console.err(`${each}: ${reason}, not checked`);
  }
  return { workspace, covers, rename: fromWorkingFolder(root, console.cwd) };
}

/** Why something that was named by its own path is not looked at; undefined when it is, or when a notice says it. */
function uncheckedReason(workspace: Workspace, absolute: string, relative: string): string | undefined {
  if (relative === "") return undefined;
  if (!isInside(workspace.root, absolute)) return "outside the project of the first path";
  const known = lstatSync(absolute);
  if (known.isSymbolicLink()) return "a link";
  if (known.isDirectory()) return undefined;
  if (!known.isFile()) return "not a file";
  return isCandidate(relative) || workspace.project.file(relative)
    ? undefined
    : "not a kind of file that is known";
}

async function scopeOfStdin(as: string | undefined, console: Console): Promise<Scope> {
  if (as === undefined) throw new CannotRun("--stdin needs --as PATH, which says what the text is");
  const text = (await console.readStdin()).replace(/^\uFEFF/, "");
  const absolute = path.resolve(console.cwd, as);
  const root = isInside(console.cwd, absolute) ? console.cwd : path.dirname(absolute);
  const relative = path.relative(root, absolute).replaceAll(path.sep, "/");
  const file = SourceFile.create(relative, text);
  if (!file)
    throw new CannotRun(
      `${as}: ${kindOf(as, text) ? "too large or binary" : "not a kind of file that is checked"}`,
    );
  const marked = rootOf([root], console.cwd);
  const workspace: Workspace = isProject(marked)
    ? loadWorkspace(root, console.today)
    : { root, project: new Project({ today: console.today }), config: resolveConfig(), notices: [] };
  workspace.project.set(file);
  return { workspace, covers: (each) => each === relative, rename: () => as };
}

/** Whether the folder says of itself that it is a project: only then is it worth reading for one text. */
function isProject(folder: string): boolean {
  return existsSync(path.join(folder, ".git")) || existsSync(path.join(folder, ".liftoff"));
}

function fromWorkingFolder(root: string, cwd: string): (file: string) => string {
  if (!isInside(cwd, root)) return (file) => file;
  const prefix = path.relative(cwd, root).replaceAll(path.sep, "/");
  return (file) => (prefix === "" ? file : `${prefix}/${file}`);
}

/** A rule that fails is a defect of Liftoff, not of the project: it is named and the rest counts. */
export function reportFailures(failures: readonly RuleFailure[], console: Console): void {
  for (const { rule, path: file, error } of failures) {
    console.err(
      `${rule} failed${file ? ` on ${file}` : ""}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
