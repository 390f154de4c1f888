/**
 * Every id that package.json and the code share. A test compares both sides; nothing here imports `vscode`,
 * so that it runs without an editor.
 */

/** Commands that a person can run from the palette, a menu or a key. */
export const commands = {
  startPlan: "liftoff.startPlan",
  openChecklist: "liftoff.openChecklist",
  openPlanText: "liftoff.openPlanText",
  choosePlan: "liftoff.choosePlan",
  checkWorkspace: "liftoff.checkWorkspace",
  scaffoldDockerfile: "liftoff.scaffoldDockerfile",
  repairEncoding: "liftoff.repairEncoding",
  showOutput: "liftoff.showOutput",
  toggleItem: "liftoff.toggleItem",
  markDone: "liftoff.markDone",
  markDoing: "liftoff.markDoing",
  markNotApplicable: "liftoff.markNotApplicable",
  reopen: "liftoff.reopen",
  openInPlan: "liftoff.openInPlan",
  fixItem: "liftoff.fixItem",
  scaffoldItem: "liftoff.scaffoldItem",
  showRule: "liftoff.showRule",
  copyItemId: "liftoff.copyItemId",
} as const;

/** Commands that other parts of the extension call: a click on a row, a link in a hover. Not in package.json. */
export const internalCommands = {
  openNode: "liftoff.openNode",
  showRuleById: "liftoff.showRuleById",
} as const;

export type CommandId =
  | (typeof commands)[keyof typeof commands]
  | (typeof internalCommands)[keyof typeof internalCommands];

export const views = { phases: "liftoff.phases" } as const;

/** The checklist is the default for a plan file and an option for Markdown, so it has two registrations. */
export const customEditors = {
  plan: "liftoff.checklist",
  markdown: "liftoff.checklistMarkdown",
} as const;

/** Context keys that `when` clauses of package.json read. */
export const contextKeys = {
  /** Whether core has looked for a plan: until then a welcome text would be a guess. */
  ready: "liftoff.ready",
  hasPlan: "liftoff.hasPlan",
  hasSeveralPlans: "liftoff.hasSeveralPlans",
  /** Whether the text of a shown plan is so broken that there are no rows for it. */
  planIsBroken: "liftoff.planIsBroken",
} as const;

export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];

/** Values of `TreeItem.contextValue`, as words that `when` clauses look for with `=~`. */
export const nodeTraits = {
  item: "item",
  evidence: "evidence",
  /** May be ticked: the plan can be edited. */
  editable: "editable",
  done: "done",
  fixable: "fixable",
  scaffold: "scaffold",
  hasRule: "rule",
} as const;

export const settings = {
  enable: "liftoff.enable",
  run: "liftoff.run",
  rules: "liftoff.rules",
  exclude: "liftoff.exclude",
  target: "liftoff.target",
  statusBar: "liftoff.statusBar",
  extraMarks: "liftoff.markdown.extraMarks",
} as const;
