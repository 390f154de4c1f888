import path from "node:path";
import {
  EVIDENCE_FOLDER,
  evaluate,
  isPlan,
  type LintResult,
  LintSession,
  type ManualEvidence,
  OVERLAY_PATH,
  PLAN_PATH,
  type PlanReading,
  type PlanView,
  readEvidence,
  readOverlay,
  readPlan,
  withEvidence,
  withOverlay,
} from "../core/api";
import { rules } from "../core/rules/list";
import type { Console } from "./console";
import { CannotRun } from "./exit";
import { loadWorkspace, readText, rootOf, type Workspace } from "./workspace";

/** A plan with everything that the workspace says of it. */
export interface JudgedPlan {
  /** Of the plan, from the root of its workspace. */
  readonly path: string;
  readonly root: string;
  readonly reading: PlanReading;
  readonly view: PlanView;
}

/**
 * Checks the workspace that `named`, a plan or a folder, belongs to, and judges its plan: the one named, else
 * `.liftoff/plan.yaml`, else the only Markdown plan there is. Throws `CannotRun` where there is none or several.
 */
export function judgePlan(named: string | undefined, console: Console): JudgedPlan {
  const root = rootOf(named === undefined ? [] : [named], console.cwd);
  const workspace = loadWorkspace(root, console.today);
  for (const notice of workspace.notices) console.err(notice);
  const file = planIn(workspace, named === undefined ? undefined : path.resolve(console.cwd, named));
  const read = readText(path.join(root, file));
  if (!read) throw new CannotRun(`${file}: not a text in UTF-8`);
  const reading = readPlan(file, read.text);
  const plan = withEvidence(
    withOverlay(reading.plan, readOverlay(textAt(workspace, OVERLAY_PATH))),
    recordsOf(workspace),
  );
  const view = evaluate(
    { ...reading, plan },
    {
      result: lintAll(workspace),
      paths: workspace.project.paths(),
      lineOf: (each, offset) =>
        workspace.project.file(each)?.lines.positionAt(offset) ?? { line: 0, character: 0 },
      severityOf: (id) => rules.find((rule) => rule.id === id)?.severity,
      today: console.today,
    },
  );
  return { path: file, root, reading, view };
}

function planIn({ root, project }: Workspace, named: string | undefined): string {
  const relative = named === undefined ? "" : path.relative(root, named).replaceAll(path.sep, "/");
  if (relative !== "" && /\.(md|markdown|ya?ml)$/i.test(relative)) return relative;
  const paths = project.paths();
  if (paths.includes(PLAN_PATH)) return PLAN_PATH;
  const inside = relative === "" ? paths : paths.filter((each) => each.startsWith(`${relative}/`));
  const plans = inside.filter(
    (each) => /\.(md|markdown)$/i.test(each) && isPlan(each, textAt({ root }, each)),
  );
  const [only] = plans;
  if (plans.length === 1 && only !== undefined) return only;
  throw new CannotRun(
    only === undefined
      ? `there is no plan here: ${PLAN_PATH}, or name a file`
      : `there are several plans (${plans.slice(0, 3).join(", ")}): name one`,
  );
}

function recordsOf(workspace: Workspace): ReadonlyMap<string, readonly ManualEvidence[]> {
  const files = workspace.project
    .paths()
    .filter((each) => each.startsWith(`${EVIDENCE_FOLDER}/`) && each.endsWith(".yaml"));
  return new Map(
    files.map((each) => {
      const { item, records } = readEvidence(textAt(workspace, each));
      return [item ?? path.basename(each, ".yaml"), records];
    }),
  );
}

function textAt({ root }: Pick<Workspace, "root">, file: string): string {
  try {
    return readText(path.join(root, file))?.text ?? "";
  } catch {
    return "";
  }
}

function lintAll({ project, config }: Workspace): LintResult {
  const session = new LintSession(project, rules, config);
  const work = session.refresh();
  while (!work.next().done);
  return session.result();
}
