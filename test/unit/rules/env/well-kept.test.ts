import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Django with a folder of environment files": {
    "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
    "requirements/base.txt": "django\ndjango-environ\ncelery\nredis\npsycopg[c]\nsentry-sdk\n",
    "config/settings/base.py":
      'import environ\nenv = environ.Env()\nDEBUG = env.bool("DJANGO_DEBUG", False)\nDATABASES = {"default": env.db("DATABASE_URL")}\nCELERY_BROKER_URL = env("CELERY_BROKER_URL")\n',
    "config/settings/production.py":
      'from .base import *\nSECRET_KEY = env("DJANGO_SECRET_KEY")\nALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["parcels.example"])\nSENTRY_DSN = env("SENTRY_DSN")\nMAILGUN = env("MAILGUN_API_KEY")\n',
    "config/settings/test.py":
      'from .base import *\nSECRET_KEY = env("DJANGO_SECRET_KEY", default="test-only")\n',
    ".envs/.production/.django":
      "DJANGO_SETTINGS_MODULE=config.settings.production\nDJANGO_SECRET_KEY=\nDJANGO_ALLOWED_HOSTS=.parcels.example\nMAILGUN_API_KEY=\nSENTRY_DSN=\nREDIS_URL=redis://redis:6379/0\nCELERY_BROKER_URL=redis://redis:6379/0\n".replaceAll(
        "=\n",
        "=!!!SET BY OPS!!!\n",
      ),
    ".envs/.production/.postgres":
      "POSTGRES_HOST=postgres\nPOSTGRES_PORT=5432\nPOSTGRES_DB=parcels\nPOSTGRES_USER=set-by-ops\nPOSTGRES_PASSWORD=!!!SET!!!\nDATABASE_URL=postgres://postgres:5432/parcels\n",
    ".envs/.local/.django": "USE_DOCKER=yes\nREDIS_URL=redis://redis:6379/0\nDJANGO_DEBUG=true\n",
    "docker-compose.production.yml":
      "services:\n  django: &django\n    build:\n      context: .\n      dockerfile: ./compose/production/django/Dockerfile\n    env_file:\n      - ./.envs/.production/.django\n      - ./.envs/.production/.postgres\n    command: /start\n  worker:\n    <<: *django\n    command: /start-worker\n",
    "docker-compose.local.yml":
      "services:\n  django:\n    build:\n      context: .\n      dockerfile: ./compose/local/django/Dockerfile\n    env_file:\n      - ./.envs/.local/.django\n    command: python manage.py runserver 0.0.0.0:8000\n",
    "compose/production/django/Dockerfile":
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN DATABASE_URL="" DJANGO_SETTINGS_MODULE="config.settings.test" python manage.py compilemessages\n',
    "tests/test_settings.py":
      'import os\nos.environ["DATABASE_URL"] = "postgres://postgres:postgres@localhost/test"\n',
    "docs/deploy.md": "Set `DJANGO_DEBUG=true` never. DATABASE_URL=postgres://localhost\n",
  },
  "a monorepo of Next with a checked environment": {
    "package.json": '{ "private": true, "workspaces": ["apps/*", "packages/*"] }',
    "turbo.json": '{ "globalEnv": ["DATABASE_URL", "AUTH_SECRET"] }',
    ".env.example":
      "# Where the data are\nDATABASE_URL=postgres://localhost:5432/parcels\nAUTH_SECRET=\n# RESEND_API_KEY=\n\nNEXT_PUBLIC_APP_URL=http://localhost:3000\nNEXT_PUBLIC_POSTHOG_KEY=\nPOSTGRES_PASSWORD=\n",
    "apps/web/package.json": '{ "dependencies": { "next": "16", "next-auth": "5", "resend": "6" } }',
    "apps/web/src/env.ts":
      'import { createEnv } from "@t3-oss/env-nextjs";\nimport { z } from "zod";\nexport const env = createEnv({\n  server: { DATABASE_URL: z.string().url(), AUTH_SECRET: z.string(), RESEND_API_KEY: z.string().optional() },\n  client: { NEXT_PUBLIC_APP_URL: z.string().url(), NEXT_PUBLIC_POSTHOG_KEY: z.string().optional() },\n  experimental__runtimeEnv: { NEXT_PUBLIC_APP_URL: process.env.NEXT_PUBLIC_APP_URL, NEXT_PUBLIC_POSTHOG_KEY: process.env.NEXT_PUBLIC_POSTHOG_KEY },\n  skipValidation: !!process.env.SKIP_ENV_VALIDATION,\n});\n',
    "apps/web/src/app/page.tsx":
      "export default () => <a href={process.env.basePath}>{process.env.NODE_ENV}</a>;\n",
    "apps/web/.env.production": "NEXT_PUBLIC_APP_URL=https://app.parcels.example\n",
    "apps/web/Dockerfile":
      'FROM node:22-slim AS build\nWORKDIR /app\nCOPY . .\nARG NEXT_PUBLIC_APP_URL\nENV NEXT_PUBLIC_APP_URL=$NEXT_PUBLIC_APP_URL\nRUN npm run build\nFROM node:22-slim\nENV NODE_ENV=production\nCOPY --from=build /app .\nCMD ["node", "server.js"]\n',
    "packages/db/package.json": "{}",
    "packages/db/src/client.ts": "export const url = process.env.DATABASE_URL!;\n",
    "packages/db/drizzle.config.ts":
      "export default { url: process.env.DATABASE_URL!, direct: process.env.DIRECT_URL };\n",
    "apps/web/e2e/login.spec.ts":
      'const user = process.env.E2E_USER!;\nawait page.goto("http://localhost:3000");\n',
    "apps/web/playwright.config.ts":
      "export default { use: { baseURL: process.env.PLAYWRIGHT_BASE_URL ?? 'http://localhost:3000' } };\n",
    ".github/workflows/ci.yml":
      "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env:\n      DATABASE_URL: postgres://postgres:postgres@localhost:5432/test\n      NEXT_PUBLIC_APP_URL: http://localhost:3000\n    steps:\n      - run: npm test\n",
    "compose.prod.yaml":
      "services:\n  web:\n    build:\n      context: .\n      dockerfile: apps/web/Dockerfile\n      args:\n        NEXT_PUBLIC_APP_URL: https://app.parcels.example\n    environment:\n      DATABASE_URL: postgres://app:${POSTGRES_PASSWORD:?}@db:5432/app\n      AUTH_SECRET: ${AUTH_SECRET:?}\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}\n",
  },
  "FastAPI and Vite behind nginx": {
    "backend/requirements.txt": "fastapi\npydantic-settings\nsqlalchemy\nopenai\n",
    "backend/app/config.py":
      'from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_file="../.env", env_prefix="APP_")\n\n    secret_key: str\n    database_url: str\n    openai_api_key: str | None = None\n    log_level: str = "info"\n',
    "backend/Dockerfile": 'FROM python:3.13-slim\nCOPY app app\nCMD ["uvicorn", "app.main:app"]\n',
    "frontend/package.json": '{ "dependencies": { "react": "19" } }',
    "frontend/src/api.ts": 'export const api = import.meta.env.VITE_API_URL ?? "/api";\n',
    "frontend/.env.development": "VITE_API_URL=http://localhost:8000\n",
    "frontend/.env.production": "VITE_API_URL=https://api.parcels.example\n",
    "frontend/Dockerfile":
      "FROM node:22-slim AS build\nCOPY . .\nARG VITE_API_URL=/api\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=build /app/dist /usr/share/nginx/html\n",
    ".env.example":
      "APP_SECRET_KEY=\nAPP_DATABASE_URL=postgresql://app@localhost/app\nAPP_OPENAI_API_KEY=\nAPP_LOG_LEVEL=info\nVITE_API_URL=\nDOMAIN=localhost\n",
    "compose.yaml":
      "services:\n  backend:\n    build: backend\n    env_file: .env\n  frontend:\n    build:\n      context: frontend\n      args:\n        VITE_API_URL: https://api.${DOMAIN:?}\n",
    "compose.override.yaml":
      "services:\n  backend:\n    environment:\n      DEBUG: 'true'\n    command: uvicorn app.main:app --reload\n",
    "scripts/seed.py": 'import os\nos.environ["SEED_TOKEN"]\n',
  },
};

describe("environment rules on repositories that are in order", () => {
  const own = rules.filter(({ id }) => id.startsWith("env/"));
  for (const [title, files] of Object.entries(projects)) {
    it(title, () => {
      const { findings, failures } = lint(projectOf(files), own, resolveConfig());
      assert.deepEqual(failures, []);
      const loud = findings.filter(({ severity }) => severity === "error" || severity === "warning");
      assert.deepEqual(
        loud.map(({ rule, path, severity, message }) => `${severity} ${rule} ${path}: ${message}`),
        [],
      );
      assert.ok(
        findings.length < 6,
        findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`).join("\n"),
      );
    });
  }
});
