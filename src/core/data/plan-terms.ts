/**
 * Offers, products and commands that launch plans still name although they are gone. `use` is what to write in place of
 * the whole match, where there is one answer. To refresh: open each `source`, correct `since`, add what went since
 * `as_of`, and move it.
 */
export interface RetiredTerm {
  /** Global, and without repetition inside repetition. */
  readonly pattern: RegExp;
  readonly rule: "plan/outdated-term" | "plan/outdated-command";
  readonly message: string;
  readonly use?: string;
  /** Whose offer it is, where the match does not name it: the provider that is spoken of there. */
  readonly of?: RegExp;
  /** The first day without it, `YYYY-MM-DD`. */
  readonly since: string;
  readonly source: string;
}

const herokuPlans = "https://devcenter.heroku.com/changelog-items/2461";
const composeV2 = "https://docs.docker.com/compose/releases/migrate/";

export const retiredTerms: { readonly as_of: string; readonly terms: readonly RetiredTerm[] } = {
  as_of: "2026-11-20",
  terms: [
    {
      pattern: /\bheroku-postgresql:(?:hobby-(?:dev|basic)|mini|basic)\b/g,
      rule: "plan/outdated-term",
      message:
        "Heroku sells this database plan no longer; `essential-0` is the smallest one, and it is paid.",
      use: "heroku-postgresql:essential-0",
      since: "2022-11-28",
      source: herokuPlans,
    },
    {
      pattern: /\bheroku-redis:hobby-dev\b/g,
      rule: "plan/outdated-term",
      message: "Heroku's free key-value plan is gone; `mini` is the smallest one, and it is paid.",
      use: "heroku-redis:mini",
      since: "2022-11-28",
      source: herokuPlans,
    },
    {
      pattern: /\bhobby[- ]dev\b(?<!:hobby-dev)/gi,
      of: /heroku/i,
      rule: "plan/outdated-term",
      message: "Heroku has no `hobby-dev` plan any more; every plan is paid.",
      since: "2022-11-28",
      source: herokuPlans,
    },
    {
      pattern: /\bfree (?:heroku )?dynos?\b/gi,
      rule: "plan/outdated-term",
      message: "Heroku has no free dynos any more; plan for the price of an eco or basic dyno.",
      since: "2022-11-28",
      source: herokuPlans,
    },
    {
      pattern:
        /\bfree (?:heroku )?(?:accounts?|tiers?|plans?|databases?|db|postgres(?:ql)?|redis|hosting|apps?|hours|add-?ons?)\b/gi,
      of: /heroku/i,
      rule: "plan/outdated-term",
      message:
        "Nothing that runs on Heroku is free any more; dynos and databases are paid from the first hour.",
      since: "2022-11-28",
      source: "https://help.heroku.com/RSBRUH58/removal-of-heroku-free-product-plans-faq",
    },
    {
      pattern: /\b(?:heroku['’]?s? free (?:tier|plan)|heroku \(free(?: tier| plan)?\))/gi,
      rule: "plan/outdated-term",
      message: "Heroku has no free plan any more; dynos and databases are paid from the first hour.",
      since: "2022-11-28",
      source: "https://help.heroku.com/RSBRUH58/removal-of-heroku-free-product-plans-faq",
    },
    {
      pattern: /\b500 (?:free )?(?:hours?|hrs?)\b(?: free)?/gi,
      of: /railway/i,
      rule: "plan/outdated-term",
      message: "Railway counts no free hours any more: its free plan is a small monthly credit.",
      since: "2023-08-01",
      source: "https://docs.railway.com/pricing",
    },
    {
      pattern: /\bfree (?:allowances?|tiers?|plans?|vms?|machines?)\b/gi,
      of: /fly\.io|\bfly\b/i,
      rule: "plan/outdated-term",
      message: "Fly.io gives new organisations no free allowance any more: usage is paid.",
      since: "2024-10-07",
      source: "https://fly.io/docs/about/pricing/",
    },
    {
      pattern: /\b(?:free|hobby) (?:tiers?|plans?|databases?)\b/gi,
      of: /planetscale/i,
      rule: "plan/outdated-term",
      message: "PlanetScale has no free plan any more.",
      since: "2024-04-08",
      source: "https://planetscale.com/docs/planetscale-plans",
    },
    {
      pattern: /\bfree (?:tiers?|plans?)\b/gi,
      of: /sendgrid/i,
      rule: "plan/outdated-term",
      message: "SendGrid has no free plan any more: a trial ends after 60 days.",
      since: "2025-03-25",
      source: "https://support.sendgrid.com/hc/en-us/articles/35270136965403",
    },
    {
      pattern: /\bElephantSQL\b/gi,
      rule: "plan/outdated-term",
      message: "ElephantSQL has shut down: choose another managed PostgreSQL.",
      since: "2025-01-27",
      source: "https://www.elephantsql.com/blog/end-of-life-announcement.html",
    },
    {
      pattern: /\bCyclic\.sh\b/gi,
      rule: "plan/outdated-term",
      message: "Cyclic has shut down: choose another host.",
      since: "2024-05-10",
      source: "https://cyclic.sh",
    },
    {
      pattern: /\bGoogle Container Registry\b/gi,
      rule: "plan/outdated-term",
      message: "Google's Container Registry takes no images any more; Artifact Registry is its successor.",
      use: "Artifact Registry",
      since: "2025-03-18",
      source: "https://cloud.google.com/artifact-registry/docs/transition/prepare-gcr-shutdown",
    },
    {
      pattern: /\bk8s\.gcr\.io\b/g,
      rule: "plan/outdated-term",
      message: "The registry `k8s.gcr.io` gets no new images; `registry.k8s.io` is its successor.",
      use: "registry.k8s.io",
      since: "2023-04-03",
      source: "https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/",
    },
    {
      pattern: /\bGoogle Domains\b/g,
      rule: "plan/outdated-term",
      message: "Google Domains is closed; its domains moved to Squarespace.",
      since: "2023-09-07",
      source: "https://support.google.com/domains/answer/13689670",
    },
    {
      pattern: /\bUniversal Analytics\b/g,
      rule: "plan/outdated-term",
      message: "Universal Analytics counts nothing any more.",
      since: "2023-07-01",
      source: "https://support.google.com/analytics/answer/11583528",
    },
    {
      pattern: /\bX-XSS-Protection\b(?!["'`]?[ :=]{1,3}["'`]?0)/gi,
      rule: "plan/outdated-term",
      message:
        "Browsers dropped the filter behind `X-XSS-Protection`, which opened holes of its own: rely on a Content-Security-Policy.",
      since: "2019-10-22",
      source: "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
    },
    {
      pattern:
        /\bdocker-compose(?=[ \t]+(?:-[-\w]|(?:up|down|ps|logs|exec|run|build|pull|push|restart|stop|start|config|rm|kill|top|images|create)\b))/g,
      rule: "plan/outdated-command",
      message: "`docker-compose` was version 1 of Compose; it is a subcommand of Docker now.",
      use: "docker compose",
      since: "2023-07-01",
      source: composeV2,
    },
    {
      pattern: /\b(?:apt(?:-get)?|dnf|yum|pip3?) install (?:-y )?(?:[\w.-]+ ){0,6}docker-compose(?![\w-])/g,
      rule: "plan/outdated-command",
      message:
        "The package `docker-compose` is version 1 of Compose; the plugin `docker-compose-plugin` is current.",
      since: "2023-07-01",
      source: composeV2,
    },
    {
      pattern:
        /--(?:only=)?prod(?:uction)?\b(?<=\bnpm (?:ci|i|install)\b[^\n|;&]{0,40}[ ]--(?:only=)?prod(?:uction)?)/g,
      rule: "plan/outdated-command",
      message: "npm replaced this option years ago and warns of it.",
      use: "--omit=dev",
      since: "2021-10-07",
      source: "https://docs.npmjs.com/cli/v10/commands/npm-install",
    },
    {
      pattern: /\bcertbot-auto\b/g,
      rule: "plan/outdated-command",
      message: "`certbot-auto` is not maintained any more.",
      use: "certbot",
      since: "2021-01-01",
      source: "https://eff-certbot.readthedocs.io/en/stable/install.html",
    },
    {
      pattern: /\bapt-key add\b/g,
      rule: "plan/outdated-command",
      message:
        "`apt-key` is gone from current releases: put the key into /etc/apt/keyrings and name it with `signed-by`.",
      since: "2024-04-25",
      source: "https://manpages.debian.org/testing/apt/apt-key.8.en.html",
    },
    {
      pattern: /\bnpx create-react-app\b/g,
      rule: "plan/outdated-command",
      message: "Create React App is not maintained any more.",
      since: "2025-02-14",
      source: "https://react.dev/blog/2025/02/14/sunsetting-create-react-app",
    },
  ],
};

/** Companies whose offers are spoken of: the one named last before an offer is the one that makes it. */
export const providers =
  /\b(?:heroku|render|railway|fly\.io|vercel|netlify|cloudflare|supabase|neon|planetscale|sendgrid|mailgun|postmark|resend|aws|amazon|azure|gcp|google cloud|digitalocean|hetzner|linode|vultr|mongodb atlas|atlas|upstash|redis cloud|sentry|datadog|new relic|github|gitlab|turso|koyeb|northflank|firebase)\b/gi;

/** Advice that does not hold, by what it says. */
export interface DoubtfulAdvice {
  readonly pattern: RegExp;
  readonly rule: string;
  readonly severity: "warning" | "info";
  readonly message: string;
  readonly source: string;
}

export const doubtfulAdvice: readonly DoubtfulAdvice[] = [
  {
    pattern:
      /\b(?:not|never|no|avoid|insecure|unsafe)\b[^.,;:\n]{0,30}?\b(?<token>1Password|Bitwarden|KeePass(?:XC)?|Dashlane|password managers?)\b/gi,
    rule: "plan/doubtful-advice",
    severity: "info",
    message:
      "A password manager is no insecure way to pass on secrets, unlike chat or mail: say which channel is meant.",
    source: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
  },
  {
    pattern: /\b(?<token>uvicorn\.workers\.Uvicorn(?:H11)?Worker)\b/g,
    rule: "py/uvicorn-worker-deprecated",
    severity: "info",
    message:
      "Uvicorn's worker class for Gunicorn is deprecated: start `uvicorn --workers`, or install the package `uvicorn-worker`.",
    source: "https://www.uvicorn.org/deployment/",
  },
  {
    pattern: /\bgunicorn\b[^\n]{0,80}?\b(?<token>uvicorn\b[^\n]{0,12}?\bworkers?)\b/gi,
    rule: "py/uvicorn-worker-deprecated",
    severity: "info",
    message:
      "Gunicorn takes Uvicorn through a worker class that is deprecated: start `uvicorn --workers`, or install the package `uvicorn-worker`.",
    source: "https://www.uvicorn.org/deployment/",
  },
];
