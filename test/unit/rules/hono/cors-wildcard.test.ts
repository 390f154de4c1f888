import { honoCorsWildcard } from "../../../../src/core/rules/hono/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

testRule(honoCorsWildcard, {
  valid: [
    {
      title: "an origin",
      code: "import { cors } from 'hono/cors';\napp.use(cors({ origin: 'https://a.example.org' }));\n",
      proof: "https://a.example.org",
    },
    {
      title: "an origin of the environment of a worker",
      code: "import { cors } from 'hono/cors';\napp.use('*', (c, next) => cors({ origin: c.env.ORIGIN })(c, next));\n",
    },
    {
      title: "a function that decides",
      code: "import { cors } from 'hono/cors';\napp.use(cors({ origin: (origin) => (allowed.has(origin) ? origin : null) }));\n",
    },
    {
      title: "a wildcard in a list matches nothing",
      code: "import { cors } from 'hono/cors';\napp.use(cors({ origin: ['*'] }));\n",
    },
    { title: "images", code: "import { cors } from 'hono/cors';\napp.use('/images/*', cors());\n" },
    {
      title: "development",
      code: "import { cors } from 'hono/cors';\nif (isDev) app.use(cors());\n",
    },
    { title: "Express's package", code: "import cors from 'cors';\napp.use(cors());\n" },
    {
      title: "a variable of the context",
      code: "app.use((c) => c.set('Access-Control-Allow-Origin', '*'));\n",
    },
  ],
  invalid: [
    {
      title: "options without an origin",
      code: "import { cors } from 'hono/cors';\napp.use('/api/*', «cors({ allowMethods: ['GET'] })»);\n",
      fixed:
        "import { cors } from 'hono/cors';\napp.use('/api/*', cors({ origin: process.env.FRONTEND_URL ?? '', allowMethods: ['GET'] }));\n",
    },
    {
      title: "of Deno",
      code: { "src/index.ts": 'import { cors } from "jsr:@hono/hono/cors";\napp.use(«cors()»);\n' },
      fixed: {
        "src/index.ts":
          'import { cors } from "jsr:@hono/hono/cors";\napp.use(cors({ origin: process.env.FRONTEND_URL ?? "" }));\n',
      },
    },
    {
      title: "a route that is only read",
      severity: "info",
      code: "import { cors } from 'hono/cors';\napp.get('/status', «cors()», status);\n",
    },
    {
      title: "headers by hand",
      code: "app.get('/items', (c) => {\n  c.header('Access-Control-Allow-Origin', «'*'»);\n  c.res.headers.set('Access-Control-Allow-Origin', «'*'»);\n});\n",
    },
  ],
});
