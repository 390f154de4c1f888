import { nodeHelmetAfterRoutes } from "../../../../src/core/rules/node/helmet-after-routes";
import { testRule } from "../../../support/rule-tester";

const head =
  "const express = require('express');\nconst helmet = require('helmet');\nconst app = express();\n";

testRule(nodeHelmetAfterRoutes, {
  valid: [
    { title: "before", code: `${head}app.use(helmet());\napp.get('/', home);\n` },
    {
      title: "a probe in front on purpose",
      code: `${head}app.get('/health', ok);\napp.use(helmet());\napp.get('/', home);\n`,
    },
    {
      title: "a setting is no route",
      code: `${head}app.get('env');\napp.use(helmet());\napp.get('/', home);\n`,
    },
    {
      title: "a body parser for one path",
      code: `${head}app.use('/webhook', express.raw());\napp.use('/a', cors(options));\napp.use(helmet());\napp.use('/api', router);\n`,
    },
    {
      title: "routes in another function",
      code: `${head}function routes() {\n  app.get('/', home);\n}\napp.use(helmet());\nroutes();\n`,
    },
    {
      title: "a second helmet for one path",
      code: `${head}app.use(helmet());\napp.get('/', home);\napp.use('/embed', helmet({ xFrameOptions: false }));\n`,
    },
    {
      title: "Fastify adds its hooks to all routes",
      code: "import Fastify from 'fastify';\nimport helmet from '@fastify/helmet';\nconst app = Fastify();\napp.get('/', home);\napp.register(helmet);\n",
    },
    {
      title: "another application",
      code: `${head}const admin = express();\nadmin.get('/', home);\napp.use(helmet());\napp.get('/', home);\n`,
    },
    { title: "under a condition", code: `${head}app.get('/', home);\nif (strict) app.use(helmet());\n` },
  ],
  invalid: [
    {
      title: "behind a router",
      message: /use \/api/,
      code: `${head}app.use(express.json());\napp.use('/api', require('./routes/api'));\n\n// security\napp.use(«helmet({ hsts: true })»);\napp.listen(3000);\n`,
    },
    {
      title: "over several lines",
      code: `${head}app.post('/a', a);\napp.use(\n  «helmet({\n    hsts: true,\n  })»,\n);\napp.listen(3000);\n`,
      fixed: `${head}app.use(\n  helmet({\n    hsts: true,\n  }),\n);\napp.post('/a', a);\napp.listen(3000);\n`,
    },
    {
      title: "options that are declared between",
      code: `${head}app.get('/', home);\nconst options = { hsts: true };\napp.use(«helmet(options)»);\napp.listen(3000);\n`,
      fixed: null,
    },
    {
      title: "Koa and Hono",
      code: "import { Hono } from 'hono';\nimport { secureHeaders } from 'hono/secure-headers';\nconst app = new Hono();\napp.get('/', home);\napp.use(«secureHeaders()»);\nexport default app;\n",
    },
    {
      title: "in a function",
      code: "import express from 'express';\nimport helmet from 'helmet';\nexport function make() {\n  const app = express();\n  app.get('/', home);\n  app.use(«helmet()»);\n  return app;\n}\n",
      fixed:
        "import express from 'express';\nimport helmet from 'helmet';\nexport function make() {\n  const app = express();\n  app.use(helmet());\n  app.get('/', home);\n  return app;\n}\n",
    },
  ],
});
