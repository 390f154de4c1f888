import { nodeXPoweredBy } from "../../../../src/core/rules/node/x-powered-by";
import { testRule } from "../../../support/rule-tester";

const app = "const express = require('express');\nconst app = express();\napp.listen(3000);\n";
const next = (text: string) => ({ "next.config.js": text });

testRule(nodeXPoweredBy, {
  valid: [
    { title: "switched off", code: `${app}app.disable('x-powered-by');\n` },
    { title: "set to false", code: `${app}app.set('x-powered-by', false);\n` },
    { title: "helmet", code: `const helmet = require('helmet');\n${app}app.use(helmet());\n` },
    {
      title: "helmet in another module",
      code: {
        "package.json": "{}\n",
        "src/server.js": app,
        "src/security.js": "import helmet from 'helmet';\nexport const use = (app) => app.use(helmet());\n",
      },
    },
    {
      title: "nginx takes it out",
      code: {
        "src/server.js": app,
        "nginx/app.conf":
          "server {\n  listen 80;\n  location / {\n    proxy_pass http://app:3000;\n    proxy_hide_header X-Powered-By;\n  }\n}\n",
      },
    },
    {
      title: "Caddy takes it out",
      code: {
        "src/server.js": app,
        Caddyfile: "a.example.org {\n  header {\n    -X-Powered-By\n  }\n  reverse_proxy app:3000\n}\n",
      },
    },
    {
      title: "Fastify, Koa and Hono send none",
      code: "import Fastify from 'fastify';\nimport Koa from 'koa';\nimport { Hono } from 'hono';\nFastify().listen();\nnew Koa().listen();\nexport default new Hono();\n",
    },
    { title: "neither started nor handed on", code: "const app = require('express')();\n" },
    { title: "in a test", code: { "test/server.js": app } },
    { title: "Next.js: switched off", code: next("module.exports = { poweredByHeader: false };\n") },
    { title: "Next.js: exported as files", code: next("module.exports = { output: 'export' };\n") },
    {
      title: "Next.js: built on another",
      code: next("module.exports = { ...base, reactStrictMode: true };\n"),
    },
    { title: "Next.js: from elsewhere", code: next("module.exports = require('./config').next;\n") },
  ],
  invalid: [
    {
      title: "handed on",
      severity: "info",
      code: { "src/app.ts": "import express from 'express';\n\nexport const app = «express()»;\n" },
      fixed: {
        "src/app.ts":
          "import express from 'express';\n\nexport const app = express();\napp.disable('x-powered-by');\n",
      },
    },
    { title: "without a name", code: "require('express')().listen(3000);\n", fixed: null },
    {
      title: "helmet that leaves it in",
      code: "const helmet = require('helmet');\nconst app = «require('express')()»;\napp.use(helmet({ hidePoweredBy: false }));\napp.listen(1);\n",
    },
    {
      title: "Next.js: as created",
      code: {
        "next.config.ts":
          'import type { NextConfig } from "next";\n\nconst «nextConfig»: NextConfig = {\n  /* config options here */\n};\n\nexport default nextConfig;\n',
      },
      fixed: {
        "next.config.ts":
          'import type { NextConfig } from "next";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n  poweredByHeader: false,\n};\n\nexport default nextConfig;\n',
      },
    },
    {
      title: "Next.js: on one line",
      code: next("module.exports = «{» reactStrictMode: true }\n"),
      fixed: next("module.exports = {\n  reactStrictMode: true,\n  poweredByHeader: false,\n}\n"),
    },
    {
      title: "Next.js: empty",
      code: next("const «nextConfig» = {}\nmodule.exports = nextConfig\n"),
      fixed: next("const nextConfig = {\n  poweredByHeader: false,\n}\nmodule.exports = nextConfig\n"),
    },
    {
      title: "Next.js: no comma behind the last entry",
      code: next(
        "const «nextConfig» = {\n    a: 1, // one\n    b: 2 // two\n}\nmodule.exports = withPlugin({})(nextConfig)\n",
      ),
      fixed: next(
        "const nextConfig = {\n    a: 1, // one\n    b: 2, // two\n    poweredByHeader: false,\n}\nmodule.exports = withPlugin({})(nextConfig)\n",
      ),
    },
    {
      title: "Next.js: a function",
      code: next("module.exports = async (phase) => {\n  return «{»\n    reactStrictMode: true,\n  };\n};\n"),
      fixed: next(
        "module.exports = async (phase) => {\n  return {\n    reactStrictMode: true,\n    poweredByHeader: false,\n  };\n};\n",
      ),
    },
  ],
});
