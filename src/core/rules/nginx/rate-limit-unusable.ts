import { isLiteral, type NginxDirective } from "../../files/nginx/form";
import { isDryRun, optionOf } from "../../files/nginx/limit-req";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type FileRuleContext, type Fix, type Problem } from "../rule";
import { statusFix, zoneFix } from "./limit-fixes";
import { isKnown, isStrict, type LimitUse, limitUses, missingZone, refusesAs503 } from "./limit-uses";

type Context = FileRuleContext<"nginx">;

/** One view of a page is several requests at once. */
const LEAST_BURST = 5;

export const rateLimitUnusable = defineRule({
  id: "nginx/rate-limit-unusable",
  on: "nginx",
  severity: "warning",
  title: "Give the rate limit a burst, a zone and status 429",
  why: "Without a burst nginx refuses the second of two requests that arrive together, so that ordinary pages break; and what it refuses it answers with 503, as if the server were down.",
  references: ["https://nginx.org/en/docs/http/ngx_http_limit_req_module.html"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      title: "no burst",
      bad: `limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;
limit_req_status 429;

server {
    location /api/ {
        «limit_req zone=api;»
        proxy_pass http://backend:8000;
    }
}
`,
      good: `limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;
limit_req_status 429;

server {
    location /api/ {
        limit_req zone=api burst=20 nodelay;
        proxy_pass http://backend:8000;
    }
}
`,
    },
    {
      title: "the status is 503",
      path: "nginx.conf",
      bad: `http {
    limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;

    server {
        location /api/ {
            «limit_req» zone=api burst=20 nodelay;
            proxy_pass http://backend:8000;
        }
    }
}
`,
      good: `http {
    limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;
    limit_req_status 429;

    server {
        location /api/ {
            limit_req zone=api burst=20 nodelay;
            proxy_pass http://backend:8000;
        }
    }
}
`,
    },
  ],
  *check(context) {
    const { file } = context;
    if (!file.text.includes("limit_req")) return;
    const uses = limitUses(context).filter(({ level }) => !isDryRun(level));
    const byDirective = new Map<NginxDirective, LimitUse[]>();
    for (const use of uses) {
      const known = byDirective.get(use.from.directive);
      if (known) known.push(use);
      else byDirective.set(use.from.directive, [use]);
    }
    for (const [directive, places] of byDirective) {
      // A limit that is used in several places is fine when it is in one of them.
      if (places.every(isTooTight)) yield burstProblem(directive);
      const missing = places.map((place) => missingZone(place, context.project));
      const [name] = missing;
      if (file.form.clean && name !== undefined && !missing.includes(undefined))
        yield zoneProblem(places[0], name, context);
    }
    const status = file.form.clean ? statusProblem(uses, context) : undefined;
    if (status) yield status;
  },
});

function isTooTight({ level, from }: LimitUse): boolean {
  const { args } = from.directive;
  if (args.length === 0 || !args.every(isLiteral)) return false;
  const burst = optionOf(from, "burst");
  return (burst === undefined || Number(burst) < LEAST_BURST) && !isStrict({ level, from });
}

function burstProblem(directive: NginxDirective): Problem {
  const burst = directive.args.find(({ value }) => value.startsWith("burst="));
  const isDelayed = !directive.args.some(({ value }) => value === "nodelay" || value.startsWith("delay="));
  const added = isDelayed ? "burst=20 nodelay" : "burst=20";
  const last = directive.args.at(-1);
  const fix: Fix = {
    title: "Let 20 requests through at once",
    kind: "review",
    edits: burst
      ? [replacement(burst.at, added)]
      : [insertion(last?.at.end ?? directive.nameAt.end, ` ${added}`)],
  };
  return {
    at: directive.at,
    message: burst
      ? `With ${burst.value} a page that loads a few things at once is refused.`
      : "Without a burst the second of two requests at once is refused.",
    fixes: [fix],
  };
}

function zoneProblem(use: LimitUse | undefined, name: string, context: Context): Problem {
  const word = use?.from.directive.args.find(({ value }) => value.startsWith("zone="));
  return {
    at: word?.at ?? use?.from.directive.nameAt ?? { start: 0, end: 0 },
    message: `nginx does not start: no limit_req_zone declares the zone ${name}.`,
    severity: "error",
    fixes: use ? zoneFix(name, use.level, context) : [],
  };
}

/** One report for the whole file: the limits that refuse with 503, where the settings around them are known. */
function statusProblem(uses: readonly LimitUse[], context: Context): Problem | undefined {
  const wrong = uses.filter(({ level, from }) => refusesAs503(level) && isKnown({ level, from }));
  const [first] = wrong;
  if (!first) return undefined;
  return {
    at: first.from.directive.nameAt,
    message:
      "Requests over the limit are answered with 503, as if the server were down; 429 tells the client to slow down.",
    fixes: statusFix([...new Set(wrong.map(({ level }) => level))], context),
  };
}
