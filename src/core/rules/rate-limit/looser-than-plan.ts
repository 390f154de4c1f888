import { zonesAround } from "../../files/nginx/limit-req";
import { nginxTree } from "../../project/headers/levels";
import { replacement } from "../../text/edits";
import { defineRule, type FileRuleContext, type Problem } from "../rule";
import { looseInPython } from "./loose-python";
import { looseInScript } from "./loose-script";
import { PLANNED } from "./rates";

export const looserThanPlan = defineRule({
  id: "rate-limit/looser-than-plan",
  on: ["javascript", "python", "nginx"],
  severity: "info",
  hardening: true,
  title: "Keep rate limits at 100 requests a minute and 429",
  why: "A limit that is far above what people need hardly slows a program down, and one that every process counts for itself is as many times higher as there are processes.",
  references: [
    "https://express-rate-limit.mintlify.app/reference/configuration",
    "https://flask-limiter.readthedocs.io/en/stable/configuration.html",
    "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html",
  ],
  equivalents: [],
  mentions: [
    "limit_req_zone",
    "rate-limit",
    "ratelimit",
    "slowapi",
    "flask_limiter",
    "limiter",
    "THROTTLE_RATES",
  ],
  fix: "review",
  examples: [
    {
      title: "a high limit",
      path: "server.js",
      bad: `import { rateLimit } from 'express-rate-limit';

app.use(rateLimit({ windowMs: 60 * 1000, limit: «5000» }));
`,
      good: `import { rateLimit } from 'express-rate-limit';

app.use(rateLimit({ windowMs: 60 * 1000, limit: 100 }));
`,
    },
    {
      title: "processes that count for themselves",
      path: "app.py",
      fix: null,
      with: { Dockerfile: 'FROM python:3.13\nCMD ["gunicorn", "--workers", "4", "app:app"]\n' },
      bad: `from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = «Limiter»(get_remote_address, default_limits=["100 per minute"], storage_uri="memory://")
`,
      good: `from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=["100 per minute"], storage_uri=os.environ["REDIS_URL"])
`,
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean) return;
    if (file.is("javascript")) yield* looseInScript({ file, project });
    else if (file.is("python")) yield* looseInPython({ file, project });
    else if (file.is("nginx")) yield* looseInNginx({ file, project });
  },
});

/** Zones that count each client and let more through. */
function* looseInNginx({ file, project }: FileRuleContext<"nginx">): Generator<Problem> {
  if (!file.text.includes("limit_req_zone")) return;
  const tree = project.fact(nginxTree);
  const seen = new Set<number>();
  for (const level of [...tree.topLevelsOf(file.path), ...tree.levelsOf(file.path).flat()]) {
    if (level.named("limit_req_zone").length === 0) continue;
    for (const { key, perMinute, from } of zonesAround(level)) {
      const { unit, directive } = from;
      const rate = directive.args.find(({ value }) => value.startsWith("rate="));
      if (unit.path !== file.path || seen.has(directive.at.start) || !rate) continue;
      seen.add(directive.at.start);
      if (perMinute === undefined || perMinute <= PLANNED || !/^\$(binary_)?remote_addr$/.test(key)) continue;
      yield {
        at: rate.at,
        message: `One client may ask ${perMinute} times a minute; the plan is ${PLANNED}.`,
        fixes: [
          {
            title: `Limit to ${PLANNED} a minute`,
            kind: "review",
            edits: [replacement(rate.at, `rate=${PLANNED}r/m`)],
          },
        ],
      };
    }
  }
}
