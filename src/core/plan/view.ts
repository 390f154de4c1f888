import type {
  Attachment,
  Claim,
  Estimate,
  Level,
  ManualEvidence,
  Money,
  PlanDetails,
  PlanFormat,
  PlanProblem,
  Priority,
  Waiver,
} from "./model";

/**
 * What the machine sees. Never stored, recomputed from the workspace. `partial`: something speaks for it, but proves
 * less than all of it; `stale`: evidence of a person is older than it counts.
 */
export type Verdict = "pass" | "fail" | "partial" | "unknown" | "stale" | "none";

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
  /** A command whose success would be evidence; shown and copied, never run. */
  readonly command: string | undefined;
  readonly evidence: readonly EvidenceView[];
  readonly records: readonly ManualEvidence[];
  /** The last day on which `records` count, `YYYY-MM-DD`. */
  readonly expires: string | undefined;
  readonly waiver: Waiver | undefined;
  readonly docs: readonly string[];
  readonly attachments: readonly Attachment[];
  /** What holds it up, as written. */
  readonly blocker: string | undefined;
  readonly aliasOf: string | undefined;
  readonly optional: boolean;
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
  readonly blockers: readonly string[];
  readonly outputs: readonly string[];
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
  readonly dependsOn: readonly string[];
  readonly needs: readonly string[];
  readonly success: readonly string[];
  readonly gate: GateView | undefined;
  readonly optional: boolean;
  /** Left out by a choice that was made among options. */
  readonly leftOut: boolean;
  /** Undefined where the plan gives no estimates. */
  readonly schedule: PhaseSchedule | undefined;
}

/** A range of working days, or of what else is counted. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** When a phase can take place, in working days from the start of the plan (0 is the first). */
export interface PhaseSchedule {
  readonly duration: Range;
  readonly start: Range;
  readonly end: Range;
  /** How long it may be late before the end of the plan moves. */
  readonly slack: Range;
  /** Whether it is on the longest chain. */
  readonly critical: boolean;
  /** What the plan states for the phase and what its items add up to, where these differ. */
  readonly stated: Range | undefined;
  readonly items: Range | undefined;
  /** Days by the calendar, `YYYY-MM-DD`, where the plan says when it starts. */
  readonly dates: { readonly start: string; readonly end: string } | undefined;
}

/** The forecast of a whole plan. */
export interface Schedule {
  /** What puts the phases in order: what they say they wait for, or, where none does, that they follow each other. */
  readonly basis: "dependencies" | "order";
  /** Working days of the longest chain. */
  readonly duration: Range;
  /** All work one after another. */
  readonly serial: Range;
  /** Ids of the phases of the longest chain, in order. */
  readonly critical: readonly string[];
  /** What is left, in working days. */
  readonly remaining: Range;
  /** The first and the last day on which the plan may end, where it says when it starts. */
  readonly finish: { readonly early: string; readonly late: string } | undefined;
  /** Phases that wait for each other in a circle: they are in no order. */
  readonly circular: readonly string[];
  /** Phases that take time and that no other phase waits for, nor they for others: not part of the chain. */
  readonly outside: readonly string[];
}

/** Whether a gate is open, and what keeps it closed. */
export interface GateView {
  /** Empty for the gate of a phase. */
  readonly id: string;
  readonly title: string;
  readonly met: boolean;
  readonly total: number;
  readonly missing: readonly GateItem[];
}

export interface GateItem {
  readonly id: string;
  readonly title: string;
  readonly shown: Shown;
  readonly priority: Priority | undefined;
}

/** The sums of a budget. */
export interface BudgetView {
  readonly id: string;
  /** A month, without and with what is optional; undefined where lines do not add up (currencies, no lines). */
  readonly total: Money | undefined;
  readonly withOptional: Money | undefined;
}

/** How far the plan is for a level of readiness. */
export interface LevelView {
  readonly level: Level;
  readonly total: number;
  readonly done: number;
  readonly verified: number;
}

/** What another choice of an option would change, compared with what is chosen now. */
export interface ChoiceEffect {
  readonly option: string;
  readonly choice: string;
  readonly duration: Range | undefined;
  readonly cost: Money | undefined;
  /** Phases that it would add or leave out. */
  readonly adds: readonly string[];
  readonly removes: readonly string[];
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
  readonly details: PlanDetails;
  readonly schedule: Schedule | undefined;
  readonly gates: readonly GateView[];
  readonly budget: readonly BudgetView[];
  readonly levels: readonly LevelView[];
  readonly effects: readonly ChoiceEffect[];
  readonly problems: readonly PlanProblem[];
  readonly editable: boolean;
  readonly repairedFrom: string | undefined;
}
