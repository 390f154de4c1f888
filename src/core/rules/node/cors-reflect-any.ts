import { corsReplacedInFrontOf } from "../../project/cors";
import { defineRule } from "../rule";
import { originFixes } from "./cors-fixes";
import { corsUses, hasCredentials, originOf } from "./cors-uses";
import { openOrigin } from "./open-origins";

const CODEQL = ["codeql js/cors-permissive-configuration", "codeql js/cors-misconfiguration-for-credentials"];

/**
 * Answering with the caller's origin is what browsers accept together with credentials: `*` would be refused. The fix
 * is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const nodeCorsReflectAny = defineRule({
  id: "node/cors-reflect-any",
  on: "javascript",
  severity: "warning",
  title: "Do not answer every caller with its own origin",
  why: "`origin: true`, and a function that says yes to everybody, allow whichever website asks. With credentials as well, any website can act as the signed-in user and read the answers.",
  references: [
    "https://expressjs.com/en/resources/middleware/cors.html",
    "https://portswigger.net/web-security/cors#server-generated-acao-header-from-client-specified-origin-header",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: CODEQL,
  mentions: ["cors"],
  fix: "review",
  examples: [
    {
      title: "every origin, with credentials",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `const cors = require('cors');

app.use(cors({ origin: «true», credentials: true }));
`,
      good: `const cors = require('cors');

app.use(cors({ origin: ['https://app.example.com'], credentials: true }));
`,
    },
    {
      title: "a function that says yes to everybody",
      bad: `import cors from "cors";

app.use(cors({ origin: «(origin, callback) => callback(null, true)» }));
`,
      good: `import cors from "cors";

app.use(cors({ origin: process.env.FRONTEND_URL }));
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    if (!form.mentions("origin")) return;
    const seen = new Set<number>();
    for (const use of corsUses(form)) {
      const origin = originOf(use, form);
      const star = origin ? openOrigin(origin, use, form) : undefined;
      if (!origin || !star || seen.has(origin.at.start)) continue;
      seen.add(origin.at.start);
      if (corsReplacedInFrontOf(file.path, project)) return;
      const credentials = hasCredentials(use, form);
      const who = star.conditional ? "Where nothing else is set, any website" : "Any website";
      yield {
        at: origin.at,
        message: credentials
          ? `${who} may call this API as its signed-in user: the answer allows whichever origin asks, with credentials.`
          : `${who} may read these answers: they allow whichever origin asks.`,
        severity: star.conditional ? "info" : credentials ? "error" : "warning",
        equivalents: star.value.kind === "boolean" ? CODEQL : [],
        fixes: originFixes({ at: origin, how: "option", use, offset: undefined, star }, context),
      };
    }
  },
});
