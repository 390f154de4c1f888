import { wildcardReports } from "../node/cors-wildcard-check";
import { defineRule } from "../rule";

/**
 * The fix is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const koaCorsWildcard = defineRule({
  id: "koa/cors-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "`@koa/cors` allows every origin by itself, so that any website can read the API's answers. With credentials it answers with the caller's own origin: any website can then act as the signed-in user.",
  references: [
    "https://github.com/koajs/cors#corsoptions",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [],
  mentions: ["cors", "access-control-allow-origin"],
  fix: "review",
  examples: [
    {
      title: "every origin, with credentials",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();
app.use(«cors({ credentials: true })»);
`,
      good: `const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();
app.use(cors({ origin: 'https://app.example.com', credentials: true }));
`,
    },
    {
      title: "the origin comes from the environment",
      bad: `const cors = require('@koa/cors');

app.use(«cors()»);
`,
      good: `const cors = require('@koa/cors');

app.use(cors({ origin: () => process.env.FRONTEND_URL ?? '' }));
`,
    },
  ],
  check: (context) => wildcardReports("koa", context),
});
