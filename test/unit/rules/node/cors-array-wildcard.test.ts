import { nodeCorsArrayWildcard } from "../../../../src/core/rules/node/cors-array-wildcard";
import { testRule } from "../../../support/rule-tester";

const express = "const cors = require('cors');\n";
const hono = "import { cors } from 'hono/cors';\n";

testRule(nodeCorsArrayWildcard, {
  valid: [
    { title: "a wildcard by itself", code: `${express}app.use(cors({ origin: '*' }));\n` },
    { title: "origins", code: `${express}app.use(cors({ origin: ['https://a.example.org'] }));\n` },
    {
      title: "Fastify reads it as a wildcard",
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: ['*'] });\n",
    },
    { title: "another list", code: `${express}app.use(cors({ origin: true, allowedHeaders: ['*'] }));\n` },
    {
      title: "development",
      code: `${express}app.use(cors({ origin: isDev ? ['*'] : [process.env.ORIGIN] }));\n`,
    },
  ],
  invalid: [
    {
      title: "Hono",
      code: `${hono}app.use(cors({ origin: [«'*'»] }));\n`,
      fixed: `${hono}app.use(cors({ origin: process.env.FRONTEND_URL ?? '' }));\n`,
    },
    {
      title: "beside an origin",
      message: /matches no origin/,
      code: `${express}app.use(cors({ origin: ['https://a.example.org', «'*'»] }));\n`,
      fixed: `${express}app.use(cors({ origin: ['https://a.example.org'] }));\n`,
    },
    {
      title: "a list with a name, used twice",
      code: `${express}const origins = [«"*"»];\napp.use(cors({ origin: origins }));\napp.options('*', cors({ origin: origins }));\n`,
      fixed: `${express}const origins = process.env.FRONTEND_URL;\napp.use(cors({ origin: origins }));\napp.options('*', cors({ origin: origins }));\n`,
    },
    {
      title: "a fallback that is split",
      severity: "info",
      code: `${express}app.use(cors({ origin: (process.env.ORIGINS || «'*'»).split(',') }));\n`,
      fixed: null,
    },
  ],
});
