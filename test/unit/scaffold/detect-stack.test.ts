import assert from "node:assert/strict";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import type { Answers } from "../../../src/core/scaffold/generator";
import type { NodeService, PythonService } from "../../../src/core/scaffold/service";
import type { Stack } from "../../../src/core/scaffold/stack";
import { projectOf } from "../../support/project";
import { repositories } from "../../support/repositories";

type Wanted = Partial<Omit<Stack, "services" | "doubts">> & {
  readonly services: readonly (Partial<PythonService> | Partial<NodeService>)[];
  /** Ids of the doubts, with their answers. */
  readonly doubts?: Readonly<Record<string, readonly string[]>>;
};

const postgres = { engine: "postgres", own: false, variable: undefined } as const;

/** Everything that is said here is looked at; of services also how many there are. */
const wanted: Readonly<Record<string, Wanted>> = {
  "FastAPI, pip, Alembic, Redis": {
    services: [
      {
        folder: "",
        language: "python",
        framework: "fastapi",
        manager: "pip",
        lockfile: undefined,
        entry: "app.main:app",
        server: "uvicorn",
        hasServer: true,
        port: 8000,
        sources: "",
      },
    ],
    database: { ...postgres, variable: "DATABASE_URL" },
    redis: true,
    migrations: { tool: "alembic", folder: "", command: "alembic upgrade head" },
  },
  "FastAPI, uv, src layout": {
    name: "ledger",
    services: [
      {
        manager: "uv",
        lockfile: "uv.lock",
        entry: "ledger.api:service",
        sources: "src",
        hasServer: true,
        isFactory: false,
      },
    ],
    database: postgres,
    redis: false,
  },
  "FastAPI, poetry, factory": {
    services: [
      {
        manager: "poetry",
        lockfile: "poetry.lock",
        framework: "fastapi",
        entry: "mailer.app:create_app",
        isFactory: true,
      },
    ],
    database: undefined,
  },
  "FastAPI, started by a Procfile": {
    services: [{ entry: "server.asgi:api", framework: "fastapi" }],
    workers: [{ name: "worker", folder: "", command: "python jobs.py" }],
    database: { engine: "mongo", own: false, variable: undefined },
    existing: { platform: ["Procfile"] },
  },
  "FastAPI without a lockfile, two applications": {
    services: [{ manager: "uv", lockfile: undefined, entry: "internal.server:app" }],
    doubts: { "entry:.": ["internal.server:app", "public.server:app"] },
  },
  "Flask, poetry, PORT in the code": {
    services: [{ framework: "flask", entry: "app:app", port: 5050, server: "gunicorn", hasServer: true }],
  },
  "Flask, pip, factory, Celery, RQ-free": {
    services: [{ framework: "flask", entry: "wsgi:application", isFactory: false, hasServer: false }],
    database: postgres,
    redis: true,
    workers: [
      { name: "worker", folder: "", command: "celery -A shop.tasks.queue worker --loglevel=info" },
      {
        name: "beat",
        folder: "",
        command: "celery -A shop.tasks.queue beat --loglevel=info --schedule=/tmp/beat",
      },
    ],
    migrations: { tool: "flask-migrate", folder: "", command: "flask --app wsgi:application db upgrade" },
  },
  "Django, uv, MySQL": {
    services: [{ framework: "django", entry: "blog.wsgi:application", manager: "uv", server: "gunicorn" }],
    database: { engine: "mysql", own: false, variable: undefined },
    migrations: { tool: "django", folder: "", command: "python manage.py migrate --noinput" },
  },
  "Django in a folder below, requirements split": {
    services: [
      {
        folder: "",
        manifest: "requirements/production.txt",
        framework: "django",
        entry: "config.wsgi:application",
        sources: "backend",
        hasServer: true,
      },
    ],
    database: postgres,
    migrations: { tool: "django", folder: "", command: "python backend/manage.py migrate --noinput" },
    workers: [
      { name: "worker", folder: "", command: "celery -A config.celery worker --loglevel=info" },
      {
        name: "beat",
        folder: "",
        command: "celery -A config.celery beat --loglevel=info --schedule=/tmp/beat",
      },
    ],
  },
  "Django with channels": {
    services: [{ framework: "django", entry: "chat.asgi:application", server: "uvicorn", hasServer: true }],
    redis: true,
  },
  "a bot in plain Python": {
    services: [{ framework: "none", entry: "bot.py", server: undefined, listens: false }],
  },
  "a Python package that is run with -m": {
    services: [{ framework: "none", entry: "-m collector", sources: "src", manager: "uv", listens: false }],
  },
  "Python scripts, none of which stands out": {
    services: [],
    doubts: { "entry:.": ["export_orders.py", "import_prices.py"] },
  },
  "Express, npm, worker, pg": {
    name: "shop",
    repository: "acme/shop",
    services: [
      {
        language: "node",
        framework: "express",
        manager: "npm",
        lockfile: "package-lock.json",
        start: ["node", "server.js"],
        port: 4000,
        builds: false,
        output: undefined,
        prunes: true,
      },
    ],
    database: postgres,
    redis: true,
    workers: [{ name: "worker", folder: "", command: "node worker.js" }],
  },
  "Express in TypeScript that is only started for development": {
    services: [],
    doubts: { "entry:.": ["dist/index.js"] },
  },
  "Nest, pnpm, Prisma": {
    services: [
      {
        framework: "nest",
        manager: "pnpm",
        managerVersion: "10.12.1",
        start: ["node", "dist/main.js"],
        port: 3333,
        builds: true,
        prunes: false,
      },
    ],
    database: { ...postgres, variable: "DATABASE_URL" },
    migrations: { tool: "prisma", folder: "", command: "npm run db:deploy" },
  },
  "Fastify, yarn, Drizzle": {
    services: [
      {
        framework: "fastify",
        manager: "yarn",
        managerVersion: undefined,
        start: ["node", "--enable-source-maps", "-r", "dotenv/config", "dist/server.js"],
        port: 8081,
        prunes: false,
      },
    ],
    database: postgres,
    migrations: { tool: "drizzle", folder: "", command: "npx drizzle-kit migrate" },
  },
  "Hono, modern yarn": {
    services: [
      {
        framework: "hono",
        manager: "yarn",
        managerVersion: "4.9.2",
        start: ["node_modules/.bin/tsx", "src/index.ts"],
        port: 8787,
        prunes: true,
      },
    ],
  },
  "Koa, no lockfile, several ports": {
    services: [{ framework: "koa", manager: "npm", lockfile: undefined, start: ["node", "src"], port: 7000 }],
    doubts: { "port:.": ["7000", "7001"] },
  },
  "plain Node": {
    services: [{ framework: "none", start: ["node", "index.js"], port: 3000 }],
  },
  "Next.js, standalone": {
    services: [
      { framework: "next", standalone: true, start: ["node", "server.js"], hasPublic: true, port: 3000 },
    ],
  },
  "Next.js, pnpm, port of its own": {
    services: [
      {
        standalone: false,
        manager: "pnpm",
        start: ["node", "node_modules/next/dist/bin/next", "start"],
        port: 3100,
      },
    ],
  },
  "Next.js, exported": { services: [{ framework: "next", output: "out", start: [], port: 8080 }] },
  "Vite, its own folder of pages": { services: [{ framework: "vite", output: "public_html", port: 8080 }] },
  "Create React App": { services: [{ framework: "react-scripts", output: "build", manager: "yarn" }] },
  Remix: {
    services: [
      {
        framework: "remix",
        start: ["node_modules/.bin/remix-serve", "./build/server/index.js"],
        output: undefined,
      },
    ],
    database: { engine: "sqlite", own: false, variable: undefined },
  },
  Nuxt: { services: [{ framework: "nuxt", start: ["node", ".output/server/index.mjs"] }] },
  "Astro with a Node server": {
    services: [{ framework: "astro", start: ["node", "dist/server/entry.mjs"], port: 4321 }],
  },
  "Astro, built pages": { services: [{ framework: "astro", output: "dist", start: [], manager: "pnpm" }] },
  "SvelteKit with a Node server": {
    services: [{ framework: "sveltekit", start: ["node", "build/index.js"] }],
  },
  "SvelteKit that leaves the platform open": {
    services: [],
    doubts: { "adapter:.": ["the platform", "a Node server", "static pages"] },
  },
  "FastAPI and Next.js": {
    services: [
      { folder: "api", framework: "fastapi", entry: "app.main:app" },
      { folder: "web", framework: "next", standalone: true, workspace: undefined },
    ],
    migrations: { tool: "alembic", folder: "api", command: "alembic upgrade head" },
  },
  "npm workspace of a server, pages and a library": {
    name: "suite",
    services: [
      {
        folder: "apps/api",
        framework: "fastify",
        workspace: "",
        lockfile: "package-lock.json",
        start: ["node", "dist/index.js"],
        port: 4100,
      },
      { folder: "apps/web", framework: "vite", workspace: "", output: "dist" },
    ],
    database: { engine: "mongo", own: false, variable: undefined },
    redis: true,
    workers: [{ name: "worker", folder: "apps/api", command: "node dist/worker.js" }],
  },
  "pnpm workspace with a standalone Next.js": {
    services: [
      { folder: "apps/site", workspace: "", manager: "pnpm", managerVersion: "10.12.1", standalone: true },
    ],
  },
  "Flask with assets of Vite in the same folder": {
    services: [
      { language: "python", framework: "flask", folder: "" },
      { language: "node", framework: "vite", folder: "" },
    ],
  },
  "two lockfiles": { services: [{ manager: "yarn" }], doubts: { "manager:.": ["yarn", "npm"] } },
  "Prisma without a word about the database": {
    services: [{ framework: "express", prunes: true }],
    database: postgres,
    doubts: { database: ["postgres", "mysql", "sqlite", "mongo"] },
  },
  "several Dockerfiles and platform files that are there": {
    services: [{ entry: "main:app", port: 9000 }],
    database: { engine: "postgres", own: true, variable: undefined },
    existing: {
      dockerfile: ["Dockerfile", "Dockerfile.dev"],
      compose: ["compose.yaml"],
      workflow: [".github/workflows/test.yml"],
      platform: ["render.yaml"],
      script: ["deploy.sh"],
    },
  },
  "Electron, which no server runs": { services: [] },
  nothing: {
    name: "app",
    services: [],
    database: undefined,
    redis: false,
    workers: [],
    migrations: undefined,
  },
};

function detect(files: Readonly<Record<string, string>>, choices?: Answers): Stack {
  return detectStack(projectOf(files).watch().view, choices);
}

/** The keys of `like`, as they are in `value`. */
function part(value: object, like: object): object {
  return Object.fromEntries(Object.keys(like).map((key) => [key, Reflect.get(value, key)]));
}

describe("detectStack", () => {
  it("is asked about every repository", () => {
    assert.deepEqual(Object.keys(wanted).sort(), Object.keys(repositories).sort());
  });

  for (const [name, { services, doubts = {}, ...rest }] of Object.entries(wanted)) {
    it(`tells what ${name} is`, () => {
      const stack = detect(repositories[name] ?? {});
      assert.deepEqual(
        stack.services.map((service, i) => part(service, services[i] ?? service)),
        services,
      );
      assert.deepEqual(part(stack, rest), rest);
      assert.deepEqual(Object.fromEntries(stack.doubts.map(({ id, answers }) => [id, answers])), doubts);
      for (const { question } of stack.doubts) assert.match(question, /^[A-Z@].*\?$/);
    });
  }

  it("takes what somebody says for what files leave open", () => {
    const answered = (name: string, choices: Answers) => detect(repositories[name] ?? {}, choices);
    const twins = answered("FastAPI without a lockfile, two applications", {
      "entry:.": "public.server:app",
    });
    assert.deepEqual(
      [twins.services.map((one) => one.language === "python" && one.entry), twins.doubts],
      [["public.server:app"], []],
    );
    const scripts = answered("Python scripts, none of which stands out", { "entry:.": "import_prices.py" });
    assert.deepEqual(
      scripts.services.map((one) => one.language === "python" && one.entry),
      ["import_prices.py"],
    );
    const typed = answered("Express in TypeScript that is only started for development", {
      "entry:.": "dist/index.js",
    });
    assert.deepEqual(
      typed.services.map((one) => one.language === "node" && one.start),
      [["node", "dist/index.js"]],
    );
    const koa = answered("Koa, no lockfile, several ports", { "port:.": "7001" });
    assert.deepEqual([koa.services[0]?.port, koa.doubts], [7001, []]);
    const prisma = answered("Prisma without a word about the database", { database: "mysql" });
    assert.deepEqual([prisma.database?.engine, prisma.doubts], ["mysql", []]);
    const queue = detect(
      {
        "requirements.txt": "fastapi==0.121.0\nuvicorn==0.38.0\nrq==2.6.0\n",
        "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
      },
      { "worker:.": "rq worker mails" },
    );
    assert.deepEqual(
      [queue.workers, queue.doubts],
      [[{ name: "worker", folder: "", command: "rq worker mails" }], []],
    );
    const locks = answered("two lockfiles", { "manager:.": "npm" });
    const [service] = locks.services;
    assert.ok(service?.language === "node");
    assert.deepEqual([service.manager, service.lockfile, locks.doubts], ["npm", "package-lock.json", []]);
    const kit = answered("SvelteKit that leaves the platform open", { "adapter:.": "a Node server" });
    assert.deepEqual(
      [kit.services.map((one) => one.language === "node" && one.start), kit.doubts],
      [[["node", "build/index.js"]], []],
    );
  });

  it("takes no answer that a command could stumble over", () => {
    const files = repositories["Python scripts, none of which stands out"] ?? {};
    for (const bad of ["x.py; rm -rf /", "$(id)", "a\nb", "`id`", '"', "'", ""]) {
      const { services, doubts } = detect(files, { "entry:.": bad });
      assert.deepEqual([services, doubts.length], [[], 1], bad);
    }
  });
});
