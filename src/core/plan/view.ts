import type { Claim, Estimate, PlanFormat, PlanProblem, Priority } from "./model";

/** What the machine sees. Never stored, recomputed from the workspace. */
export type Verdict = "pass" | "fail" | "unknown" | "none";

/** What is shown of an item: derived from claim and verdict. */
export type Shown =
  | "open"
  | "doing"
  | "blocked"
  | "ready"
  | "claimed"
  | "verified"
  | "regressed"
  | "waived"
  | "na";

/** Where a verdict comes from. Positions count from 0. */
export interface EvidenceView {
  readonly kind: "holds" | "fails";
  readonly rule: string | undefined;
  readonly path: string;
  readonly line: number;
  readonly character: number;
  readonly message: string;
  /** Whether a fix can be applied from here. */
  readonly fixable: boolean;
}

export interface ItemView {
  readonly id: string;
  readonly title: string;
  readonly why: string | undefined;
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly shown: Shown;
  /** Own or inherited. */
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly owner: string | undefined;
  readonly due: string | undefined;
  readonly notes: string | undefined;
  readonly reason: string | undefined;
  readonly details: readonly string[];
  readonly rules: readonly string[];
  readonly scaffolds: readonly string[];
  readonly evidence: readonly EvidenceView[];
  readonly blockedBy: readonly { readonly id: string; readonly title: string }[];
  readonly children: readonly ItemView[];
  readonly line: number;
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly parents: readonly string[];
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly items: readonly ItemView[];
  readonly progress: Progress;
}

export interface PhaseView {
  readonly id: string;
  readonly title: string;
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly sections: readonly SectionView[];
  readonly progress: Progress;
}

/** Counts of leaf items by shown state; `total` leaves out what does not apply. */
export interface Progress {
  readonly total: number;
  /** Claimed done and not contradicted: claimed + verified + waived. */
  readonly done: number;
  readonly verified: number;
  readonly claimed: number;
  readonly regressed: number;
  readonly ready: number;
  readonly blocked: number;
  readonly open: number;
  readonly notApplicable: number;
}

/** A plan with everything computed: what tree, checklist, status bar and command line show. */
export interface PlanView {
  readonly format: PlanFormat;
  readonly name: string;
  readonly phases: readonly PhaseView[];
  readonly progress: Progress;
  /** Regressed items, and critical ones that are not done and fail: the badge. */
  readonly blockers: readonly { readonly id: string; readonly title: string; readonly shown: Shown }[];
  readonly problems: readonly PlanProblem[];
  readonly editable: boolean;
  readonly repairedFrom: string | undefined;
}
