import { noDetails } from "../../src/core/plan/model";
import type { ItemView, PhaseView, PlanView, SectionView } from "../../src/core/plan/view";

/** What is computed of an item that says nothing of itself: tests add what they are about. */
export const plainItemView = {
  why: undefined,
  claim: "todo",
  verdict: "none",
  shown: "open",
  priority: undefined,
  estimate: undefined,
  owner: undefined,
  due: undefined,
  notes: undefined,
  reason: undefined,
  details: [],
  rules: [],
  scaffolds: [],
  command: undefined,
  evidence: [],
  records: [],
  expires: undefined,
  waiver: undefined,
  docs: [],
  attachments: [],
  blocker: undefined,
  aliasOf: undefined,
  optional: false,
  blockedBy: [],
  children: [],
  line: 0,
} as const satisfies Partial<ItemView>;

export const plainSectionView = {
  title: "",
  parents: [],
  priority: undefined,
  estimate: undefined,
  blockers: [],
  outputs: [],
} as const satisfies Partial<SectionView>;

export const plainPhaseView = {
  priority: undefined,
  estimate: undefined,
  dependsOn: [],
  needs: [],
  success: [],
  gate: undefined,
  optional: false,
  leftOut: false,
  schedule: undefined,
} as const satisfies Partial<PhaseView>;

export const plainPlanView = {
  format: "yaml",
  blockers: [],
  details: noDetails,
  schedule: undefined,
  gates: [],
  budget: [],
  levels: [],
  effects: [],
  problems: [],
  editable: true,
  repairedFrom: undefined,
} as const satisfies Partial<PlanView>;
