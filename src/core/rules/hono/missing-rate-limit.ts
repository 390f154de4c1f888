import type { ScriptForm } from "../../files/script/form";
import { importNamed } from "../../files/script/imports";
import type { Available } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import type { ProjectView } from "../../project/view";
import { isBehindProxy } from "../express/trust-proxy";
import { limiterFix } from "../node/limit-insert";
import { missingLimit } from "../node/missing-limit";
import { defineRule } from "../rule";

/** hono-rate-limiter is made by a third party; the framework has no limiter of its own. */
export const honoMissingRateLimit = defineRule({
  id: "hono/missing-rate-limit",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://github.com/rhinobase/hono-rate-limiter",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://cwe.mitre.org/data/definitions/770.html",
  ],
  equivalents: [],
  mentions: ["hono"],
  fix: "review",
  examples: [
    {
      bad: `import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = «new Hono()»;

app.post('/orders', (c) => c.body(null, 201));

serve(app);
`,
      good: `import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import { getConnInfo } from '@hono/node-server/conninfo';

const app = new Hono();

app.use(rateLimiter({ windowMs: 60_000, limit: 100, keyGenerator: (c) => getConnInfo(c).remote.address ?? '' }));
app.post('/orders', (c) => c.body(null, 201));

serve(app);
`,
    },
    {
      title: "behind a proxy",
      with: { Procfile: "web: node server.js\n" },
      bad: `import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = «new Hono()»;
app.post('/orders', (c) => c.body(null, 201));

serve(app);
`,
      good: `import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';

const app = new Hono();
app.use(rateLimiter({ windowMs: 60_000, limit: 100, keyGenerator: (c) => c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '' }));
app.post('/orders', (c) => c.body(null, 201));

serve(app);
`,
    },
  ],
  *check(context) {
    const { form } = context.file;
    yield* missingLimit("hono", context, (app) => {
      const imported = importNamed(form, "hono-rate-limiter", "rateLimiter");
      const key = clientKey(form, context.project);
      if (!key || !imported) return [];
      const options = `{ windowMs: 60_000, limit: 100, keyGenerator: (c) => ${key.code} }`;
      const all = { local: imported.local, edits: [...imported.edits, ...key.edits] };
      const lines = [`${app.name}.use(${imported.local}(${options}));`];
      return limiterFix(app, { package: "hono-rate-limiter", imported: all, lines }, context);
    });
  },
});

/** What tells clients apart; undefined where neither a proxy nor the server says their address. */
function clientKey(
  form: ScriptForm,
  project: ProjectView,
): ({ code: string } & Pick<Available, "edits">) | undefined {
  const quote = quoteOf(form.text, "'");
  if (isBehindProxy(project)) {
    // The last address is the one that the proxy itself has seen.
    const header = `c.req.header(${quote}x-forwarded-for${quote})`;
    return { code: `${header}?.split(${quote},${quote}).at(-1)?.trim() ?? ${quote}${quote}`, edits: [] };
  }
  if (!form.mentions("@hono/node-server")) return undefined;
  const info = importNamed(form, "@hono/node-server/conninfo", "getConnInfo");
  return info && { code: `${info.local}(c).remote.address ?? ${quote}${quote}`, edits: info.edits };
}
