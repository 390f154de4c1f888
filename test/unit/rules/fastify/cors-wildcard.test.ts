import { fastifyCorsWildcard } from "../../../../src/core/rules/fastify/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

testRule(fastifyCorsWildcard, {
  valid: [
    {
      title: "explicit origins",
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: ['https://a.example.org', /\\.example\\.org$/] });\n",
    },
    {
      title: "an origin from the environment",
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: process.env.ORIGIN });\n",
      proof: "process.env.ORIGIN",
    },
    {
      title: "switched off",
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: false });\n",
    },
    {
      title: "options that are computed",
      code: "import cors from '@fastify/cors';\napp.register(cors, () => (request, callback) => callback(null, {}));\napp.register(cors, { delegator: (request, callback) => callback(null, {}) });\napp.register(cors, options);\n",
    },
    {
      title: "development",
      code: "import cors from '@fastify/cors';\nif (process.env.NODE_ENV !== 'production') await app.register(cors, { origin: '*' });\n",
    },
    { title: "another plugin", code: "import helmet from '@fastify/helmet';\napp.register(helmet);\n" },
    {
      title: "Express's package",
      code: "import cors from 'cors';\napp.use(cors({ origin: '*' }));\n",
    },
    {
      title: "a header of fonts",
      code: "app.get('/fonts/*', (request, reply) => {\n  reply.header('Access-Control-Allow-Origin', '*');\n});\n",
    },
    {
      title: "a proxy in front has the say",
      code: {
        "src/server.js": "import cors from '@fastify/cors';\napp.register(cors);\n",
        "nginx/app.conf":
          "server {\n  listen 80;\n  location / {\n    proxy_pass http://app:3000;\n    proxy_hide_header Access-Control-Allow-Origin;\n  }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "loaded on the spot",
      code: "await «fastify.register(import('@fastify/cors'))»;\n",
      fixed:
        "await fastify.register(import('@fastify/cors'), { origin: process.env.FRONTEND_URL ?? false });\n",
    },
    {
      title: "options without an origin",
      code: "const cors = require('@fastify/cors');\n«app.register(cors, { methods: ['GET'] })»;\n",
      fixed:
        "const cors = require('@fastify/cors');\napp.register(cors, { origin: process.env.FRONTEND_URL ?? false, methods: ['GET'] });\n",
    },
    {
      title: "a wildcard in a list",
      code: {
        ".env.production": "FRONTEND_URL=https://app.example.org\n",
        "src/server.js": "const cors = require('@fastify/cors');\napp.register(cors, { origin: «['*']» });\n",
      },
      fixed: {
        ".env.production": "FRONTEND_URL=https://app.example.org\n",
        "src/server.js":
          "const cors = require('@fastify/cors');\napp.register(cors, { origin: ['https://app.example.org'] });\n",
      },
    },
    {
      title: "a fallback",
      severity: "info",
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: «process.env.ORIGIN || '*'» });\n",
      fixed:
        "import cors from '@fastify/cors';\napp.register(cors, { origin: process.env.ORIGIN ?? false });\n",
    },
    {
      title: "refused by browsers",
      severity: "warning",
      message: /refuse/,
      code: "import cors from '@fastify/cors';\napp.register(cors, { origin: «'*'», credentials: true });\n",
    },
    {
      title: "headers by hand",
      code: "app.get('/items', (request, reply) => {\n  reply.header('Access-Control-Allow-Origin', «'*'»);\n  reply.headers({ 'access-control-allow-origin': «'*'» });\n  reply.raw.setHeader('Access-Control-Allow-Origin', «'*'»);\n});\n",
    },
  ],
});
