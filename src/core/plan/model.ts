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
  /** A command whose success is the evidence. Liftoff shows it and never runs it. */
  readonly command?: string;
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
  /** What a person knows that no rule can see, oldest first. */
  readonly records: readonly ManualEvidence[];
  /** How long the last of `records` counts: `90d`, `24h`. */
  readonly ttl: string | undefined;
  /** An accepted failure. */
  readonly waiver: Waiver | undefined;
  /** Addresses and paths to read. */
  readonly docs: readonly string[];
  /** What holds it up, as written (`BLOCKER: …`, `[!]`); that other items come first is computed. */
  readonly blocker: string | undefined;
  /** Another item that is the same work, repeated: it takes that one's state. */
  readonly aliasOf: string | undefined;
  /** Does not hold up a gate. */
  readonly optional: boolean;
  /** Listings below the item, in order. */
  readonly attachments: readonly Attachment[];
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

/** Evidence that cannot be computed from the workspace: a drill, a call, a command's exit code. */
export interface ManualEvidence {
  /** `YYYY-MM-DD`, or with a time `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
  readonly by: string | undefined;
  readonly text: string | undefined;
  /** A path of the workspace or an https address. */
  readonly link: string | undefined;
}

export interface Waiver {
  readonly reason: string;
  readonly by: string | undefined;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly until: string;
}

/** A listing of a plan: something to run, or text for a file. */
export interface Attachment {
  readonly kind: "command" | "file";
  /** The language of the listing, in lower case; empty where it names none. */
  readonly language: string;
  readonly text: string;
  /** Where the text goes, if the plan says so: `/etc/nginx/sites-available/app`. */
  readonly target: string | undefined;
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
  /** What holds the section up, as written. */
  readonly blockers: readonly string[];
  /** What exists when it is done, as written. */
  readonly outputs: readonly string[];
  readonly line: number;
  readonly items: readonly Item[];
}

export interface Phase {
  readonly id: string;
  readonly title: string;
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly dependsOn: readonly string[];
  /** What has to be there from outside: `Domain registered`. */
  readonly needs: readonly string[];
  /** Which items must be done before the phase may end; undefined: the plan does not say. */
  readonly gate: Gate | undefined;
  /** What has been reached when it ends, as written. */
  readonly success: readonly string[];
  /** The choice of an option (`hosting.vps`) without which the phase is left out. */
  readonly onlyIf: string | undefined;
  /** The level of readiness that the phase is part of; a later one needs those before it. */
  readonly level: Level | undefined;
  readonly optional: boolean;
  readonly line: number;
  readonly sections: readonly Section[];
}

/** Which items have to be done before a phase may end, or before a launch. */
export interface Gate {
  /** Verified: proven by the machine or by evidence that still counts, not only claimed. */
  readonly require: "done" | "verified";
  /** Of which priorities; empty means of all. */
  readonly of: readonly Priority[];
  /** Whether items with a waiver may pass. */
  readonly waivers: boolean;
}

export type PlanFormat = "yaml" | "markdown";

export type Level = "poc" | "mvp" | "production";

/** Names and what belongs to one of them: the choices of an option, the lines of a budget. */
interface Named {
  /** Slug, unique among its neighbours. */
  readonly id: string;
  readonly title: string;
  /** Line in the plan's text, from 0. */
  readonly line: number;
}

/** A decision between ways to go: where to host, which provider sends mail. */
export interface OptionSet extends Named {
  /** Id of the choice that was made. */
  readonly chosen: string | undefined;
  readonly because: string | undefined;
  readonly choices: readonly Choice[];
}

export interface Choice extends Named {
  readonly recommended: boolean;
  readonly pros: readonly string[];
  readonly cons: readonly string[];
  readonly limits: readonly string[];
  readonly estimate: Estimate | undefined;
  readonly cost: Money | undefined;
}

/** A sum of money, or a range of it. */
export interface Money {
  readonly low: number;
  readonly high: number;
  readonly per: "month" | "year" | "once";
  /** As written: `USD`, `$`, `€`. */
  readonly currency: string | undefined;
}

/** Where the app runs: `production`, `staging`. */
export interface Environment extends Named {
  /** Addresses by what they are for: `web`, `api`. */
  readonly urls: readonly { readonly name: string; readonly url: string }[];
  /** The path of the health check. */
  readonly health: string | undefined;
  readonly mailDomain: string | undefined;
  readonly platform: string | undefined;
}

export interface Risk extends Named {
  readonly level: "high" | "medium" | "low" | undefined;
  readonly impact: string | undefined;
  readonly mitigation: string | undefined;
  readonly status: string | undefined;
  /** Items that end it. */
  readonly closesWith: readonly string[];
}

/** Something to reach, measured: `p95 < 200 ms`. */
export interface Metric extends Named {
  readonly target: MetricTarget | undefined;
  readonly measured: string | undefined;
}

export interface MetricTarget {
  readonly subject: string | undefined;
  readonly operator: "<" | "<=" | ">" | ">=" | "=";
  readonly value: number;
  readonly unit: string;
}

/** What running the app costs, at one size of it. */
export interface BudgetTier extends Named {
  /** Month of the prices, `YYYY-MM`. */
  readonly asOf: string | undefined;
  readonly lines: readonly BudgetLine[];
  /** The sum as the plan states it. */
  readonly stated: Money | undefined;
}

export interface BudgetLine extends Named {
  readonly cost: Money;
  readonly optional: boolean;
}

/** What to do when something happens: a rollback, a restore, the launch day. */
export interface Runbook extends Named {
  readonly trigger: string | undefined;
  readonly steps: readonly RunbookStep[];
}

export interface RunbookStep {
  readonly text: string;
  readonly command: string | undefined;
  readonly line: number;
}

/** A command of the plan that has a name. Shown and copied, never run. */
export interface NamedCommand extends Named {
  readonly command: string;
}

export interface Trouble extends Named {
  readonly cause: string | undefined;
  readonly remedy: string;
}

export interface Milestone extends Named {
  readonly due: string | undefined;
  /** Phases that end with it. */
  readonly phases: readonly string[];
}

export interface Team {
  readonly size: number | undefined;
  readonly hoursPerDay: number | undefined;
  /** The first day of work, `YYYY-MM-DD`. */
  readonly start: string | undefined;
  readonly people: readonly Person[];
}

export interface Person {
  /** As `owner` names them: `kim`. */
  readonly id: string;
  readonly name: string | undefined;
  readonly role: string | undefined;
}

/** What a plan says beside its phases. A plan that says nothing of a kind has an empty list or undefined. */
export interface PlanDetails {
  readonly level: Level | undefined;
  readonly goal: string | undefined;
  /** What is left out on purpose, and until when. */
  readonly nonGoals: readonly string[];
  /** Other fields under the title: `Timeline`, `Cost`, as written. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly team: Team | undefined;
  readonly environments: readonly Environment[];
  readonly options: readonly OptionSet[];
  readonly milestones: readonly Milestone[];
  /** What stops everything, as written. */
  readonly blockers: readonly string[];
  readonly risks: readonly Risk[];
  readonly metrics: readonly Metric[];
  readonly budget: readonly BudgetTier[];
  readonly runbooks: readonly Runbook[];
  readonly commands: readonly NamedCommand[];
  readonly troubles: readonly Trouble[];
  /** Gates over the whole plan by name: `go-live`. */
  readonly gates: readonly (Named & Gate)[];
  /** The template it was made from: `vps-compose@1`. */
  readonly template: string | undefined;
}

/** The details of a plan that says nothing but its phases. */
export const noDetails: PlanDetails = {
  level: undefined,
  goal: undefined,
  nonGoals: [],
  fields: [],
  team: undefined,
  environments: [],
  options: [],
  milestones: [],
  blockers: [],
  risks: [],
  metrics: [],
  budget: [],
  runbooks: [],
  commands: [],
  troubles: [],
  gates: [],
  template: undefined,
};

/** A launch plan as it stands in one file. */
export interface Plan {
  readonly format: PlanFormat;
  readonly name: string;
  readonly phases: readonly Phase[];
  readonly details: PlanDetails;
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

/** What a phase says beyond the usual, where it says none of it. */
export const plainPhase = {
  needs: [],
  gate: undefined,
  success: [],
  onlyIf: undefined,
  level: undefined,
  optional: false,
} as const satisfies Partial<Phase>;
