import { nodeCorsOriginReflected } from "../../../../src/core/rules/node/cors-origin-reflected";
import { testRule } from "../../../support/rule-tester";

/** A middleware that does this, with credentials. */
const withCredentials = (...lines: string[]) =>
  [
    "app.use((req, res, next) => {",
    ...lines.map((line) => `  ${line}`),
    "  res.setHeader('Access-Control-Allow-Credentials', true);",
    "  next();",
    "});",
    "",
  ].join("\n");

testRule(nodeCorsOriginReflected, {
  valid: [
    {
      title: "a fixed origin",
      code: withCredentials("res.setHeader('Access-Control-Allow-Origin', 'https://a.example.org');"),
    },
    {
      title: "includes",
      code: withCredentials(
        "const { origin } = req.headers;",
        "if (allowed.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      title: "indexOf",
      code: withCredentials(
        "const origin = req.headers.origin;",
        "if (allowed.indexOf(origin) >= 0) {",
        "  res.setHeader('Access-Control-Allow-Origin', origin);",
        "}",
      ),
    },
    {
      title: "in",
      code: withCredentials(
        "const origin = req.headers.origin;",
        "if (origin in allowed) res.setHeader('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      title: "a set, left early",
      code: withCredentials(
        "if (!allowed.has(req.headers.origin)) return next();",
        "res.setHeader('Access-Control-Allow-Origin', req.headers.origin);",
      ),
    },
    {
      title: "a pattern",
      code: withCredentials(
        "const origin = req.get('Origin');",
        "if (!/^https:\\/\\/a\\.example\\.org$/.test(origin)) return res.sendStatus(403);",
        "res.setHeader('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      title: "a choice",
      code: withCredentials(
        "const origin = req.headers.origin;",
        "res.setHeader('Access-Control-Allow-Origin', allowed.includes(origin) ? origin : allowed[0]);",
      ),
    },
    {
      title: "a comparison",
      code: withCredentials(
        "const origin = req.headers.origin;",
        "if (origin === 'https://a.example.org') res.setHeader('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      title: "a function that may check it",
      code: withCredentials(
        "const origin = req.headers.origin;",
        "if (isAllowed(origin)) res.setHeader('Access-Control-Allow-Origin', origin);",
        "res.setHeader('Access-Control-Allow-Origin', sanitize(req.headers.origin));",
      ),
    },
    {
      title: "under another name",
      code: withCredentials(
        "const requested = req.headers.origin || '';",
        "const allowed = origins.includes(requested) ? requested : origins[0];",
        "res.setHeader('Access-Control-Allow-Origin', allowed);",
      ),
    },
    {
      title: "refused earlier, as a URL",
      code: withCredentials(
        "const { origin } = req.headers;",
        "const host = new URL(origin).hostname;",
        "if (host !== 'a.example.org') return res.sendStatus(403);",
        "res.setHeader('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      title: "a table",
      code: withCredentials(
        "const origin = req.headers.origin;",
        "if (allowed[origin]) res.setHeader('Access-Control-Allow-Origin', origin);",
      ),
    },
    {
      title: "null without credentials",
      code: "http.createServer((req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', null);\n  res.setHeader('Access-Control-Allow-Credentials', false);\n});\n",
    },
    {
      title: "a setting of the application",
      code: withCredentials(
        "res.setHeader('Access-Control-Allow-Origin', req.app.get('origin'));",
        "res.setHeader('Access-Control-Allow-Origin', req.tenant.origin);",
      ),
    },
    {
      title: "a value that a middleware of Hono has left",
      code: "app.use((c) => c.header('Access-Control-Allow-Origin', c.get('origin')));\n",
    },
    {
      title: "another variable called origin",
      code: "app.use((req, res) => res.set('Access-Control-Allow-Origin', origin));\n",
    },
    {
      title: "development",
      code: "if (isDev) app.use((req, res) => res.set('Access-Control-Allow-Origin', req.headers.origin));\n",
    },
    {
      title: "an allow-list of a library",
      code: "const cors = require('cors');\napp.use(cors({ origin: config.origin, credentials: true }));\napp.use(cors({ origin: undefined }));\n",
    },
    {
      title: "a proxy in front has the say",
      code: {
        "src/server.js": withCredentials("res.setHeader('Access-Control-Allow-Origin', req.headers.origin);"),
        "nginx/app.conf":
          "server {\n  listen 80;\n  location / {\n    proxy_pass http://app:3000;\n    proxy_hide_header Access-Control-Allow-Origin;\n  }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "without credentials",
      severity: "warning",
      code: "app.use((req, res) => res.set('Access-Control-Allow-Origin', «req.headers.origin»));\n",
      fixed:
        "app.use((req, res) => res.set('Access-Control-Allow-Origin', process.env.FRONTEND_URL ?? ''));\n",
    },
    {
      title: "by a name, with a fallback",
      severity: "error",
      message: /credentials/,
      code: withCredentials(
        "const origin = req.headers.origin;",
        "if (origin) console.log(origin);",
        "res.header('access-control-allow-origin', «origin || '*'»);",
      ),
    },
    {
      title: "only asked for being there",
      severity: "error",
      code: withCredentials(
        "const origin = req.header('Origin');",
        "if (origin !== undefined) res.setHeader('Access-Control-Allow-Origin', «origin»);",
      ),
    },
    {
      title: "a query, by a record",
      code: "app.get('/a', function (req, res) {\n  let origin = req.query.origin;\n  res.writeHead(200, { 'Access-Control-Allow-Origin': «origin» });\n});\n",
    },
    {
      title: "a body, under other names",
      code: "app.post('/a', function (request, response) {\n  response.set({ 'Content-Length': 123, 'access-control-allow-origin': «request.body.origin» });\n});\n",
    },
    {
      title: "the URL",
      severity: "error",
      code: "server.on('request', function (req, res) {\n  let origin = url.parse(req.url, true).query.origin;\n  res.setHeader('Access-Control-Allow-Origin', «origin»);\n  res.setHeader('Access-Control-Allow-Credentials', true);\n});\n",
    },
    {
      title: "Fastify",
      severity: "error",
      code: "app.addHook('onRequest', async (request, reply) => {\n  reply.header('Access-Control-Allow-Origin', «request.headers.origin»);\n  reply.header('Access-Control-Allow-Credentials', 'true');\n});\n",
    },
    {
      title: "Koa",
      severity: "error",
      code: "app.use(async (ctx, next) => {\n  ctx.set('Access-Control-Allow-Origin', «ctx.request.header.origin»);\n  ctx.set('Access-Control-Allow-Credentials', 'true');\n  ctx.set('Access-Control-Allow-Origin', «ctx.get('Origin')»);\n  await next();\n});\n",
    },
    {
      title: "Hono",
      code: "app.use(async (c, next) => {\n  c.header('Access-Control-Allow-Origin', «c.req.header('origin')»);\n  await next();\n});\n",
    },
    {
      title: "null with credentials",
      severity: "error",
      code: withCredentials("res.setHeader('Access-Control-Allow-Origin', «null»);"),
      fixed: withCredentials("res.setHeader('Access-Control-Allow-Origin', process.env.FRONTEND_URL ?? '');"),
    },
    {
      title: "an option",
      severity: "error",
      code: "const cors = require('cors');\napp.use((req, res, next) => cors({ origin: «req.headers.origin», credentials: true })(req, res, next));\n",
      fixed:
        "const cors = require('cors');\napp.use((req, res, next) => cors({ origin: process.env.FRONTEND_URL, credentials: true })(req, res, next));\n",
    },
    {
      title: "an option that is null",
      severity: "info",
      code: "const cors = require('cors');\napp.use(cors({ origin: «null» }));\n",
    },
  ],
});
