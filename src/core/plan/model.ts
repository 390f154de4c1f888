import type { Span } from "../text/span";

/** What a person says of an item; the only thing about its state that is stored. */
export type Claim = "todo" | "doing" | "done" | "na";
export type Priority = "critical" | "high" | "medium" | "low";

/** A range of working time as written in plan files: `30m`, `8h`, `2d..3d`, `2w..`. */
export type Estimate = string;

/** How an item proves itself. All rules must hold; `files` are globs of which each must match. */
export interface Verification {
  readonly rules: readonly string[];
  readonly files: readonly string[];
}

export interface Item {
  /** Slug, stable while title and place stay. */
  readonly id: string;
  readonly title: string;
  readonly why: string | undefined;
  readonly claim: Claim;
  /** The item's own priority; it inherits its section's or phase's otherwise. */
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly owner: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly due: string | undefined;
  readonly notes: string | undefined;
  /** Why the item does not apply; required with claim `na`. */
  readonly reason: string | undefined;
  readonly dependsOn: readonly string[];
  readonly verify: Verification;
  /** Scaffold ids that make what is missing. */
  readonly scaffolds: readonly string[];
  readonly details: readonly string[];
  readonly children: readonly Item[];
  /** Where the item stands in the plan's text. */
  readonly at: Span;
  /** Line of the item in the plan's text, from 0. */
  readonly line: number;
}

export interface Section {
  readonly id: string;
  /** Empty for the items that stand directly under the phase. */
  readonly title: string;
  /** Heading path inside the phase, outermost first, without the section's own title. */
  readonly parents: readonly string[];
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly line: number;
  readonly items: readonly Item[];
}

export interface Phase {
  readonly id: string;
  readonly title: string;
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly dependsOn: readonly string[];
  readonly line: number;
  readonly sections: readonly Section[];
}

export type PlanFormat = "yaml" | "markdown";

/** A launch plan as it stands in one file. */
export interface Plan {
  readonly format: PlanFormat;
  readonly name: string;
  readonly phases: readonly Phase[];
}

/** Why a text could not be taken as a plan, or may only be shown. */
export interface PlanProblem {
  readonly kind: "broken" | "conflict" | "invalid" | "too-large" | "empty";
  readonly message: string;
  readonly at: Span;
  readonly line: number;
}

/**
 * The outcome of reading a plan's text. With problems of kind broken, conflict or too-large the text is shown
 * and never edited; `plan` then holds what could still be read.
 */
export interface PlanReading {
  readonly plan: Plan;
  readonly problems: readonly PlanProblem[];
  /** Whether edits may be computed for this text. */
  readonly editable: boolean;
  /** The encoding damage that was undone for reading, where there was some: `windows-1252`... */
  readonly repairedFrom: string | undefined;
}
