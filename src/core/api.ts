/**
 * What the extension and the command line use of the core: the entry of the bundle that is loaded on first use.
 * Named re-exports only; nothing inside `core` imports from here.
 */
export { readGitIndex } from "./files/git-index";
export { type GitExclude, readGitExclude } from "./files/gitignore";
export { isCandidate, kindOf } from "./files/kind";
export { roleOf } from "./files/role";
export { MAX_TEXT, SourceFile } from "./files/source";
export {
  CONFIG_PATH,
  type Config,
  type ConfigFile,
  defaultConfig,
  readConfig,
  resolveConfig,
} from "./lint/config";
export { readConfigText } from "./lint/config-file";
export { type Description, describeAt } from "./lint/describe";
export type { Evidence, Finding, LintResult, RuleFailure } from "./lint/finding";
export { type FixOptions, type FixOutcome, fixAll, fixFor } from "./lint/fix";
export { findInsertions } from "./lint/insertion";
export { lint } from "./lint/lint";
export { outsideTools } from "./lint/outside/list";
export { settle } from "./lint/outside/settle";
export {
  nameOf,
  type OutsideFinding,
  type OutsideTool,
  type ToolName,
  toolNames,
} from "./lint/outside/tool";
export { LintSession } from "./lint/session";
export { isAtLeast } from "./lint/severity";
export { suppressionEdit } from "./lint/suppression";
export { type Refactoring, refactoringsAt } from "./lint/variable-refactorings";
export {
  editChoice,
  editClaim,
  editDue,
  editNotes,
  editOwner,
  editWaiver,
  type PlanEdit,
} from "./plan/edit";
export { evaluate } from "./plan/evaluate";
export { addRecord, EVIDENCE_FOLDER, evidencePath, readEvidence, withEvidence } from "./plan/evidence";
export { type BurnUpPoint, burnUp, type PlanVersion } from "./plan/history";
export { isPlan } from "./plan/is-plan";
export { type ItemRef, itemRef } from "./plan/item-ref";
export { planToJson } from "./plan/json";
export { lintPlan } from "./plan/lint";
export { folderFactsOf } from "./plan/lint/folder-facts";
export { SnippetCache } from "./plan/lint/snippets";
export { mergePlans } from "./plan/merge/merge";
export { type Conflict, conflictsIn, resolveConflict } from "./plan/merge/resolve";
export {
  type ConflictChoice,
  type ConflictSides,
  type ItemVersion,
  resolveConflicts,
  sidesOf,
} from "./plan/merge/sides";
export type { Claim, Item, ManualEvidence, PlanReading, Waiver } from "./plan/model";
export { editOverlay, editOverlayWaiver, readOverlay, withOverlay } from "./plan/overlay";
export { pinId } from "./plan/pin";
export { nameFromPath, OVERLAY_PATH, PLAN_PATH, readPlan } from "./plan/read";
export { moveItem, type Side } from "./plan/reorder";
export { ganttOf } from "./plan/report/gantt";
export { failureOf, workOf } from "./plan/report/items";
export { gateMarkdown, planMarkdown, pullRequestBody, summary, verdictLine } from "./plan/report/markdown";
export { type Baseline, baselineOf, readBaseline, type Setback, setbacks } from "./plan/report/ratchet";
export type { GateView, ItemView, PlanView } from "./plan/view";
export { surroundingsOf } from "./plan/workspace";
export { Project } from "./project/project";
export { suggestVariables } from "./project/variable-completion";
export { describeVariable, variableDefinitions, variableReferences } from "./project/variable-links";
export type { Fix, Rule, Severity } from "./rules/rule";
export { applyEdits } from "./text/edits";
export { LineIndex } from "./text/lines";
