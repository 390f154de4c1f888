import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

type Files = Readonly<Record<string, string>>;

const mine = rules.filter(({ id }) => /^(?:heroku|render|platform|fly|vercel|netlify|launch)\//.test(id));
const modules = (folder: string, extension: string): Files =>
  Object.fromEntries(
    "accounts billing emails invoices orders parcels search tracking"
      .split(" ")
      .map((name) => [
        `${folder}/${name}.${extension}`,
        extension === "py" ? "VALUE = 1\n" : "export const value = 1;\n",
      ]),
  );
const steps =
  "\n1. Look.\n2. Act.\n3. Replace the key and revoke the old one.\n4. Look again.\n5. Write it down.\n";
const docs: Files = {
  "docs/runbook.md": `# Runbook\n${steps}`,
  "docs/rollback.md": `# Going back\n${steps}`,
  "docs/secrets.md": `# Replacing secrets\n${steps}`,
};

/** Repositories as their authors keep them, with fake keys in tests, examples and manuals. */
const repositories: Readonly<Record<string, Files>> = {
  "Django on Heroku": {
    ...docs,
    ...modules("shop", "py"),
    "requirements.txt": "django==5.2\ngunicorn==23.0\nsentry-sdk==2.44\ndjango-allauth==65.0\n",
    "manage.py": "",
    "shop/settings.py": 'import sentry_sdk\n\nsentry_sdk.init(dsn="")\n',
    "shop/models.py": "from django.db import models\n\n\nclass Order(models.Model):\n    pass\n",
    "shop/migrations/0001_initial.py": "initial = True\n",
    "shop/urls.py": 'urlpatterns = [path("privacy/", privacy), path("terms/", terms)]\n',
    "shop/views.py": "def export_data(request): ...\n\n\ndef delete_account(request): ...\n",
    "templates/base.html": '<a href="/privacy/">Privacy</a>\n',
    Procfile:
      "release: python manage.py migrate --noinput\nweb: gunicorn shop.wsgi\nworker: celery -A shop worker\n",
    "app.json":
      '{ "stack": "heroku-24", "addons": ["heroku-postgresql:essential-0"], "env": { "SECRET_KEY": { "generator": "secret" }, "MAIL_API_KEY": { "required": true } } }\n',
    "tests/app.json": '{ "env": { "JWT_SECRET": "kX9-tulip-quay-81-harbour" } }\n',
    "examples/netlify.toml": "[build.environment]\nNODE_VERSION = '24'\n",
  },
  "Express and React on Render and Fly": {
    ...docs,
    ...modules("api/src", "ts"),
    "api/package.json":
      '{ "private": true, "dependencies": { "express": "5", "drizzle-orm": "1", "@sentry/node": "10" } }\n',
    "api/src/server.ts":
      'import * as Sentry from "@sentry/node";\nSentry.init({ dsn });\napp.get("/healthz", ok);\n',
    "api/src/schema.ts": 'export const orders = pgTable("orders", {});\n',
    "api/drizzle/0000_init.sql": "create table orders ();\n",
    "web/package.json":
      '{ "private": true, "dependencies": { "react-dom": "19", "@sentry/react": "10" }, "devDependencies": { "vite": "7" } }\n',
    "web/src/login.tsx": 'export const Login = () => <form><input type="password" /></form>;\n',
    "web/src/pages/privacy.tsx": "export const Privacy = () => <h1>Privacy</h1>;\n",
    "web/src/pages/terms.tsx": "export const Terms = () => <h1>Terms</h1>;\n",
    "web/src/account.ts": "export const exportData = () => {};\nexport const deleteAccount = () => {};\n",
    "web/src/analytics.tsx":
      "export const Tags = ({ consent }) => consent && <GoogleAnalytics gaId={id} />;\n",
    "render.yaml":
      "services:\n  - type: web\n    name: api\n    runtime: docker\n    rootDir: api\n    plan: starter\n    healthCheckPath: /healthz\n    autoDeployTrigger: checksPass\n    envVars:\n      - key: JWT_SECRET\n        generateValue: true\n      - key: DATABASE_URL\n        fromDatabase: { name: db, property: connectionString }\n  - type: keyvalue\n    name: cache\n    plan: starter\n    ipAllowList: []\ndatabases:\n  - name: db\n    plan: basic-1gb\n",
    "api/fly.toml":
      '[http_service]\ninternal_port = 8080\nforce_https = true\nauto_stop_machines = "stop"\nmin_machines_running = 1\n\n[[http_service.checks]]\npath = "/healthz"\n\n[env]\nTOKEN_URL = "https://id.parcels.example/token"\n',
    "web/vercel.json":
      '{ "rewrites": [{ "source": "/api/(.*)", "destination": "https://api.parcels.example/$1" }] }\n',
    "docs/examples.md": "Set `JWT_SECRET` to something like `kX9-tulip-quay-81-harbour`.\n",
  },
  "a library": {
    ...modules("src", "ts"),
    "package.json":
      '{ "name": "parcels-auth", "exports": "./dist/index.js", "dependencies": { "express": "5", "passport": "0.7" } }\n',
    Dockerfile: "FROM node:24-slim\n",
    "fixtures/app.json": '{ "stack": "heroku-18", "addons": ["heroku-postgresql:hobby-dev"] }\n',
  },
};

describe("platforms and launch: repositories that are well kept", () => {
  for (const [name, files] of Object.entries(repositories)) {
    it(`${name} gets no finding`, () => {
      const { findings, failures } = lint(projectOf(files), mine, resolveConfig());
      assert.deepEqual(failures, []);
      assert.deepEqual(
        findings.map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`),
        [],
      );
    });
  }
});
