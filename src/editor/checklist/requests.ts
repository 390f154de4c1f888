import { commands, Position } from "vscode";
import { commands as ids } from "../contributions";
import type { PlanActions, Refusal } from "../plan/actions";
import { findEvidence, findItem } from "../plan/items";
import type { PlanFile } from "../plan/plan-file";
import { showText } from "../show";
import type { ChecklistRequests } from "./checklist-panel";

export interface RequestParts {
  readonly actions: PlanActions;
  readonly showRule: (rule: string) => Promise<void>;
  readonly scaffold: (plan: PlanFile, wanted: readonly string[]) => Promise<void>;
}

/** Answers the page with what the tree's commands do. Texts open beside, so that the checklist stays in sight. */
export function checklistRequests({ actions, showRule, scaffold }: RequestParts): ChecklistRequests {
  const beside = { beside: true };
  const evidenceOf = (plan: PlanFile, { itemId, index }: { itemId: string; index: number }) =>
    findEvidence(findItem(plan.view, itemId), index);
  const done = async (work: Thenable<unknown>): Promise<Refusal> => {
    await work;
    return undefined;
  };
  return {
    claim: (plan, { itemId, claim, reason }) => actions.claim(plan, itemId, claim, reason),
    notes: (plan, { itemId, notes }) => actions.notes(plan, itemId, notes),
    owner: (plan, { itemId, owner }) => actions.owner(plan, itemId, owner),
    due: (plan, { itemId, due }) => actions.due(plan, itemId, due),
    record: (plan, { itemId, text, link }) => actions.record(plan, itemId, { text, link }),
    waive: (plan, { itemId, reason, until }) => actions.waive(plan, itemId, { reason, until }),
    unwaive: (plan, { itemId }) => actions.unwaive(plan, itemId),
    choose: (plan, { option, choice }) => actions.choose(plan, option, choice),
    copy: (plan, { of }) => actions.copy(plan, of),
    openItem: (plan, { itemId }) => actions.openItem(plan, itemId, beside),
    openDoc: (plan, { itemId, index }) => actions.openDoc(plan, itemId, index, beside),
    openRecord: (plan, { itemId, index }) => actions.openRecord(plan, itemId, index, beside),
    openLine: (plan, { line }) => actions.openLine(plan, line, beside),
    openEvidence: async (plan, message) => {
      const evidence = evidenceOf(plan, message);
      return evidence && actions.openEvidence(plan, message.itemId, evidence, beside);
    },
    fixEvidence: async (plan, message) => {
      const evidence = evidenceOf(plan, message);
      return evidence && actions.fixEvidence(plan, evidence, beside);
    },
    showRule: async (plan, message) => {
      const rule = evidenceOf(plan, message)?.rule;
      return rule === undefined ? undefined : done(showRule(rule));
    },
    scaffold: (plan, { itemId }) => done(scaffold(plan, findItem(plan.view, itemId)?.scaffolds ?? [])),
    openText: (plan) => done(showText(plan.uri, new Position(plan.view?.problems[0]?.line ?? 0, 0), beside)),
    exportPlan: (plan) => done(commands.executeCommand(ids.exportPlan, plan.uri)),
    checkWorkspace: () => done(commands.executeCommand(ids.checkWorkspace)),
  };
}
