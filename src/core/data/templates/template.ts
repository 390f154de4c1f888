/** A launch plan to start from: a selection of the items in `items/`. */
export interface Template {
  readonly id: string;
  /** Grows when items are added or change their meaning. */
  readonly revision: number;
  readonly title: string;
  /** Whom it is for and what it takes, in one sentence. */
  readonly summary: string;
  /** Platforms it is made for, by the names that the configuration knows. */
  readonly targets: readonly string[];
  /** Decisions that it leaves to the team. */
  readonly options?: readonly TemplateOption[];
  readonly phases: readonly TemplatePhase[];
}

export interface TemplateOption {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly {
    readonly id: string;
    readonly title: string;
    readonly pros: readonly string[];
    readonly cons: readonly string[];
  }[];
}

export interface TemplatePhase {
  readonly id: string;
  readonly title: string;
  readonly priority: "critical" | "high" | "medium" | "low";
  /** Undefined where it goes on for ever, or depends on what is missing. */
  readonly estimate?: string;
  readonly dependsOn: readonly string[];
  /** What has to be there from outside. */
  readonly needs?: readonly string[];
  readonly level?: "poc" | "mvp" | "production";
  readonly gate?: { readonly require: "done" | "verified"; readonly of: readonly string[] };
  readonly optional?: boolean;
  /** Ids of items, in the order of work; empty for work that only the team knows. */
  readonly items: readonly string[];
}

/** An item, the same in every template that selects it. */
export interface TemplateItem {
  readonly title: string;
  readonly priority: "critical" | "high" | "medium" | "low";
  readonly estimate: string;
  /** Items that come first, where the template has them. */
  readonly after?: readonly string[];
  readonly rules?: readonly string[];
  readonly files?: readonly string[];
  readonly scaffolds?: readonly string[];
  /** A command whose success is evidence. */
  readonly command?: string;
  /** How long evidence of a person counts. */
  readonly ttl?: string;
  /** Left out unless the workspace has what it is about. */
  readonly when?: Part;
}

/** A part of an app that not every workspace has. */
export type Part =
  | "web"
  | "migrations"
  | "database"
  | "cache"
  | "mail"
  | "payments"
  | "oauth"
  | "ai"
  | "storage";
