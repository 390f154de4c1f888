import { wildcardReports } from "../node/cors-wildcard-check";
import type { Wildcard } from "../node/cors-wildcards";
import { defineRule } from "../rule";

const NJSSCAN = ["njsscan express_cors", "njsscan generic_cors"];
const CODEQL = ["codeql js/cors-permissive-configuration", "codeql js/cors-misconfiguration-for-credentials"];
const byDefault = "Without options, `cors()` allows every origin as well, and is found here.";

/**
 * The fix is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const expressCorsWildcard = defineRule({
  id: "express/cors-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "With `*`, which is what `cors()` sends by itself, any website can read the API's answers from its visitors' browsers.",
  references: [
    "https://expressjs.com/en/resources/middleware/cors.html",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [...NJSSCAN, ...CODEQL],
  deviations: Object.fromEntries(CODEQL.map((name) => [name, byDefault])),
  mentions: ["cors", "access-control-allow-origin"],
  fix: "review",
  examples: [
    {
      title: "cors() allows every origin",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `const express = require('express');
const cors = require('cors');

const app = express();
app.use(«cors()»);
`,
      good: `const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: ['https://app.example.com'] }));
`,
    },
    {
      title: "the origin comes from the environment",
      bad: `import cors from "cors";

app.use(cors({ origin: «"*"», credentials: true }));
`,
      good: `import cors from "cors";

app.use(cors({ origin: process.env.FRONTEND_URL, credentials: true }));
`,
    },
    {
      title: "a header set by hand",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', «'*'»);
  next();
});
`,
      good: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  next();
});
`,
    },
  ],
  check: (context) => wildcardReports("express", context, equivalentsOf),
});

/** CodeQL follows an origin that is written out; what `cors()` does by itself it leaves aside. */
function equivalentsOf({ how }: Wildcard): readonly string[] {
  return how === "option" ? [...NJSSCAN, ...CODEQL] : NJSSCAN;
}
