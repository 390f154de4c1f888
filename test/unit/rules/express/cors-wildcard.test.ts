import { expressCorsWildcard } from "../../../../src/core/rules/express/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const known = { ".env.production": "FRONTEND_URL=https://app.example.org\n" };

testRule(expressCorsWildcard, {
  valid: [
    {
      title: "explicit origins",
      code: "const cors = require('cors');\napp.use(cors({ origin: ['https://a.example.org'] }));\n",
      proof: "https://a.example.org",
    },
    {
      title: "an origin from the environment",
      code: "import cors from 'cors';\napp.use(cors({ origin: process.env.ORIGIN }));\n",
      proof: "process.env.ORIGIN",
    },
    {
      title: "options bound to a name",
      code: "const cors = require('cors');\nconst options = { origin: 'https://a.example.org' };\napp.use(cors(options));\n",
      proof: "https://a.example.org",
    },
    {
      title: "a fallback that is an origin",
      code: "const cors = require('cors');\napp.use(cors({ origin: process.env.ORIGIN || 'https://a.example.org' }));\n",
      proof: "process.env.ORIGIN",
    },
    {
      title: "options from elsewhere",
      code: "import cors from 'cors';\nimport options from './cors';\napp.use(cors(options));\n",
    },
    {
      title: "options built from elsewhere",
      code: "const cors = require('cors');\napp.use(cors({ ...base, credentials: true }));\n",
    },
    {
      title: "an option with a computed name",
      code: "const cors = require('cors');\napp.use(cors({ [key]: true }));\n",
    },
    {
      title: "a function that decides",
      code: "const cors = require('cors');\napp.use(cors((req, cb) => cb(null, {})));\n",
    },
    { title: "switched off", code: "const cors = require('cors');\napp.use(cors({ origin: false }));\n" },
    {
      title: "a wildcard among origins matches none",
      code: "const cors = require('cors');\napp.use(cors({ origin: ['*'] }));\n",
    },
    { title: "another package of that name", code: "const cors = require('@koa/cors');\napp.use(cors());\n" },
    {
      title: "a function of that name",
      code: "function cors() { return (req, res, next) => next(); }\napp.use(cors());\n",
    },
    { title: "Hono's", code: "import { cors } from 'hono/cors';\napp.use('/api/*', cors());\n" },
    {
      title: "development: if",
      code: "const cors = require('cors');\nif (process.env.NODE_ENV !== 'production') {\n  app.use(cors());\n}\n",
    },
    {
      title: "development: choice",
      code: "const cors = require('cors');\napp.use(cors({ origin: isDev ? '*' : 'https://a.example.org' }));\n",
    },
    {
      title: "development: spread",
      code: "const cors = require('cors');\napp.use(cors({ origin: 'https://a.example.org', ...(isDev && { origin: '*' }) }));\n",
    },
    {
      title: "static files",
      code: "const cors = require('cors');\napp.use('/fonts', cors(), express.static('fonts'));\napp.use(cors(), express.static('public'));\n",
    },
    {
      title: "a header of static files",
      code: "app.use(express.static('public', {\n  setHeaders(res) {\n    res.set('Access-Control-Allow-Origin', '*');\n  },\n}));\n",
    },
    { title: "preflight of one route", code: "app.options('/items/:id', cors());\n" },
    { title: "another header", code: "app.use((req, res) => res.set('Timing-Allow-Origin', '*'));\n" },
    {
      title: "another value",
      code: "app.use((req, res) => { res.set('Access-Control-Allow-Origin', 'null'); res.set('Access-Control-Allow-Origin', null); res.set('Access-Control-Allow-Origin', req.headers.origin); });\n",
    },
    {
      title: "Koa's context",
      code: "app.use((ctx, next) => { ctx.set('Access-Control-Allow-Origin', '*'); return next(); });\n",
    },
    {
      title: "Fastify's reply",
      code: "app.get('/', (request, reply) => { reply.header('Access-Control-Allow-Origin', '*'); });\n",
    },
    {
      title: "headers of a request to elsewhere",
      code: "const headers = new Headers();\nheaders.set('Access-Control-Allow-Origin', '*');\n",
    },
    { title: "half typed", code: "const cors = require('cors');\napp.use(cors({ origin: '*'\n" },
    {
      title: "in a comment",
      code: "// app.use(cors());\n/* res.set('Access-Control-Allow-Origin', '*') */\n",
    },
    { title: "in a string", code: 'const text = "app.use(cors())";\n' },
    {
      title: "silenced",
      code: "const cors = require('cors');\n// liftoff-ignore express/cors-wildcard -- a public API\napp.use(cors());\n",
    },
  ],
  invalid: [
    { title: "without import", code: "app.use(«cors()»);\n" },
    {
      title: "required on the spot",
      code: "app.use(«require('cors')()»);\n",
      fixed: "app.use(require('cors')({ origin: process.env.FRONTEND_URL }));\n",
    },
    {
      title: "options without an origin",
      code: { ...known, "a.js": "const cors = require('cors');\napp.use(«cors({ credentials: true })»);\n" },
      message: /refuse/,
      fixed: {
        ...known,
        "a.js":
          "const cors = require('cors');\napp.use(cors({ origin: ['https://app.example.org'], credentials: true }));\n",
      },
    },
    {
      title: "options over several lines",
      code: 'import cors from "cors";\n\napp.use(\n  «cors({\n    credentials: true,\n  })»,\n);\n',
      fixed:
        'import cors from "cors";\n\napp.use(\n  cors({\n    origin: process.env.FRONTEND_URL,\n    credentials: true,\n  }),\n);\n',
    },
    {
      title: "empty options",
      code: "import cors from 'cors';\napp.use(«cors({})»);\n",
      fixed: "import cors from 'cors';\napp.use(cors({ origin: process.env.FRONTEND_URL }));\n",
    },
    {
      title: "options bound to a name, used twice",
      code: "const cors = require('cors');\nconst options = { origin: «'*'» };\napp.use(cors(options));\napp.options('*', cors(options));\n",
      fixed:
        "const cors = require('cors');\nconst options = { origin: process.env.FRONTEND_URL };\napp.use(cors(options));\napp.options('*', cors(options));\n",
    },
    {
      title: "options that another module uses",
      code: {
        "src/cors.ts":
          "import type { CorsOptions } from 'cors';\n\nexport const corsOptions: CorsOptions = { origin: «'*'» };\n",
      },
    },
    {
      title: "a fallback",
      severity: "info",
      code: "const cors = require('cors');\napp.use(cors({ origin: «process.env.ORIGIN || '*'» }));\n",
      fixed: "const cors = require('cors');\napp.use(cors({ origin: process.env.ORIGIN }));\n",
    },
    {
      title: "a fallback, with the origin known",
      severity: "info",
      code: {
        ...known,
        "a.ts": "import cors from 'cors';\napp.use(cors({ origin: «process.env.ORIGIN ?? '*'» }));\n",
      },
      fixed: {
        ...known,
        "a.ts":
          "import cors from 'cors';\napp.use(cors({ origin: process.env.ORIGIN ?? 'https://app.example.org' }));\n",
      },
    },
    {
      title: "a public route that is only read",
      severity: "info",
      code: "const cors = require('cors');\napp.get('/status', «cors()», status);\n",
    },
    {
      title: "a route that writes",
      severity: "warning",
      code: "const cors = require('cors');\nrouter.post('/items', «cors()», create);\n",
    },
    { title: "preflight of all routes", code: "app.options('*', «cors()»);\n" },
    {
      title: "the other branch of a guard",
      code: "const cors = require('cors');\nif (process.env.NODE_ENV !== 'production') {\n  app.use(logger());\n} else {\n  app.use(«cors()»);\n}\n",
    },
    {
      title: "the template form of a string",
      code: "import cors from 'cors';\napp.use(cors({ origin: «`*`» }));\n",
      fixed: "import cors from 'cors';\napp.use(cors({ origin: process.env.FRONTEND_URL }));\n",
    },
    {
      title: "headers by name, by record and by number",
      count: 4,
      code: "app.use(function (req, res, next) {\n  res.header('access-control-allow-origin', «'*'»);\n  res.status(200).set({ 'Access-Control-Allow-Origin': «'*'» });\n  res.writeHead(200, { 'Access-Control-Allow-Origin': «'*'», 'X-A': 'b' });\n  next();\n});\nfunction other(request, response) {\n  response.setHeader('Access-Control-Allow-Origin', «'*'»);\n}\n",
    },
    {
      title: "a response of another name",
      code: "http.createServer((req, out) => {\n  out.setHeader('Access-Control-Allow-Origin', «'*'»);\n});\n",
      fixed:
        "http.createServer((req, out) => {\n  out.setHeader('Access-Control-Allow-Origin', process.env.FRONTEND_URL ?? '');\n});\n",
    },
    {
      title: "a value bound to a name",
      code: "app.get('/', function (req, res) {\n  var any = '*';\n  res.set('Access-Control-Allow-Origin', «any»);\n});\n",
      fixed:
        "app.get('/', function (req, res) {\n  var any = process.env.FRONTEND_URL ?? '';\n  res.set('Access-Control-Allow-Origin', any);\n});\n",
    },
    {
      title: "one step milder in a test",
      severity: "info",
      code: { "test/server.js": "const cors = require('cors');\napp.use(«cors()»);\n" },
    },
    {
      title: "a file that is broken elsewhere",
      code: "const cors = require('cors');\napp.use(«cors()»);\nconst a = {\n",
    },
    {
      title: "a variable that the workspace names",
      code: {
        ".env.example": "CLIENT_URL=http://localhost:3000\n",
        "a.js": "const cors = require('cors');\napp.use(«cors()»);\n",
      },
      fixed: {
        ".env.example": "CLIENT_URL=http://localhost:3000\n",
        "a.js": "const cors = require('cors');\napp.use(cors({ origin: process.env.CLIENT_URL }));\n",
      },
    },
  ],
});
