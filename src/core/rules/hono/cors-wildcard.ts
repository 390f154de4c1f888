import { wildcardReports } from "../node/cors-wildcard-check";
import { defineRule } from "../rule";

/**
 * The fix is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const honoCorsWildcard = defineRule({
  id: "hono/cors-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "With `*`, which is what Hono's `cors()` sends by itself, any website can read the API's answers from its visitors' browsers.",
  references: [
    "https://hono.dev/docs/middleware/builtin/cors",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [],
  mentions: ["cors", "access-control-allow-origin"],
  fix: "review",
  examples: [
    {
      title: "cors() allows every origin",
      path: "src/index.ts",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `import { Hono } from 'hono'
import { cors } from 'hono/cors'

const app = new Hono()
app.use('/api/*', «cors()»)
`,
      good: `import { Hono } from 'hono'
import { cors } from 'hono/cors'

const app = new Hono()
app.use('/api/*', cors({ origin: 'https://app.example.com' }))
`,
    },
    {
      title: "the origin comes from the environment",
      path: "src/index.ts",
      bad: `import { cors } from 'hono/cors'

app.use(cors({ origin: «'*'», credentials: true }))
`,
      good: `import { cors } from 'hono/cors'

app.use(cors({ origin: process.env.FRONTEND_URL ?? '', credentials: true }))
`,
    },
  ],
  check: (context) => wildcardReports("hono", context),
});
