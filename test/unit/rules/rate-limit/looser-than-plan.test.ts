import { looserThanPlan } from "../../../../src/core/rules/rate-limit/looser-than-plan";
import { testRule } from "../../../support/rule-tester";

const express = (options: string) => ({
  "src/server.js": `const { rateLimit } = require("express-rate-limit");\napp.use(rateLimit(${options}));\n`,
});
const flask = (limit: string, more = "") => ({
  "app.py": `from flask_limiter import Limiter\nlimiter = Limiter(key, default_limits=[${limit}]${more})\n`,
});
const nginx = (rate: string, key = "$binary_remote_addr") => ({
  "nginx/app.conf": `limit_req_zone ${key} zone=a:1m rate=${rate};\nserver {\n  location / { limit_req zone=a burst=20; proxy_pass http://a; }\n}\n`,
});
const workers = { Dockerfile: 'CMD ["gunicorn", "-w", "4", "app:app"]\n' };
const replicas = { "compose.yaml": "services:\n  api:\n    build: .\n    deploy:\n      replicas: 3\n" };

testRule(looserThanPlan, {
  valid: [
    { title: "100 a minute", code: express("{ windowMs: 60_000, limit: 100 }") },
    { title: "1000 in a quarter of an hour", code: express("{ windowMs: 15 * 60 * 1000, max: 1000 }") },
    { title: "stricter", code: express("{ windowMs: 60_000, limit: 5, statusCode: 429 }") },
    { title: "a limit that is computed", code: express("{ limit: limitOf }") },
    { title: "options from elsewhere, several processes", code: { ...express("options"), ...replicas } },
    {
      title: "a handler with 429",
      code: express("{ limit: 9, handler: (req, res) => res.status(429).end() }"),
    },
    {
      title: "several processes with one store",
      code: { ...express("{ limit: 9, store: new RedisStore({}) }"), ...replicas },
    },
    {
      title: "one process",
      code: {
        ...express("{ limit: 9 }"),
        "compose.yaml": "services:\n  api:\n    build: .\n    deploy:\n      replicas: 1\n",
      },
    },
    {
      title: "another service in several containers",
      code: {
        ...express("{ limit: 9 }"),
        "compose.yaml":
          "services:\n  api:\n    build: .\n  worker:\n    build: worker\n    deploy:\n      replicas: 3\n",
      },
    },
    { title: "Flask, 100 a minute", code: flask('"100 per minute", "2000 per hour"') },
    {
      title: "Flask with Redis",
      code: { ...flask('"100/minute"', ', storage_uri="redis://cache:6379"'), ...workers },
    },
    {
      title: "Flask, the store from the environment",
      code: { ...flask('"100/minute"', ', storage_uri=os.environ["REDIS_URL"]'), ...workers },
    },
    { title: "not understood", code: flask("limits_of") },
    { title: "nginx, 100 a minute", code: nginx("100r/m") },
    { title: "nginx, 1 a second", code: nginx("1r/s") },
    { title: "nginx, all clients together", code: nginx("500r/s", "$server_name") },
    { title: "a test", code: { "test/server.js": 'require("express-rate-limit")({ limit: 5000 });\n' } },
  ],
  invalid: [
    {
      title: "a minute by default",
      code: express("{ limit: «300» }"),
      severity: "info",
      fixed: express("{ limit: 100 }"),
    },
    {
      title: "an older name",
      code: express("{ windowMs: 15 * 60 * 1000, max: «10000» }"),
      fixed: express("{ windowMs: 15 * 60 * 1000, max: 1500 }"),
    },
    {
      title: "another status",
      code: express("{ limit: 9, statusCode: «503» }"),
      fixed: express("{ limit: 9, statusCode: 429 }"),
    },
    {
      title: "a handler with another status",
      code: express("{ limit: 9, handler: (req, res) => res.status(«403»).end() }"),
      fixed: express("{ limit: 9, handler: (req, res) => res.status(429).end() }"),
    },
    {
      title: "Fastify",
      code: {
        "src/server.js":
          'import rateLimit from "@fastify/rate-limit";\nawait app.register(rateLimit, { max: «1000», timeWindow: "1 minute" });\n',
      },
      fixed: {
        "src/server.js":
          'import rateLimit from "@fastify/rate-limit";\nawait app.register(rateLimit, { max: 100, timeWindow: "1 minute" });\n',
      },
    },
    {
      title: "several containers",
      code: {
        "src/server.js":
          'const { rateLimit } = require("express-rate-limit");\napp.use(«rateLimit»({ limit: 9 }));\n',
        ...replicas,
      },
      fixed: null,
      message: /each counts for itself/,
    },
    {
      title: "several processes of pm2",
      code: {
        "src/server.js": 'const { rateLimit } = require("express-rate-limit");\napp.use(«rateLimit»());\n',
        "ecosystem.config.js": 'module.exports = { apps: [{ script: "a.js", instances: "max" }] };\n',
      },
      fixed: null,
    },
    {
      title: "Koa in memory",
      code: {
        "src/server.js":
          'const limit = require("koa-ratelimit");\napp.use(«limit»({ driver: "memory", db: new Map(), duration: 60000, max: 100 }));\n',
        "k8s/api.yaml": "kind: Deployment\nspec:\n  replicas: 2\n",
      },
      fixed: null,
    },
    { title: "Flask", code: flask('«"1000/minute"»'), fixed: flask('"100/minute"') },
    { title: "Flask, in words", code: flask("«'50 per second'»"), fixed: flask("'100 per minute'") },
    {
      title: "above a route",
      code: { "app.py": '# slowapi\n@app.get("/a")\n@limiter.limit(«"500/minute"»)\ndef a(request): ...\n' },
    },
    {
      title: "Django REST framework",
      code: {
        "shop/settings.py":
          "REST_FRAMEWORK = {'DEFAULT_THROTTLE_RATES': {'anon': «'1000/min'», 'user': '5000/min'}}\n",
      },
      fixed: {
        "shop/settings.py":
          "REST_FRAMEWORK = {'DEFAULT_THROTTLE_RATES': {'anon': '100/minute', 'user': '5000/min'}}\n",
      },
    },
    {
      title: "slowapi with workers",
      code: { "app.py": "from slowapi import Limiter\nlimiter = «Limiter»(key_func=f)\n", ...workers },
      fixed: null,
    },
    {
      title: "nginx",
      code: { "nginx/app.conf": nginx("10r/s")["nginx/app.conf"].replace("rate=10r/s", "«rate=10r/s»") },
      fixed: nginx("100r/m"),
    },
  ],
});
