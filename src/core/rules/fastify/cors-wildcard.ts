import { wildcardReports } from "../node/cors-wildcard-check";
import { defineRule } from "../rule";

/**
 * The fix is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const fastifyCorsWildcard = defineRule({
  id: "fastify/cors-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "With `*`, which is what `@fastify/cors` sends by itself and also reads out of a list, any website can read the API's answers from its visitors' browsers.",
  references: [
    "https://github.com/fastify/fastify-cors#options",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [],
  mentions: ["cors", "access-control-allow-origin"],
  fix: "review",
  examples: [
    {
      title: "the plugin allows every origin",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `import Fastify from "fastify";
import cors from "@fastify/cors";

const app = Fastify();
await «app.register(cors)»;
`,
      good: `import Fastify from "fastify";
import cors from "@fastify/cors";

const app = Fastify();
await app.register(cors, { origin: ["https://app.example.com"] });
`,
    },
    {
      title: "the origin comes from the environment",
      bad: `import cors from '@fastify/cors';

app.register(cors, { origin: «'*'» });
`,
      good: `import cors from '@fastify/cors';

app.register(cors, { origin: process.env.FRONTEND_URL ?? false });
`,
    },
  ],
  check: (context) => wildcardReports("fastify", context),
});
