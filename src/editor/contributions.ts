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
  checkWithTools: "liftoff.checkWithTools",
  scaffold: "liftoff.scaffold",
  scaffoldDockerfile: "liftoff.scaffoldDockerfile",
  insertSecurityHeaders: "liftoff.insertSecurityHeaders",
  restrictCors: "liftoff.restrictCors",
  addRateLimiting: "liftoff.addRateLimiting",
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
  canWeLaunch: "liftoff.canWeLaunch",
  exportPlan: "liftoff.exportPlan",
  resolveConflicts: "liftoff.resolveConflicts",
  registerMergeDriver: "liftoff.registerMergeDriver",
  chooseOption: "liftoff.chooseOption",
  filterItems: "liftoff.filterItems",
  clearFilter: "liftoff.clearFilter",
  setOwner: "liftoff.setOwner",
  setDue: "liftoff.setDue",
  addEvidence: "liftoff.addEvidence",
  waive: "liftoff.waive",
  endWaiver: "liftoff.endWaiver",
  openDocs: "liftoff.openDocs",
  openInChecklist: "liftoff.openInChecklist",
  copyCommand: "liftoff.copyCommand",
  pinId: "liftoff.pinId",
  moveItemUp: "liftoff.moveItemUp",
  moveItemDown: "liftoff.moveItemDown",
} as const;

/** Commands that other parts of the extension call: a click on a row, a link in a hover. Not in package.json. */
export const internalCommands = {
  openNode: "liftoff.openNode",
  showRuleById: "liftoff.showRuleById",
  generate: "liftoff.generate",
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
  /** Whether a shown plan holds what a merge left behind. */
  hasConflict: "liftoff.hasConflict",
  /** Whether a shown plan leaves a choice that can be made from here. */
  hasOptions: "liftoff.hasOptions",
  /** Whether the tree shows some items only. */
  isFiltered: "liftoff.isFiltered",
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
  /** An item of a Markdown plan: its id is not in the text. */
  markdown: "markdown",
  waiver: "waiver",
  docs: "docs",
  /** Has a command or a listing to copy. */
  command: "command",
  /** A phase with a gate. */
  gate: "gate",
} as const;

export const settings = {
  enable: "liftoff.enable",
  run: "liftoff.run",
  rules: "liftoff.rules",
  exclude: "liftoff.exclude",
  target: "liftoff.target",
  statusBar: "liftoff.statusBar",
  extraMarks: "liftoff.markdown.extraMarks",
  me: "liftoff.me",
  actionlint: "liftoff.tools.actionlint",
  zizmor: "liftoff.tools.zizmor",
  toolsOnSave: "liftoff.tools.checkOnSave",
} as const;
