import { node } from "./support/app-servers";
import { known, limited, openToAll, openToOwn, protectedAt, unlimited, unprotected } from "./support/checks";
import { live } from "./support/live";

function manifest(...names: readonly string[]): Record<string, string> {
  const dependencies = Object.fromEntries(names.map((name) => [name, "*"]));
  return { "package.json": `${JSON.stringify({ dependencies }, undefined, 2)}\n` };
}

const fastify = `import Fastify from "fastify";

const app = Fastify();

app.get("/", async () => ({ ok: true }));
app.post("/login", async () => ({ ok: true }));
app.get("/fail", async () => {
  throw new Error("no");
});

await app.listen({ port: Number(process.env.PORT) });
`;
const oldFastify = `const app = require('fastify')();

app.get('/', async () => ({ ok: true }));
app.post('/login', async () => ({ ok: true }));

app.listen({ port: Number(process.env.PORT) });
`;
const koa = `const Koa = require('koa');
const Router = require('@koa/router');

const app = new Koa();
const router = new Router();
router.get('/', (ctx) => {
  ctx.body = { ok: true };
});
router.post('/login', (ctx) => {
  ctx.body = { ok: true };
});
app.use(router.routes());

app.listen(process.env.PORT);
`;
const hono = `import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono();

app.get("/", (c) => c.json({ ok: true }));
app.post("/login", (c) => c.json({ ok: true }));
app.get("/fail", () => {
  throw new Error("no");
});

serve({ fetch: app.fetch, port: Number(process.env.PORT) });
`;

const post = { method: "POST" };
const everywhere = { "/": 200, "/nowhere": 404, "/fail": 500 };
const rule = "node/missing-security-headers";
const shows = "each once, on 404 and 500 as well";

live(node("Fastify", "fastify", "@fastify/helmet", "@fastify/rate-limit"), [
  {
    ...{ rule, shows },
    files: { "server.mjs": fastify, ...manifest("fastify") },
    before: unprotected("/"),
    after: protectedAt(everywhere),
  },
  {
    ...{ rule, shows: "each once, in CommonJS" },
    files: { "server.js": oldFastify },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404 }),
  },
  {
    shows: "429 for the 101st request",
    rule: "fastify/missing-rate-limit",
    files: { "server.mjs": fastify, ...manifest("fastify") },
    before: unlimited("/login", post),
    after: limited("/login", post),
  },
]);

live(node("Koa", "koa", "@koa/router", "koa-helmet", "koa-ratelimit"), [
  {
    ...{ rule, shows: "each once, on 404 as well" },
    files: { "server.js": koa, ...manifest("koa") },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404 }),
  },
  {
    shows: "429 for the 101st request",
    rule: "koa/missing-rate-limit",
    files: { "server.js": koa },
    before: unlimited("/login", post),
    after: limited("/login", post),
  },
]);

live(node("Hono", "hono", "@hono/node-server", "hono-rate-limiter"), [
  {
    ...{ rule, shows },
    files: { "server.mjs": hono, ...manifest("hono", "@hono/node-server") },
    before: unprotected("/"),
    after: protectedAt(everywhere),
  },
  {
    shows: "429 for the 101st request",
    rule: "hono/missing-rate-limit",
    files: { "server.mjs": hono, ...manifest("hono", "@hono/node-server") },
    before: unlimited("/login", post),
    after: limited("/login", post),
  },
]);

live(node("Fastify", "fastify", "@fastify/cors"), [
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "fastify/cors-wildcard",
    files: {
      "server.mjs": `import Fastify from "fastify";
import cors from "@fastify/cors";

const app = Fastify();
await app.register(cors);

app.get("/", async () => ({ ok: true }));
app.post("/", async () => ({ ok: true }));

await app.listen({ port: Number(process.env.PORT) });
`,
      ...manifest("fastify", "@fastify/cors"),
      ...known,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "fastify/cors-wildcard",
    files: {
      "server.js": `const app = require('fastify')();

app.register(require('@fastify/cors'), { origin: '*' });
app.get('/', async () => ({ ok: true }));
app.post('/', async () => ({ ok: true }));

app.listen({ port: Number(process.env.PORT) });
`,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
]);

live(node("Koa", "koa", "@koa/cors"), [
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "koa/cors-wildcard",
    files: {
      "server.js": `const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();
app.use(cors({ credentials: true }));
app.use((ctx) => {
  ctx.body = { ok: true };
});

app.listen(process.env.PORT);
`,
      ...known,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "koa/cors-wildcard",
    files: {
      "server.js": `const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();
app.use(cors());
app.use((ctx) => {
  ctx.body = { ok: true };
});

app.listen(process.env.PORT);
`,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
]);

live(node("Hono", "hono", "@hono/node-server"), [
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "hono/cors-wildcard",
    files: {
      "server.mjs": `import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { cors } from "hono/cors";

const app = new Hono();
app.use("/api/*", cors());
app.get("/api/", (c) => c.json({ ok: true }));
app.post("/api/", (c) => c.json({ ok: true }));

serve({ fetch: app.fetch, port: Number(process.env.PORT) });
`,
      ...manifest("hono", "@hono/node-server"),
      ...known,
    },
    before: openToAll("/api/"),
    after: openToOwn("/api/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "hono/cors-wildcard",
    files: {
      "server.mjs": `import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { cors } from 'hono/cors'

const app = new Hono()
app.use(cors({ origin: '*' }))
app.get('/', (c) => c.json({ ok: true }))

serve({ fetch: app.fetch, port: Number(process.env.PORT) })
`,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
]);

const nest = (setup: string) => `import 'reflect-metadata';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Controller()
class AppController {
  @Get()
  index() {
    return { ok: true };
  }

  @Post('login')
  login() {
    return { ok: true };
  }
}

@Module({ controllers: [AppController] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
${setup}
  await app.listen(process.env.PORT ?? 3000);
}
bootstrap();
`;

live(node("NestJS", "@nestjs/core", "@nestjs/platform-express"), [
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "nestjs/cors-wildcard",
    files: { "src/main.ts": nest("  app.enableCors();"), ...known },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "nestjs/cors-wildcard",
    files: { "src/main.ts": nest("  app.enableCors({ origin: '*' });") },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
]);

live(node("NestJS", "@nestjs/core", "@nestjs/platform-express", "helmet"), [
  {
    ...{ rule, shows: "each once, on 404 as well" },
    files: {
      "src/main.ts": nest(""),
      ...manifest("@nestjs/core", "@nestjs/common", "@nestjs/platform-express"),
    },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404 }),
  },
]);

const nestFiles = {
  "src/main.ts": `import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(process.env.PORT ?? 3000);
}
bootstrap();
`,
  "src/app.module.ts": `import { Module } from '@nestjs/common';
import { OrdersController } from './orders.controller';

@Module({
  controllers: [OrdersController],
})
export class AppModule {}
`,
  "src/orders.controller.ts": `import { Controller, Post } from '@nestjs/common';

@Controller('orders')
export class OrdersController {
  @Post()
  add() {
    return { ok: true };
  }
}
`,
  ...manifest("@nestjs/core", "@nestjs/common", "@nestjs/platform-express"),
};

live(node("NestJS", "@nestjs/core", "@nestjs/platform-express", "@nestjs/throttler"), [
  {
    shows: "429 for the 101st request",
    rule: "nestjs/missing-rate-limit",
    files: nestFiles,
    before: unlimited("/orders", post),
    after: limited("/orders", post),
  },
  {
    shows: "429 where the limit was bound to nothing",
    rule: "nestjs/throttler-not-bound",
    files: {
      ...nestFiles,
      "src/app.module.ts": `import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { OrdersController } from './orders.controller';

@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 100 }])],
  controllers: [OrdersController],
})
export class AppModule {}
`,
    },
    before: unlimited("/orders", post),
    after: limited("/orders", post),
  },
]);
