/**
 * Plans and stacks that platforms have taken off sale, and what their free plans leave out. To refresh: the changelogs and
 * price pages of Heroku (Postgres, Key-Value Store, dynos, stacks) and of Render.
 */
export const as_of = "2026-11-25";

/** A plan that nobody can order any more. */
export interface RetiredPlan {
  /** The first day without it. */
  readonly since: string;
  /** What does the same today, best first. */
  readonly instead: readonly string[];
}

/** Plans of Heroku's own add-ons, by the name that `addons:create` takes. */
export const retiredAddons: Readonly<Record<string, RetiredPlan>> = {
  "heroku-postgresql:dev": { since: "2022-11-28", instead: ["essential-0"] },
  "heroku-postgresql:hobby-dev": { since: "2022-11-28", instead: ["essential-0"] },
  "heroku-postgresql:hobby-basic": { since: "2024-05-22", instead: ["essential-0", "essential-1"] },
  "heroku-postgresql:mini": { since: "2024-05-22", instead: ["essential-0"] },
  "heroku-postgresql:basic": { since: "2024-05-22", instead: ["essential-0", "essential-1"] },
  "heroku-redis:hobby-dev": { since: "2022-11-28", instead: ["mini"] },
};

/** Sizes of Heroku's dynos, as a manifest has them in lower case. */
export const retiredDynos: Readonly<Record<string, RetiredPlan>> = {
  free: { since: "2022-11-28", instead: ["eco", "basic"] },
  hobby: { since: "2022-11-28", instead: ["basic"] },
};

/**
 * The last day on which a stack of Heroku gets security fixes; builds are refused soon after it. A stack is supported for
 * the five years of the Ubuntu release that it is made of.
 */
export const stackEnds: Readonly<Record<string, string>> = {
  cedar: "2015-11-04",
  "cedar-14": "2020-11-02",
  "heroku-16": "2021-05-01",
  "heroku-18": "2023-04-30",
  "heroku-20": "2025-04-30",
  "heroku-22": "2027-04-30",
  "heroku-24": "2029-04-30",
  "heroku-26": "2031-04-30",
};

/** The stack to move to: years of support are left, and the buildpacks of other people have caught up with it. */
export const currentStack = "heroku-24";

/** What the free plans of Render leave out, and the smallest plan that does not. */
export const freePlans = {
  web: { lacks: "sleeps after 15 minutes without a request", instead: "starter" },
  postgres: { lacks: "is deleted 30 days after it was made", instead: "basic-256mb" },
  keyvalue: { lacks: "forgets everything at each restart", instead: "starter" },
} as const;
