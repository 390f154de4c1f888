/** Small repositories of different stacks: what `detectStack` is held against, and what every generator is run on. */
export const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "FastAPI, pip, Alembic, Redis": {
    "requirements.txt":
      "fastapi==0.121.0\nuvicorn==0.38.0\npsycopg[binary]==3.2.0\nredis==7.0.0\nalembic==1.17.0\n",
    "alembic.ini": "[alembic]\n",
    "app/__init__.py": "",
    "app/main.py":
      'import os\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\nDATABASE_URL = os.environ["DATABASE_URL"]\n\n\n@app.get("/healthz")\ndef health():\n    return {"status": "ok"}\n',
    "tests/test_main.py": "def test_it():\n    pass\n",
  },
  "FastAPI, uv, src layout": {
    "pyproject.toml": '[project]\nname = "ledger"\ndependencies = ["fastapi[standard]>=0.121", "asyncpg"]\n',
    "uv.lock": "version = 1\n",
    "src/ledger/__init__.py": "",
    "src/ledger/api.py":
      "from fastapi import FastAPI\n\nfrom ledger.db import pool\n\nservice = FastAPI(lifespan=pool)\n",
    "src/ledger/db.py": "pool = None\n",
  },
  "FastAPI, poetry, factory": {
    "pyproject.toml":
      '[tool.poetry]\nname = "mailer"\n\n[tool.poetry.dependencies]\npython = "^3.13"\nfastapi = "^0.121"\nuvicorn = "^0.38"\n',
    "poetry.lock": "",
    "mailer/app.py":
      "from fastapi import FastAPI\n\n\ndef create_app(debug: bool = False) -> FastAPI:\n    app = FastAPI(debug=debug)\n    return app\n",
  },
  "FastAPI, started by a Procfile": {
    "requirements.txt": "fastapi\nuvicorn\ngunicorn\nmotor\n",
    Procfile: "web: uvicorn server.asgi:api --host 0.0.0.0 --port $PORT\nworker: python jobs.py\n",
    "server/asgi.py": "from fastapi import FastAPI\n\napi = FastAPI()\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
    "jobs.py": "print('working')\n",
  },
  "FastAPI without a lockfile, two applications": {
    "pyproject.toml": '[project]\nname = "twins"\ndependencies = ["fastapi", "uvicorn"]\n',
    "public/server.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
    "internal/server.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
  },
  "Flask, poetry, PORT in the code": {
    "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.13"\nflask = "^3"\ngunicorn = "^23"\n',
    "poetry.lock": "",
    "app.py":
      'import os\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "5050")))\n',
  },
  "Flask, pip, factory, Celery, RQ-free": {
    "requirements.txt":
      "Flask==3.1.0\nFlask-Migrate==4.0\nFlask-SQLAlchemy\npsycopg2-binary\ncelery[redis]==5.5\nredis\n",
    "shop/__init__.py":
      "from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n",
    "shop/tasks.py":
      'from celery import Celery\n\nqueue = Celery("shop")\nqueue.conf.beat_schedule = {"nightly": {"task": "x", "schedule": 60}}\n',
    "wsgi.py": "from shop import create_app\n\napplication = create_app()\n",
  },
  "Django, uv, MySQL": {
    "pyproject.toml": '[project]\nname = "blog"\ndependencies = ["django", "gunicorn", "mysqlclient"]\n',
    "uv.lock": "",
    "manage.py": 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "blog.settings")\n',
    "blog/wsgi.py": "application = None\n",
    "blog/settings.py": 'WSGI_APPLICATION = "blog.wsgi.application"\n',
  },
  "Django in a folder below, requirements split": {
    "requirements/base.txt": "django==5.2\ncelery==5.5\ndjango-celery-beat\nredis\npsycopg\n",
    "requirements/production.txt": "-r base.txt\ngunicorn==23.0\n",
    "requirements/local.txt": "-r base.txt\npytest\n",
    "backend/manage.py":
      'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")\n',
    "backend/config/wsgi.py": "application = None\n",
    "backend/config/celery.py": 'from celery import Celery\n\napp = Celery("config")\n',
    "backend/config/settings/production.py":
      'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\n',
  },
  "Django with channels": {
    "requirements.txt": "django\nchannels\nchannels-redis\nuvicorn[standard]\npsycopg\n",
    "manage.py": 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "chat.settings")\n',
    "chat/asgi.py": "application = None\n",
    "chat/wsgi.py": "application = None\n",
    "chat/settings.py": "DEBUG = False\n",
  },
  "a bot in plain Python": {
    "requirements.txt": "python-telegram-bot\n",
    "bot.py": 'import os\n\nTOKEN = os.environ["BOT_TOKEN"]\n\nif __name__ == "__main__":\n    print("on")\n',
  },
  "a Python package that is run with -m": {
    "pyproject.toml": '[project]\nname = "collector"\ndependencies = ["httpx"]\n',
    "uv.lock": "",
    "src/collector/__init__.py": "",
    "src/collector/__main__.py": "print('collecting')\n",
  },
  "Python scripts, none of which stands out": {
    "requirements.txt": "requests\n",
    "import_prices.py": 'if __name__ == "__main__":\n    pass\n',
    "export_orders.py": 'if __name__ == "__main__":\n    pass\n',
  },
  "Express, npm, worker, pg": {
    "package.json":
      '{ "name": "@acme/shop", "repository": "https://github.com/acme/shop.git", "scripts": { "start": "node server.js", "worker": "node worker.js", "test": "node --test" }, "dependencies": { "express": "5.1.0", "pg": "8.16.0", "bullmq": "5.0.0" } }\n',
    "package-lock.json": "{}\n",
    "server.js":
      'import express from "express";\n\nconst app = express();\napp.get("/livez", (req, res) => res.json({}));\nconst server = app.listen(process.env.PORT ?? 4000);\nprocess.on("SIGTERM", () => server.close());\n',
    "worker.js":
      'import { Worker } from "bullmq";\n\nnew Worker("mail", async () => {}, { connection: {} });\n',
  },
  "Express in TypeScript that is only started for development": {
    "package.json":
      '{ "name": "notes", "main": "dist/index.js", "scripts": { "dev": "tsx watch src/index.ts", "start": "nodemon src/index.ts", "build": "tsc" }, "dependencies": { "express": "5.1.0" }, "devDependencies": { "tsx": "4.0.0" } }\n',
    "package-lock.json": "{}\n",
    "src/index.ts": 'import express from "express";\n\nexpress().listen(3001);\n',
  },
  "Nest, pnpm, Prisma": {
    "package.json":
      '{ "name": "booking", "packageManager": "pnpm@10.12.1+sha512.abc", "scripts": { "build": "nest build", "start": "nest start", "start:dev": "nest start --watch", "start:prod": "node dist/main", "db:deploy": "prisma migrate deploy" }, "dependencies": { "@nestjs/core": "11", "@nestjs/platform-express": "11", "@prisma/client": "6" }, "devDependencies": { "@nestjs/cli": "11", "prisma": "6" } }\n',
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "nest-cli.json": "{}\n",
    "prisma/schema.prisma": "datasource db {}\n",
    ".env.example": "DATABASE_URL=postgresql://localhost:5432/booking\n",
    "src/main.ts":
      "async function bootstrap() {\n  const app = await create();\n  await app.listen(process.env.PORT ?? 3333);\n}\n",
  },
  "Fastify, yarn, Drizzle": {
    "package.json":
      '{ "name": "feeds", "scripts": { "build": "tsc -p .", "start": "NODE_ENV=production node --enable-source-maps -r dotenv/config ./dist/server.js" }, "dependencies": { "fastify": "5", "drizzle-orm": "1", "postgres": "3", "dotenv": "17" }, "devDependencies": { "drizzle-kit": "1", "typescript": "5" } }\n',
    "yarn.lock": "# yarn lockfile v1\n",
    "drizzle.config.ts": "export default {};\n",
    "src/server.ts": 'await app.listen({ port: 8081, host: "0.0.0.0" });\n',
  },
  "Hono, modern yarn": {
    "package.json":
      '{ "name": "edge", "packageManager": "yarn@4.9.2", "scripts": { "start": "tsx src/index.ts" }, "dependencies": { "hono": "4", "@hono/node-server": "1", "tsx": "4" } }\n',
    "yarn.lock": "__metadata:\n",
    "src/index.ts": "serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8787) });\n",
  },
  "Koa, no lockfile, several ports": {
    "package.json":
      '{ "name": "proxy", "scripts": { "start": "node src" }, "dependencies": { "koa": "3" } }\n',
    "src/index.js": "app.listen(7000);\nadmin.listen(7001);\n",
  },
  "plain Node": {
    "package.json": '{ "name": "hello", "type": "module" }\n',
    "index.js":
      'import http from "node:http";\n\nhttp.createServer(() => {}).listen(process.env.PORT || 3000);\n',
  },
  "Next.js, standalone": {
    "package.json":
      '{ "name": "web", "scripts": { "build": "next build", "start": "next start" }, "dependencies": { "next": "16.0.0", "react": "19.2.0" } }\n',
    "package-lock.json": "{}\n",
    "next.config.mjs": 'export default { output: "standalone", poweredByHeader: false };\n',
    "public/logo.svg": "<svg/>\n",
  },
  "Next.js, pnpm, port of its own": {
    "package.json":
      '{ "name": "site", "scripts": { "build": "next build", "start": "next start -p 3100" }, "dependencies": { "next": "16.0.0" } }\n',
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "next.config.ts": "export default { poweredByHeader: false };\n",
  },
  "Next.js, exported": {
    "package.json":
      '{ "name": "docs-site", "scripts": { "build": "next build" }, "dependencies": { "next": "16.0.0" } }\n',
    "package-lock.json": "{}\n",
    "next.config.js": 'module.exports = { output: "export" };\n',
  },
  "Vite, its own folder of pages": {
    "package.json":
      '{ "name": "shop", "scripts": { "build": "vite build", "preview": "vite preview" }, "devDependencies": { "vite": "7.0.0" } }\n',
    "package-lock.json": "{}\n",
    "vite.config.ts": 'export default { build: { outDir: "public_html" } };\n',
    "src/main.ts": "",
  },
  "Create React App": {
    "package.json":
      '{ "name": "panel", "scripts": { "start": "react-scripts start", "build": "react-scripts build" }, "dependencies": { "react-scripts": "5" } }\n',
    "yarn.lock": "",
  },
  Remix: {
    "package.json":
      '{ "name": "tickets", "scripts": { "build": "remix vite:build", "start": "remix-serve ./build/server/index.js" }, "dependencies": { "@remix-run/serve": "2", "@remix-run/node": "2", "better-sqlite3": "12" }, "devDependencies": { "vite": "6" } }\n',
    "package-lock.json": "{}\n",
  },
  Nuxt: {
    "package.json":
      '{ "name": "gallery", "scripts": { "build": "nuxt build", "dev": "nuxt dev" }, "dependencies": { "nuxt": "4" } }\n',
    "package-lock.json": "{}\n",
  },
  "Astro with a Node server": {
    "package.json":
      '{ "name": "magazine", "scripts": { "build": "astro build", "start": "astro dev" }, "dependencies": { "astro": "5", "@astrojs/node": "9" } }\n',
    "package-lock.json": "{}\n",
    "astro.config.mjs":
      'import node from "@astrojs/node";\n\nexport default { output: "server", adapter: node({ mode: "standalone" }) };\n',
  },
  "Astro, built pages": {
    "package.json":
      '{ "name": "notebook", "scripts": { "build": "astro build" }, "dependencies": { "astro": "5" } }\n',
    "pnpm-lock.yaml": "",
    "astro.config.mjs": "export default {};\n",
  },
  "SvelteKit with a Node server": {
    "package.json":
      '{ "name": "board", "scripts": { "build": "vite build" }, "devDependencies": { "@sveltejs/kit": "2", "@sveltejs/adapter-node": "5", "vite": "7" } }\n',
    "package-lock.json": "{}\n",
    "svelte.config.js":
      'import adapter from "@sveltejs/adapter-node";\n\nexport default { kit: { adapter: adapter() } };\n',
  },
  "SvelteKit that leaves the platform open": {
    "package.json":
      '{ "name": "open", "scripts": { "build": "vite build" }, "devDependencies": { "@sveltejs/kit": "2", "@sveltejs/adapter-auto": "6", "vite": "7" } }\n',
    "package-lock.json": "{}\n",
    "svelte.config.js":
      'import adapter from "@sveltejs/adapter-auto";\n\nexport default { kit: { adapter: adapter() } };\n',
  },
  "FastAPI and Next.js": {
    "api/requirements.txt":
      "fastapi==0.121.0\nuvicorn==0.38.0\npsycopg==3.2.0\nredis==7.0.0\nalembic==1.17.0\n",
    "api/alembic.ini": "[alembic]\n",
    "api/app/main.py":
      'import os\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\nSECRET_KEY = os.environ["SECRET_KEY"]\nDATABASE_URL = os.environ["DATABASE_URL"]\nLOG_LEVEL = os.getenv("LOG_LEVEL", "info")\n\n\n@app.get("/healthz")\ndef health():\n    return {"status": "ok"}\n',
    "web/package.json":
      '{ "name": "web", "scripts": { "build": "next build", "start": "next start" }, "dependencies": { "next": "16.0.0", "react": "19.2.0" } }\n',
    "web/package-lock.json": "{}\n",
    "web/next.config.mjs": 'export default { output: "standalone", poweredByHeader: false };\n',
  },
  "npm workspace of a server, pages and a library": {
    "package.json":
      '{ "name": "suite", "private": true, "workspaces": ["apps/*", "packages/*"], "scripts": { "start": "turbo run start" } }\n',
    "package-lock.json": "{}\n",
    "apps/api/package.json":
      '{ "name": "@suite/api", "scripts": { "build": "tsc", "start": "node dist/index.js", "start:worker": "node dist/worker.js" }, "dependencies": { "fastify": "5", "mongoose": "8", "bullmq": "5" } }\n',
    "apps/api/src/index.ts": "app.listen({ port: Number(process.env.PORT || 4100) });\n",
    "apps/web/package.json":
      '{ "name": "@suite/web", "scripts": { "build": "vite build" }, "devDependencies": { "vite": "7" } }\n',
    "packages/ui/package.json":
      '{ "name": "@suite/ui", "main": "index.js", "scripts": { "build": "tsc" } }\n',
    "packages/ui/index.js": "export const Button = 1;\n",
  },
  "pnpm workspace with a standalone Next.js": {
    "package.json": '{ "name": "mono", "private": true, "packageManager": "pnpm@10.12.1" }\n',
    "pnpm-workspace.yaml": 'packages:\n  - "apps/*"\n',
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "apps/site/package.json":
      '{ "name": "site", "scripts": { "build": "next build", "start": "next start" }, "dependencies": { "next": "16" } }\n',
    "apps/site/next.config.mjs": 'export default { output: "standalone", poweredByHeader: false };\n',
  },
  "Flask with assets of Vite in the same folder": {
    "requirements.txt": "flask\ngunicorn\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
    "package.json":
      '{ "name": "assets", "scripts": { "build": "vite build" }, "devDependencies": { "vite": "7" } }\n',
    "package-lock.json": "{}\n",
  },
  "two lockfiles": {
    "package.json":
      '{ "name": "undecided", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5" } }\n',
    "package-lock.json": "{}\n",
    "yarn.lock": "",
    "server.js": "import express from 'express';\n\nexpress().listen(process.env.PORT || 3000);\n",
  },
  "Prisma without a word about the database": {
    "package.json":
      '{ "name": "vague", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5", "@prisma/client": "6", "prisma": "6" } }\n',
    "package-lock.json": "{}\n",
    "prisma/schema.prisma": "datasource db {}\n",
    "server.js": "import express from 'express';\n\nexpress().listen(process.env.PORT || 3000);\n",
  },
  "several Dockerfiles and platform files that are there": {
    "requirements.txt": "fastapi\nuvicorn\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
    Dockerfile:
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY main.py ./\nRUN useradd --uid 10001 app\nUSER app\nEXPOSE 9000\nHEALTHCHECK CMD ["python", "-c", "import urllib.request as u;u.urlopen(\'http://127.0.0.1:9000/\')"]\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "9000"]\n',
    "Dockerfile.dev": "FROM python:3.13-slim\n",
    "compose.yaml": "services:\n  db:\n    image: postgres:17\n",
    "render.yaml": "services: []\n",
    ".github/workflows/test.yml": "on: push\n",
    "deploy.sh": "#!/bin/sh\nset -eu\n",
  },
  "Electron, which no server runs": {
    "package.json":
      '{ "name": "desktop", "main": "main.js", "scripts": { "start": "electron ." }, "devDependencies": { "electron": "38" } }\n',
    "main.js": "",
  },
  nothing: {},
};
