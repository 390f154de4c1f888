/** A launch plan to start from: a selection of the items in `build-items.ts` and `run-items.ts`. */
export interface Template {
  readonly id: string;
  /** Grows when items are added or change their meaning. */
  readonly revision: number;
  readonly title: string;
  /** Whom it is for and what it takes, in one sentence. */
  readonly summary: string;
  /** Platforms it is made for, by the names that the configuration knows. */
  readonly targets: readonly string[];
  readonly phases: readonly TemplatePhase[];
}

export interface TemplatePhase {
  readonly id: string;
  readonly title: string;
  readonly priority: "critical" | "high" | "medium" | "low";
  readonly estimate: string;
  readonly dependsOn: readonly string[];
  /** Ids of items, in the order of work. */
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
  /** Left out unless the workspace has what it is about. */
  readonly when?: Part;
}

/** A part of an app that not every workspace has. */
export type Part = "web" | "migrations";

/** Files that tell that a workspace has a part. */
const signs: Readonly<Record<Part, RegExp>> = {
  web: /(?:^|\/)(?:(?:vite|next|nuxt|svelte|astro|angular|vue|webpack|remix)\.config\.[cm]?[jt]s|angular\.json|(?:src|app)\/(?:App|main|index)\.(?:[jt]sx|vue|svelte))$/,
  migrations:
    /(?:^|\/)(?:alembic\.ini|prisma\/schema\.prisma|manage\.py|knexfile\.[cm]?[jt]s|drizzle\.config\.[cm]?[jt]s|migrations\/[^/]+)$/,
};

/** Whether a workspace with these paths has `part`; a workspace without files may still get it. */
export function hasPart(part: Part, paths: readonly string[]): boolean {
  return (
    paths.length === 0 || paths.some((path) => !path.includes("node_modules/") && signs[part].test(path))
  );
}
