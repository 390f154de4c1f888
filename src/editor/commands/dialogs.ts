/**
 * Commands that ask before they do something: a bundle of their own, loaded when the first of them runs. Most sessions
 * run none, and activation should not pay for them. Imported with `import()` only.
 */
export { canWeLaunch } from "./can-we-launch";
export { checkWorkspace } from "./check-workspace";
export { chooseOption } from "./choose-option";
export { choosePlan } from "./choose-plan";
export { exportPlan } from "./export-plan";
export { filterItems } from "./filter-items";
export { insertProtection } from "./insert-protection";
export { askDue, askEvidence, askOwner, askWaiver } from "./item-questions";
export { registerMergeDriver } from "./merge-driver";
export { pickPlan, pickReadPlan } from "./pick-plan";
export { repairEncoding } from "./repair-encoding";
export { resolvePlanConflicts } from "./resolve-conflicts";
export { scaffold } from "./scaffold";
export { startPlan } from "./start-plan";
