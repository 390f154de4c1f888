import { corsLocalhostInProduction } from "../../../../src/core/rules/cors/localhost-in-production";
import { testRule } from "../../../support/rule-tester";

const known = { ".env.production": "FRONTEND_URL=https://app.example.com\n" };

function js(origin: string): string {
  return `import cors from 'cors';\n\napp.use(cors({ origin: ${origin} }));\n`;
}

function fastapi(origins: string, before = ""): { "app/main.py": string } {
  return {
    "app/main.py": `import os\n\nfrom fastapi.middleware.cors import CORSMiddleware\n\n${before}app.add_middleware(CORSMiddleware, allow_origins=${origins})\n`,
  };
}

testRule(corsLocalhostInProduction, {
  valid: [
    { title: "a public origin", code: js("['https://app.example.com']"), proof: "https://app.example.com" },
    { title: "a variable", code: fastapi('[os.environ["FRONTEND_URL"]]'), proof: "FRONTEND_URL" },
    {
      title: "a development guard",
      code: js(
        "['https://a.example.com', ...(process.env.NODE_ENV === 'production' ? [] : ['http://localhost:3000'])]",
      ),
    },
    {
      title: "a branch for development",
      code: "const allowedOrigins = ['https://a.example.com'];\nif (process.env.NODE_ENV !== 'production') {\n  allowedOrigins.push('http://localhost:3000');\n}\n",
    },
    {
      title: "a list with a name for development",
      code: js("[...PROD_ORIGINS, ...DEV_ORIGINS]").replace(
        "app.use",
        "const DEV_ORIGINS = ['http://localhost:3000'];\nconst PROD_ORIGINS = ['https://a.example.com'];\napp.use",
      ),
    },
    {
      title: "settings.DEBUG in Python",
      code: fastapi(
        "origins",
        'origins = ["https://a.example.com"]\nif settings.DEBUG:\n    origins += ["http://localhost:3000"]\n',
      ),
    },
    {
      title: "apps in a shell",
      code: js(
        "['tauri://localhost', 'https://tauri.localhost', 'capacitor://localhost', 'http://localhost', 'https://a.example.com']",
      ),
    },
    {
      title: "a host that only sounds like it",
      code: js("['https://localhost.example.com', 'https://my-localhost.example.com']"),
    },
    { title: "a file for tests", code: { "test/server.js": js("'http://localhost:3000'") } },
    {
      title: "settings for development",
      code: { "config/settings/dev.py": 'CORS_ALLOWED_ORIGINS = ["http://localhost:3000"]\n' },
    },
    {
      title: "an environment file for development",
      code: {
        ".env": "CORS_ORIGINS=http://localhost:3000\n",
        ".env.example": "CORS_ORIGINS=http://localhost:3000\n",
        ".env.production.local": "CORS_ORIGINS=http://localhost:3000\n",
      },
    },
    {
      title: "another variable",
      code: { ".env.production": "REDIS_URL=redis://localhost:6379\nVITE_API=http://localhost:1\n" },
    },
    {
      title: "a proxy in front that answers instead",
      code: {
        Caddyfile:
          "app.example.com {\n\treverse_proxy app:3000 {\n\t\theader_down -Access-Control-Allow-Origin\n\t}\n\theader Access-Control-Allow-Origin https://a.example.com\n}\n",
        "src/server.js": js("'http://localhost:3000'"),
      },
    },
    { title: "a list of something else", code: "const urls = ['http://localhost:3000'];\nfetch(urls[0]);\n" },
    { title: "YAML that is no manifest", code: { "values.yaml": "CORS_ORIGINS: http://localhost:3000\n" } },
    {
      title: "a function that asks something unknown",
      code: js("(origin, cb) => cb(null, isAllowed(origin))"),
    },
  ],
  invalid: [
    {
      title: "removed where there is no NODE_ENV",
      code: fastapi(
        '[\n    "https://app.example.com",\n    «"http://localhost:3000"»,\n    "http://127.0.0.1:3000",\n]',
      ),
      severity: "warning",
      message: /as well/,
      fixed: fastapi('[\n    "https://app.example.com",\n]'),
    },
    {
      title: "first in the list, with comments",
      code: fastapi(
        '[\n    «"http://localhost:3000"»,  # vite\n    "http://localhost:5173",  # next\n    "https://app.example.com",\n]',
      ),
      fixed: fastapi('[\n    "https://app.example.com",\n]'),
    },
    {
      title: "a list by name, used by a function",
      code: "const allowedOrigins = [«'http://localhost:3000'», 'http://localhost:5173', 'https://a.example.com'];\napp.use(cors({ origin: (origin, cb) => cb(null, allowedOrigins.includes(origin)) }));\n",
      fixed:
        "const allowedOrigins = ['https://a.example.com'];\napp.use(cors({ origin: (origin, cb) => cb(null, allowedOrigins.includes(origin)) }));\n",
    },
    {
      title: "a list that a function asks",
      code: "const cors = require('cors');\nconst hosts = [«'http://localhost:3000'», 'https://a.example.com'];\napp.use(cors({ origin: (o, cb) => (hosts.indexOf(o) !== -1 ? cb(null, true) : cb(new Error('no'))) }));\n",
    },
    {
      title: "a set",
      code: "const ALLOWED_ORIGINS = new Set(['https://a.example.com', «'http://localhost:3000'»]);\n",
      fixed: "const ALLOWED_ORIGINS = new Set(['https://a.example.com']);\n",
    },
    {
      title: "the only origin",
      code: { ...known, "src/server.js": js("«'http://localhost:3000'»") },
      message: /refused/,
      fixed: { ...known, "src/server.js": js("'https://app.example.com'") },
    },
    {
      title: "the only ones",
      code: { ...known, "src/server.js": js("[«'http://localhost:3000'», 'http://localhost:3001']") },
      fixed: { ...known, "src/server.js": js("['https://app.example.com']") },
    },
    {
      title: "a header",
      code: "app.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', «'http://localhost:3000'»);\n  next();\n});\n",
      fixed:
        "app.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', process.env.FRONTEND_URL ?? '');\n  next();\n});\n",
    },
    {
      title: "a header in Python",
      code: { "app.py": 'response.headers["Access-Control-Allow-Origin"] = «"http://localhost:3000"»\n' },
    },
    {
      title: "a pattern",
      code: js("[«/^http:\\/\\/localhost:\\d+$/», 'https://a.example.com']"),
      fixed: js("['https://a.example.com']"),
    },
    {
      title: "wrapped in both quotes",
      code: 'import cors from "cors";\nconst port = process.env.PORT;\napp.use(cors({ origin: [\n  «"http://localhost:3000"»,\n  "http://localhost:3001",\n  "https://a.example.com",\n] }));\n',
      fixed:
        'import cors from "cors";\nconst port = process.env.PORT;\napp.use(cors({ origin: [\n  ...(process.env.NODE_ENV === "production" ? [] : ["http://localhost:3000", "http://localhost:3001"]),\n  "https://a.example.com",\n] }));\n',
    },
    {
      title: "a pattern of Starlette beside origins",
      code: {
        "app/main.py":
          'from fastapi.middleware.cors import CORSMiddleware\n\napp.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_origin_regex=«r"^https?://(localhost|127\\.0\\.0\\.1)(:\\d+)?$"»)\n',
      },
      message: /as well/,
      fixed: null,
    },
    {
      title: "patterns of Django",
      code: {
        "config/settings.py":
          'CORS_ALLOWED_ORIGIN_REGEXES = [\n    r"^https://.*\\.example\\.com$",\n    «r"^http://localhost:\\d+$"»,\n]\n',
      },
      fixed: {
        "config/settings.py": 'CORS_ALLOWED_ORIGIN_REGEXES = [\n    r"^https://.*\\.example\\.com$",\n]\n',
      },
    },
    {
      title: "a fallback",
      code: { ...known, "src/server.js": js("process.env.FRONTEND_URL || «'http://localhost:3000'»") },
      severity: "info",
      message: /variable is not set/,
      fixed: { ...known, "src/server.js": js("process.env.FRONTEND_URL || 'https://app.example.com'") },
    },
    {
      title: "a fallback in Python",
      code: fastapi('os.getenv("ORIGINS", «"http://localhost:3000,http://localhost:5173"»).split(",")'),
      severity: "info",
      fixed: null,
    },
    {
      title: "a default of Pydantic's settings",
      code: {
        "app/config.py":
          'class Settings(BaseSettings):\n    BACKEND_CORS_ORIGINS: list[str] = [«"http://localhost:3000"», "http://localhost:8000"]\n',
      },
      severity: "info",
    },
    {
      title: "Django",
      code: {
        "config/settings.py":
          'CORS_ALLOWED_ORIGINS = [\n    "https://a.example.com",\n    «"http://localhost:3000"»,\n]\n',
      },
      fixed: { "config/settings.py": 'CORS_ALLOWED_ORIGINS = [\n    "https://a.example.com",\n]\n' },
    },
    {
      title: "Flask",
      code: {
        "app.py":
          'from flask_cors import CORS\n\nCORS(app, resources={r"/api/*": {"origins": [«"http://localhost:3000"», "https://a.example.com"]}})\n',
      },
    },
    {
      title: "NestJS and a socket gateway",
      code: "app.enableCors({ origin: [«'http://localhost:4200'», 'https://a.example.com'] });\n\n@WebSocketGateway({ cors: { origin: «'http://localhost:4200'» } })\nclass Events {}\n",
    },
    {
      title: "a variable that holds more",
      code: {
        ".env.production":
          'ALLOWED_ORIGINS=https://a.example.com,«http://localhost:3000»\nCORS_ORIGINS=["«http://127.0.0.1:3000»","https://a.example.com"]\n',
      },
      fixed: {
        ".env.production": 'ALLOWED_ORIGINS=https://a.example.com\nCORS_ORIGINS=["https://a.example.com"]\n',
      },
    },
    {
      title: "a manifest of Kubernetes",
      code: {
        "k8s/api.yaml":
          'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n            - name: CORS_ORIGINS\n              value: "«http://localhost:3000»,https://a.example.com"\n---\nkind: ConfigMap\ndata:\n  FRONTEND_URL: «http://localhost:3000»\n',
      },
      count: 2,
    },
    {
      title: "a blueprint of Render",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    envVars:\n      - key: CORS_ORIGIN\n        value: «http://localhost:3000»\n",
      },
      fixed: null,
    },
  ],
});
