import { nodeMissingSecurityHeaders } from "../../../../src/core/rules/node/missing-security-headers";
import { testRule } from "../../../support/rule-tester";

const app =
  "import express from 'express';\n\nconst app = express();\napp.get('/', home);\napp.listen(3000);\n";
const marked = app.replace("express();", "«express()»;");
const server = (lines: string) =>
  `server {\n  listen 443 ssl;\n  server_name a.example.org;\n${lines}  location / {\n    proxy_pass http://app:3000;\n  }\n}\n`;
const proxy = "a.example.org {\n  reverse_proxy app:3000\n}\n";

testRule(nodeMissingSecurityHeaders, {
  valid: [
    {
      title: "helmet",
      code: "import express from 'express';\nimport helmet from 'helmet';\nconst app = express();\napp.use(helmet());\napp.listen(3000);\n",
      proof: "helmet()",
    },
    {
      title: "helmet in another module of the service",
      code: {
        "package.json": "{}\n",
        "src/server.js": app.replace("app.get", "protect(app);\napp.get"),
        "src/protect.js":
          "import helmet from 'helmet';\nexport const protect = (app) => app.use(helmet());\n",
      },
    },
    {
      title: "helmet in a package of the workspace",
      code: {
        "apps/api/package.json": '{ "name": "@acme/api" }\n',
        "apps/api/src/server.js": `import { harden } from '@acme/http/harden';\n${app}`,
        "packages/http/package.json": '{ "name": "@acme/http" }\n',
        "packages/http/harden.js":
          "import helmet from 'helmet';\nexport const harden = (app) => app.use(helmet());\n",
      },
    },
    {
      title: "lusca",
      code: "const express = require('express');\nconst lusca = require('lusca');\nconst app = express();\napp.use(lusca({ xframe: 'SAMEORIGIN', nosniff: true }));\napp.listen(3000);\n",
    },
    {
      title: "a middleware by hand",
      code: "const express = require('express');\nconst app = express();\napp.use((req, res, next) => {\n  res.setHeader('X-Frame-Options', 'DENY');\n  next();\n});\napp.listen(3000);\n",
    },
    {
      title: "a middleware named for it",
      code: "import express from 'express';\nimport { securityHeaders } from '@acme/express';\nconst app = express();\napp.use(securityHeaders());\napp.listen(3000);\n",
    },
    {
      title: "Fastify",
      code: "import Fastify from 'fastify';\nimport helmet from '@fastify/helmet';\nconst app = Fastify();\nawait app.register(helmet);\nawait app.listen({ port: 3000 });\n",
    },
    {
      title: "Koa",
      code: "const Koa = require('koa');\nconst helmet = require('koa-helmet');\nconst app = new Koa();\napp.use(helmet());\napp.listen(3000);\n",
    },
    {
      title: "Hono",
      code: "import { Hono } from 'hono';\nimport { secureHeaders } from 'hono/secure-headers';\nconst app = new Hono();\napp.use(secureHeaders());\nexport default app;\n",
    },
    {
      title: "nginx in front",
      code: {
        "src/server.js": app,
        "nginx/app.conf": server("  add_header X-Frame-Options DENY always;\n"),
      },
    },
    {
      title: "Caddy in front",
      code: {
        "src/server.js": app,
        Caddyfile: "a.example.org {\n  header X-Content-Type-Options nosniff\n  reverse_proxy app:3000\n}\n",
      },
    },
    {
      title: "a host in front",
      code: {
        "src/server.js": app,
        "vercel.json":
          '{ "headers": [{ "source": "/(.*)", "headers": [{ "key": "X-Frame-Options", "value": "DENY" }] }] }\n',
      },
    },
    {
      title: "Next.js behind its own server",
      code: {
        "package.json": "{}\n",
        "server.js": app,
        "next.config.js":
          "module.exports = {\n  async headers() {\n    return [{ source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }];\n  },\n};\n",
      },
    },
    {
      title: "an include in front that cannot be found",
      code: { "src/server.js": app, "nginx/app.conf": server("  include snippets/headers.conf;\n") },
    },
    {
      title: "headers out of a table of another module",
      code: "import express from 'express';\nimport { securityHeaders } from './table.js';\nconst app = express();\napp.use((req, res, next) => {\n  for (const [name, value] of Object.entries(securityHeaders)) res.setHeader(name, value);\n  next();\n});\napp.listen(3000);\n",
    },
    {
      title: "neither started nor handed on",
      code: "import express from 'express';\nconst app = express();\n",
    },
    {
      title: "in a test",
      code: { "test/server.js": app },
    },
    {
      title: "in development",
      code: "import express from 'express';\nif (process.env.NODE_ENV !== 'production') {\n  const app = express();\n  app.listen(3000);\n}\n",
    },
    {
      title: "an application for probes alone",
      code: "import express from 'express';\nconst app = express();\napp.get('/health', (req, res) => res.send('ok'));\napp.listen(9090);\n",
    },
    {
      title: "part of another application",
      code: {
        "src/index.ts":
          "import { Hono } from 'hono';\nimport { secureHeaders } from 'hono/secure-headers';\nimport users from './routes/users';\nconst app = new Hono();\napp.use(secureHeaders());\napp.route('/users', users);\nexport default app;\n",
        "src/routes/users.ts":
          "import { Hono } from 'hono';\nconst users = new Hono();\nusers.get('/', list);\nexport default users;\n",
      },
    },
    {
      title: "a router",
      code: "const express = require('express');\nconst router = express.Router();\nmodule.exports = router;\n",
    },
    {
      title: "half typed",
      code: "import express from 'express';\nconst app = express();\napp.listen(3000\n",
    },
  ],
  invalid: [
    {
      title: "ES modules",
      severity: "warning",
      code: marked,
      fixed: app
        .replace("'express';\n", "'express';\nimport helmet from 'helmet';\n")
        .replace("express();\n", "express();\napp.use(helmet());\n"),
    },
    {
      title: "HSTS for one host",
      fix: "Add helmet, with HSTS for this host only",
      code: marked,
      fixed: app
        .replace("'express';\n", "'express';\nimport helmet from 'helmet';\n")
        .replace(
          "express();\n",
          "express();\napp.use(helmet({ strictTransportSecurity: { includeSubDomains: false } }));\n",
        ),
    },
    {
      title: "a proxy in front: TLS ends there",
      code: { "src/server.js": marked, Caddyfile: proxy },
      fixed: {
        "src/server.js": app
          .replace("'express';\n", "'express';\nimport helmet from 'helmet';\n")
          .replace("express();\n", "express();\napp.use(helmet({ strictTransportSecurity: false }));\n"),
        Caddyfile: proxy,
      },
    },
    {
      title: "what a proxy sends is not sent again",
      code: {
        "src/server.js": marked,
        Caddyfile: "a.example.org {\n  header Referrer-Policy no-referrer\n  reverse_proxy app:3000\n}\n",
      },
      fixed: {
        "src/server.js": app
          .replace("'express';\n", "'express';\nimport helmet from 'helmet';\n")
          .replace(
            "express();\n",
            "express();\napp.use(helmet({ strictTransportSecurity: false, referrerPolicy: false }));\n",
          ),
        Caddyfile: "a.example.org {\n  header Referrer-Policy no-referrer\n  reverse_proxy app:3000\n}\n",
      },
    },
    {
      title: "pages: the policy reports first; other origins may load",
      code: "const express = require('express')\nconst cors = require('cors')\n\nconst app = «express()»\napp.use(cors({ origin: process.env.ORIGIN }))\napp.use(express.static('public'))\napp.listen(3000)\n",
      fixed:
        "const express = require('express')\nconst cors = require('cors')\nconst helmet = require('helmet')\n\nconst app = express()\napp.use(\n  helmet({\n    contentSecurityPolicy: { reportOnly: true },\n    crossOriginResourcePolicy: { policy: 'cross-origin' },\n  }),\n)\napp.use(cors({ origin: process.env.ORIGIN }))\napp.use(express.static('public'))\napp.listen(3000)\n",
    },
    {
      title: "Fastify",
      code: {
        "package.json": '{\n  "dependencies": {\n    "fastify": "^5.0.0"\n  }\n}\n',
        "src/server.ts":
          "import Fastify from 'fastify';\n\nconst app = «Fastify({ logger: true })»;\nawait app.listen({ port: 3000 });\n",
      },
      fixed: {
        "package.json":
          '{\n  "dependencies": {\n    "fastify": "^5.0.0",\n    "@fastify/helmet": "^13.2.0"\n  }\n}\n',
        "src/server.ts":
          "import Fastify from 'fastify';\nimport helmet from '@fastify/helmet';\n\nconst app = Fastify({ logger: true });\napp.register(helmet);\nawait app.listen({ port: 3000 });\n",
      },
    },
    {
      title: "Koa, with what its package needs",
      code: {
        "package.json": '{\n  "dependencies": {\n    "koa": "^3.0.0",\n    "pg": "^8.0.0"\n  }\n}\n',
        "src/server.js":
          "const Koa = require('koa');\n\nconst app = «new Koa()»;\napp.use(ctx => { ctx.body = 'ok'; });\napp.listen(3000);\n",
      },
      fixed: {
        "package.json":
          '{\n  "dependencies": {\n    "helmet": "^8.3.0",\n    "koa": "^3.0.0",\n    "koa-helmet": "^9.0.0",\n    "pg": "^8.0.0"\n  }\n}\n',
        "src/server.js":
          "const Koa = require('koa');\nconst helmet = require('koa-helmet');\n\nconst app = new Koa();\napp.use(helmet());\napp.use(ctx => { ctx.body = 'ok'; });\napp.listen(3000);\n",
      },
    },
    {
      title: "NestJS",
      code: {
        "src/main.ts":
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await «NestFactory.create(AppModule)»;\n  await app.listen(3000);\n}\nbootstrap();\n",
      },
      fixed: {
        "src/main.ts":
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nimport helmet from 'helmet';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.use(helmet());\n  await app.listen(3000);\n}\nbootstrap();\n",
      },
    },
    {
      title: "NestJS on Fastify",
      code: {
        "src/main.ts":
          "import { NestFactory } from '@nestjs/core';\nimport { FastifyAdapter } from '@nestjs/platform-fastify';\n\nasync function bootstrap() {\n  const app = await «NestFactory.create(AppModule, new FastifyAdapter())»;\n  await app.listen(3000);\n}\n",
      },
      fixed: {
        "src/main.ts":
          "import { NestFactory } from '@nestjs/core';\nimport { FastifyAdapter } from '@nestjs/platform-fastify';\nimport helmet from '@fastify/helmet';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule, new FastifyAdapter());\n  await app.register(helmet);\n  await app.listen(3000);\n}\n",
      },
    },
    {
      title: "Hono, sub-domains as well",
      fix: "Add hono/secure-headers, with HSTS for this host and its sub-domains",
      code: "import { Hono } from 'hono';\n\nconst app = «new Hono()»;\nexport default app;\n",
      fixed:
        "import { Hono } from 'hono';\nimport { secureHeaders } from 'hono/secure-headers';\n\nconst app = new Hono();\napp.use(secureHeaders({ strictTransportSecurity: 'max-age=31536000; includeSubDomains' }));\nexport default app;\n",
    },
    {
      title: "a member",
      code: "const express = require('express');\n\nclass Server {\n  constructor() {\n    this.app = «express()»;\n    this.app.listen(3000);\n  }\n}\n",
      fixed:
        "const express = require('express');\nconst helmet = require('helmet');\n\nclass Server {\n  constructor() {\n    this.app = express();\n    this.app.use(helmet());\n    this.app.listen(3000);\n  }\n}\n",
    },
    {
      title: "without a name",
      code: "require('express')().listen(3000);\n",
      fixed: null,
    },
    {
      title: "headers for one route",
      code: "const express = require('express');\nconst app = «express()»;\napp.get('/embed', (req, res) => { res.set('X-Frame-Options', 'DENY'); res.end(); });\napp.listen(3000);\n",
    },
    {
      title: "helmet in another service",
      code: {
        "web/package.json": "{}\n",
        "web/server.js":
          "const helmet = require('helmet');\nconst app = require('express')();\napp.use(helmet());\napp.listen(3000);\n",
        "api/package.json": "{}\n",
        "api/server.js": marked,
      },
    },
  ],
});
