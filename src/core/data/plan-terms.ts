/**
 * Offers and commands that launch plans still name although they are gone. `use` is what to write in place of the
 * whole match, where there is one answer.
 */
export interface RetiredTerm {
  readonly pattern: RegExp;
  readonly rule: "plan/outdated-term" | "plan/outdated-command";
  readonly message: string;
  readonly use?: string;
  readonly since: string;
  readonly source: string;
}

export const retiredTerms: { readonly as_of: string; readonly terms: readonly RetiredTerm[] } = {
  as_of: "2026-11-20",
  terms: [
    {
      pattern: /\bheroku-postgresql:hobby-(?:dev|basic)\b/g,
      rule: "plan/outdated-term",
      message: "Heroku's hobby database plans are gone; `essential-0` is the smallest one, and it is paid.",
      use: "heroku-postgresql:essential-0",
      since: "2022-11-28",
      source: "https://devcenter.heroku.com/changelog-items/2461",
    },
    {
      pattern: /\bheroku-redis:hobby-dev\b/g,
      rule: "plan/outdated-term",
      message: "Heroku's free key-value plan is gone; `mini` is the smallest one, and it is paid.",
      use: "heroku-redis:mini",
      since: "2022-11-28",
      source: "https://devcenter.heroku.com/changelog-items/2461",
    },
    {
      pattern: /\bfree (?:heroku )?dynos?\b/gi,
      rule: "plan/outdated-term",
      message: "Heroku has no free dynos any more; plan for the price of an eco or basic dyno.",
      since: "2022-11-28",
      source: "https://devcenter.heroku.com/changelog-items/2461",
    },
    {
      pattern:
        /\bdocker-compose(?=[ \t]+(?:-[-\w]|(?:up|down|ps|logs|exec|run|build|pull|push|restart|stop|start|config|rm)\b))/g,
      rule: "plan/outdated-command",
      message: "`docker-compose` was version 1 of Compose; it is a subcommand of Docker now.",
      use: "docker compose",
      since: "2023-07-01",
      source: "https://docs.docker.com/compose/releases/migrate/",
    },
  ],
};
