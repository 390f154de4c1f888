import { koaCorsWildcard } from "../../../../src/core/rules/koa/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

testRule(koaCorsWildcard, {
  valid: [
    {
      title: "an origin",
      code: "const cors = require('@koa/cors');\napp.use(cors({ origin: 'https://a.example.org' }));\n",
    },
    {
      title: "a function that decides",
      code: "const cors = require('@koa/cors');\napp.use(cors({ origin: (ctx) => allowed(ctx), credentials: true }));\n",
    },
    { title: "development", code: "import cors from '@koa/cors';\nif (isDev) app.use(cors());\n" },
    { title: "Express's package", code: "const cors = require('cors');\napp.use(cors());\n" },
    {
      title: "Hono's context",
      code: "app.get('/', (c) => c.header('Access-Control-Allow-Origin', '*'));\n",
    },
  ],
  invalid: [
    {
      title: "any origin, refused by nobody",
      severity: "error",
      message: /signed-in user/,
      code: "import cors from '@koa/cors';\napp.use(cors({ origin: «'*'», credentials: true }));\n",
      fixed:
        "import cors from '@koa/cors';\napp.use(cors({ origin: () => process.env.FRONTEND_URL ?? '', credentials: true }));\n",
    },
    {
      title: "empty options",
      severity: "warning",
      code: "import cors from '@koa/cors';\napp.use(«cors({})»);\n",
    },
    {
      title: "a fallback",
      severity: "info",
      code: "import cors from '@koa/cors';\napp.use(cors({ origin: «process.env.ORIGIN ?? '*'» }));\n",
      fixed: "import cors from '@koa/cors';\napp.use(cors({ origin: () => process.env.ORIGIN ?? '' }));\n",
    },
    {
      title: "headers by hand",
      code: "app.use(async (ctx, next) => {\n  ctx.set('Access-Control-Allow-Origin', «'*'»);\n  ctx.response.set({ 'Access-Control-Allow-Origin': «'*'» });\n  ctx.res.setHeader('Access-Control-Allow-Origin', «'*'»);\n  await next();\n});\n",
    },
  ],
});
