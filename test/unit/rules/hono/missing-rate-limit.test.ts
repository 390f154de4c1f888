import { honoMissingRateLimit } from "../../../../src/core/rules/hono/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const head = 'import { Hono } from "hono";\n\nconst app = new Hono();\n';
const bad = `${head}app.post("/a", add);\n\nexport default app;\n`;
const marked = bad.replace("new Hono()", "«new Hono()»");

testRule(honoMissingRateLimit, {
  valid: [
    {
      title: "hono-rate-limiter",
      code: `import { rateLimiter } from "hono-rate-limiter";\n${head}app.use(rateLimiter({}));\napp.post("/a", add);\nexport default app;\n`,
    },
    {
      title: "@upstash/ratelimit",
      code: `import { Ratelimit } from "@upstash/ratelimit";\nconst limit = new Ratelimit({ redis });\n${bad}`,
    },
    {
      title: "a Worker, which Cloudflare limits",
      code: { "src/index.ts": bad, "wrangler.toml": "name = 'a'\n" },
    },
    {
      title: "part of another application",
      code: {
        "src/users.ts": bad,
        "src/index.ts":
          'import users from "./users";\nimport { Hono } from "hono";\nimport { rateLimiter } from "hono-rate-limiter";\nconst app = new Hono();\napp.use(rateLimiter({}));\napp.route("/users", users);\nexport default app;\n',
      },
    },
    {
      title: "on Lambda",
      code: `import { handle } from "hono/aws-lambda";\n${head}app.post("/a", add);\nexport const handler = handle(app);\n`,
    },
  ],
  invalid: [
    { title: "nothing tells the clients apart", code: marked, fixed: null },
    {
      title: "behind a proxy",
      code: { "src/server.js": marked, Caddyfile: "a.example {\n  reverse_proxy api:3000\n}\n" },
      fixed: {
        Caddyfile: "a.example {\n  reverse_proxy api:3000\n}\n",
        "src/server.js": `import { Hono } from "hono";\nimport { rateLimiter } from "hono-rate-limiter";\n\nconst app = new Hono();\napp.use(rateLimiter({ windowMs: 60_000, limit: 100, keyGenerator: (c) => c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "" }));\napp.post("/a", add);\n\nexport default app;\n`,
      },
    },
  ],
});
