import { expressMissingRateLimit } from "../../../../src/core/rules/express/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const head = 'import express from "express";\n\nconst app = express();\n';
const bad = `${head}app.post("/api/login", login);\napp.listen(3000);\n`;
const marked = bad.replace("express()", "«express()»");
const limiter =
  'rateLimit({ windowMs: 60_000, limit: 100, standardHeaders: "draft-8", legacyHeaders: false })';
const nginx = (body: string) =>
  `limit_req_zone $binary_remote_addr zone=a:1m rate=100r/m;\nserver {\n  location /api/ { ${body} proxy_pass http://api; }\n}\n`;

testRule(expressMissingRateLimit, {
  valid: [
    {
      title: "express-rate-limit",
      code: `import { rateLimit } from "express-rate-limit";\n${head}app.use(rateLimit({ limit: 100 }));\napp.post("/a", add);\napp.listen(3000);\n`,
      proof: "rateLimit",
    },
    {
      title: "rate-limiter-flexible in another module",
      code: {
        "src/server.js": bad,
        "src/limits.js":
          'const { RateLimiterRedis } = require("rate-limiter-flexible");\nmodule.exports = new RateLimiterRedis({});\n',
      },
      proof: "new RateLimiterRedis({})",
    },
    {
      title: "a limiter of their own",
      code: `import { apiLimiter } from "./limits.js";\n${head}app.use("/api", apiLimiter);\napp.post("/api/a", add);\napp.listen(3000);\n`,
    },
    {
      title: "slowed down",
      code: `import slowDown from "express-slow-down";\n${head}app.use(slowDown({}));\napp.post("/a", add);\napp.listen(3000);\n`,
    },
    {
      title: "nginx limits",
      code: { "src/server.js": bad, "nginx/app.conf": nginx("limit_req zone=a burst=20;") },
      proof: "limit_req",
    },
    { title: "nginx is the place to limit", code: { "src/server.js": bad, "nginx/app.conf": nginx("") } },
    {
      title: "Caddy limits",
      code: {
        "src/server.js": bad,
        Caddyfile: "a.example {\n  rate_limit {\n  }\n  reverse_proxy api:3000\n}\n",
      },
    },
    {
      title: "Cloudflare limits",
      code: { "src/server.js": bad, "infra/cloudflare.tf": 'resource "cloudflare_rate_limit" "a" {\n}\n' },
    },
    { title: "only reads, and no login", code: `${head}app.get("/items", list);\napp.listen(3000);\n` },
    { title: "neither served nor costly", code: `${head}app.post("/items", add);\n` },
    { title: "a test", code: { "test/server.test.js": bad } },
    {
      title: "a function that a platform runs",
      code: `import serverless from "serverless-http";\n${head}app.post("/a", add);\nexport const handler = serverless(app);\n`,
    },
    {
      title: "a function of Vercel",
      code: { "api/index.js": `${head}app.post("/a", add);\nexport default app;\n`, "vercel.json": "{}" },
    },
    {
      title: "mounted by another application",
      code: {
        "src/admin.js": `${head}app.post("/a", add);\nexport default app;\n`,
        "src/server.js":
          'import express from "express";\nimport rateLimit from "express-rate-limit";\nimport admin from "./admin.js";\nconst app = express();\napp.use(rateLimit());\napp.use("/admin", admin);\napp.listen(3000);\n',
      },
    },
    {
      title: "a health route and webhooks in front of the limiter",
      code: `import rateLimit from "express-rate-limit";\n${head}app.get("/health", (req, res) => db.query("select 1"));\napp.post("/webhook", (req, res) => verifyUser(req));\napp.use(rateLimit());\napp.post("/login", (req, res) => login(req));\napp.listen(3000);\n`,
    },
    {
      title: "a page that is always the same",
      code: 'const express = require("express");\nconst app = express();\napp.get("*", (req, res) => res.sendFile(path.join(__dirname, "index.html")));\n',
    },
    {
      title: "reads before the limiter of a served application",
      code: `import rateLimit from "express-rate-limit";\n${head}app.get("/items", (req, res) => db.query("select 1"));\napp.use(rateLimit());\napp.post("/items", add);\napp.listen(3000);\n`,
    },
    { title: "half typed", code: `${head}app.post("/a", (req, res) => {\n  res.json(\napp.listen(3000);\n` },
  ],
  invalid: [
    {
      title: "only what is below /api",
      code: {
        "src/server.js": marked,
        "package.json": '{\n  "dependencies": {\n    "express": "^4.21.0",\n    "zod": "^4.0.0"\n  }\n}\n',
      },
      severity: "warning",
      fixed: {
        "src/server.js": `import express from "express";\nimport { rateLimit } from "express-rate-limit";\n\nconst app = express();\napp.use("/api", ${limiter});\napp.post("/api/login", login);\napp.listen(3000);\n`,
        "package.json":
          '{\n  "dependencies": {\n    "express": "^4.21.0",\n    "express-rate-limit": "^8.7.5",\n    "zod": "^4.0.0"\n  }\n}\n',
      },
    },
    {
      title: "everything, where logins are elsewhere",
      code: 'const express = require("express")\nconst app = «express()»\n\napp.use(express.json())\n// Who are you?\napp.post("/login", login)\napp.listen(3000)\n',
      fixed: `const express = require("express")\nconst { rateLimit } = require("express-rate-limit")\nconst app = express()\n\napp.use(express.json())\napp.use(${limiter})\n// Who are you?\napp.post("/login", login)\napp.listen(3000)\n`,
    },
    {
      title: "routers of other modules",
      code: {
        "src/app.js":
          'import express from "express";\nimport users from "./users.js";\n\nexport const app = «express()»;\napp.get("/health", (req, res) => res.end());\napp.use("/api/users", users);\n',
        "src/users.js":
          'import { Router } from "express";\nconst router = Router();\nrouter.post("/", add);\nexport default router;\n',
      },
      fixed: {
        "src/app.js": `import express from "express";\nimport users from "./users.js";\nimport { rateLimit } from "express-rate-limit";\n\nexport const app = express();\napp.get("/health", (req, res) => res.end());\napp.use("/api", ${limiter});\napp.use("/api/users", users);\n`,
        "src/users.js":
          'import { Router } from "express";\nconst router = Router();\nrouter.post("/", add);\nexport default router;\n',
      },
    },
    {
      title: "made and returned by a function",
      code: 'const express = require("express");\nfunction build() {\n  const app = «express()»;\n  app.post("/a", add);\n  return app;\n}\nmodule.exports = build;\n',
      fixed: `const express = require("express");\nconst { rateLimit } = require("express-rate-limit");\nfunction build() {\n  const app = express();\n  app.use(${limiter});\n  app.post("/a", add);\n  return app;\n}\nmodule.exports = build;\n`,
    },
    {
      title: "behind Traefik",
      code: {
        "src/server.js": marked,
        "compose.yaml":
          "services:\n  api:\n    build: .\n    labels:\n      - traefik.http.routers.api.rule=Host(`a.example`)\n",
      },
      fixed: {
        "src/server.js": `import express from "express";\nimport { rateLimit } from "express-rate-limit";\n\nconst app = express();\napp.set("trust proxy", 1);\napp.use("/api", ${limiter});\napp.post("/api/login", login);\napp.listen(3000);\n`,
        "compose.yaml":
          "services:\n  api:\n    build: .\n    labels:\n      - traefik.http.routers.api.rule=Host(`a.example`)\n",
      },
    },
    {
      title: "a limit in another package",
      code: {
        "apps/a/package.json": "{}",
        "apps/a/server.js": marked,
        "apps/b/package.json": "{}",
        "apps/b/server.js": `import rateLimit from "express-rate-limit";\n${head}app.use(rateLimit());\napp.listen(3001);\n`,
      },
    },
    {
      title: "the name of the limiter is taken",
      code: 'import express from "express";\nconst rateLimit = 5;\nconst app = «express()»;\napp.post("/a", add);\napp.listen(rateLimit);\n',
      fixed: null,
    },
    {
      title: "a login in front of the limiter",
      code: `import rateLimit from "express-rate-limit";\n${head}«app.post»("/login", async (req, res) => res.json(await verifyPassword(req.body)));\napp.use(rateLimit());\napp.get("/items", list);\napp.listen(3000);\n`,
      severity: "warning",
      fixed: null,
      message: /\/login checks who asks/,
    },
    {
      title: "routes that cost something in a module that serves nothing",
      code: 'const express = require("express");\nconst fs = require("fs");\nconst cp = require("child_process");\nconst app = express();\n«app.get»("/a", (req, res) => fs.readFileSync(req.query.a));\n«app.get»("/b", wrap(run));\n«app.post»("/c", (req, res) => pool.query(sql));\nfunction run() {\n  cp.exec("ls");\n}\n',
      severity: "info",
    },
    {
      title: "routes of a router that is mounted in front of the limiter",
      code: 'const express = require("express");\nconst rateLimit = require("express-rate-limit");\nconst app = express();\nconst before = express.Router();\nconst after = express.Router();\n«before.post»("/a", (req, res) => login(req));\nafter.post("/a", (req, res) => login(req));\napp.use(before);\napp.use(rateLimit());\napp.use(after);\n',
    },
    {
      title: "a limiter for other paths",
      code: 'const express = require("express");\nconst rateLimit = require("express-rate-limit");\nconst app = express();\napp.use("/api", rateLimit());\napp.post("/api/login", (req, res) => login(req));\n«app.post»("/login", (req, res) => login(req));\n',
    },
  ],
});
