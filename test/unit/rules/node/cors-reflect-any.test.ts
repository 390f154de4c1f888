import { nodeCorsReflectAny } from "../../../../src/core/rules/node/cors-reflect-any";
import { testRule } from "../../../support/rule-tester";

const express = "const cors = require('cors');\n";
const hono = "import { cors } from 'hono/cors';\n";
const koa = "import cors from '@koa/cors';\n";
const fastify = "import cors from '@fastify/cors';\n";

testRule(nodeCorsReflectAny, {
  valid: [
    { title: "explicit origins", code: `${express}app.use(cors({ origin: ['https://a.example.org'] }));\n` },
    { title: "switched off", code: `${express}app.use(cors({ origin: false }));\n` },
    { title: "a wildcard is another matter", code: `${express}app.use(cors({ origin: '*' }));\n` },
    {
      title: "includes",
      code: `${express}app.use(cors({ origin: (origin, cb) => cb(null, allowed.includes(origin)) }));\n`,
    },
    {
      title: "indexOf with a comparison",
      code: `${express}app.use(cors({\n  origin(origin, callback) {\n    if (allowed.indexOf(origin) !== -1 || !origin) {\n      callback(null, true);\n    } else {\n      callback(new Error('Not allowed by CORS'));\n    }\n  },\n}));\n`,
    },
    {
      title: "a set, and an answer only where it fits",
      code: `${express}app.use(cors({ origin: (origin, cb) => { if (allowed.has(origin)) cb(null, true); } }));\n`,
    },
    {
      title: "in",
      code: `${express}app.use(cors({ origin: (origin, cb) => { if (origin in allowed) cb(null, true); else cb(null, false); } }));\n`,
    },
    {
      title: "a pattern",
      code: `${express}app.use(cors({ origin: (origin, cb) => { if (/^https:\\/\\/a\\.example\\.org$/.test(origin)) return cb(null, true); cb(null, true); } }));\n`,
    },
    {
      title: "a function that decides elsewhere",
      code: `${express}app.use(cors({ origin: (origin, cb) => isAllowed(origin, cb) }));\n`,
    },
    {
      title: "a comparison",
      code: `${express}app.use(cors({ origin: (origin, cb) => { if (origin !== 'https://a.example.org') log('odd'); cb(null, true); } }));\n`,
    },
    { title: "a pattern for one host", code: `${express}app.use(cors({ origin: /\\.example\\.org$/ }));\n` },
    {
      title: "development",
      code: `${express}app.use(cors({ origin: isDev ? true : 'https://a.example.org' }));\n`,
    },
    {
      title: "development: if",
      code: `${express}if (process.env.NODE_ENV === 'development') app.use(cors({ origin: true }));\n`,
    },
    {
      title: "Hono: a function that decides",
      code: `${hono}app.use(cors({ origin: (origin) => (origin.endsWith('.example.org') ? origin : null) }));\n`,
    },
    {
      title: "Koa: a function that decides",
      code: `${koa}app.use(cors({ origin: (ctx) => { const origin = ctx.get('Origin'); return allowed.has(origin) ? origin : ''; } }));\n`,
    },
    { title: "Koa: true is sent as it is", code: `${koa}app.use(cors({ origin: true }));\n` },
    {
      title: "a proxy in front has the say",
      code: {
        "src/server.js": `${express}app.use(cors({ origin: true }));\n`,
        "nginx/app.conf":
          "server {\n  listen 80;\n  location / {\n    proxy_pass http://app:3000;\n    proxy_hide_header Access-Control-Allow-Origin;\n  }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "without credentials",
      severity: "warning",
      code: `${express}app.use(cors({ origin: «true» }));\n`,
      fixed: `${express}app.use(cors({ origin: process.env.FRONTEND_URL }));\n`,
    },
    {
      title: "with credentials",
      severity: "error",
      message: /signed-in user/,
      code: `${express}const options = { origin: «true», credentials: true };\napp.use(cors(options));\napp.options('*', cors(options));\n`,
    },
    {
      title: "a fallback",
      severity: "info",
      code: `${express}app.use(cors({ origin: «process.env.ORIGIN || true» }));\n`,
      fixed: `${express}app.use(cors({ origin: process.env.ORIGIN }));\n`,
    },
    {
      title: "options that another module uses",
      code: {
        "src/cors.ts":
          "import type { CorsOptions } from 'cors';\n\nexport const corsOptions: CorsOptions = { origin: «true», credentials: true };\n",
      },
    },
    {
      title: "a function by its name",
      severity: "error",
      code: `${express}function anyOrigin(origin, callback) {\n  console.log(origin);\n  callback(null, true);\n}\napp.use(cors({ origin: «anyOrigin», credentials: true }));\n`,
    },
    {
      title: "yes with and without an origin",
      code: `${express}app.use(cors({ origin: «function (origin, cb) {\n  if (!origin) return cb(null, true);\n  return cb(null, origin);\n}» }));\n`,
    },
    {
      title: "patterns for everything",
      code: `${express}app.use(cors({ origin: «/.*/» }));\napp.use(cors({ origin: «/^https?:\\/\\//» }));\napp.use(cors({ origin: «[/^https:\\/\\/.+$/]» }));\n`,
    },
    {
      title: "Fastify",
      severity: "error",
      code: `${fastify}app.register(cors, { origin: «true», credentials: true });\n`,
      fixed: `${fastify}app.register(cors, { origin: process.env.FRONTEND_URL ?? false, credentials: true });\n`,
    },
    {
      title: "Fastify: a promise of yes",
      code: `${fastify}app.register(cors, { origin: «async (origin) => true» });\n`,
    },
    {
      title: "NestJS",
      severity: "error",
      code: {
        "src/main.ts":
          "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ origin: «true», credentials: true });\n",
      },
    },
    {
      title: "Hono",
      severity: "error",
      code: `${hono}app.use(cors({ origin: «(origin) => origin», credentials: true }));\n`,
      fixed: `${hono}app.use(cors({ origin: process.env.FRONTEND_URL ?? '', credentials: true }));\n`,
    },
    { title: "Hono: with a fallback", code: `${hono}app.use(cors({ origin: «(o, c) => o || '*'» }));\n` },
    {
      title: "Koa",
      severity: "error",
      code: `${koa}app.use(cors({ origin: «(ctx) => ctx.get('Origin')», credentials: true }));\napp.use(cors({ origin: «function (ctx) { return ctx.request.header.origin || '*'; }» }));\n`,
    },
    {
      title: "Apollo",
      code: "import { ApolloServer } from 'apollo-server';\nconst server = new ApolloServer({ cors: { origin: «true» } });\n",
    },
  ],
});
