import { appMissingHealthEndpoint } from "../../../../src/core/rules/app/missing-health-endpoint";
import { testRule } from "../../../support/rule-tester";

const express = "const express = require('express');\nconst app = express();\n";
const listening = "app.get('/orders', list);\napp.listen(3000);\n";

testRule(appMissingHealthEndpoint, {
  valid: [
    {
      title: "Django",
      code: { "shop/urls.py": "from django.urls import path\n\nurlpatterns = [path('healthz/', health)]\n" },
      proof: "healthz/",
    },
    ...["/health", "/healthz", "/livez", "/readyz", "/api/health", "/_health", "/health/live"].map(
      (path) => ({
        title: `${path} of Express`,
        code: `${express}app.get('${path}', (req, res) => res.send('ok'));\n${listening}`,
        proof: path,
      }),
    ),
    {
      title: "a router of another module",
      code: {
        "src/server.js": `${express}app.use('/', require('./routes/health'));\n${listening}`,
        "src/routes/health.js":
          "const router = require('express').Router();\nrouter.get('/health', (req, res) => res.send('ok'));\nmodule.exports = router;\n",
      },
    },
    {
      title: "a library of the workspace",
      code: {
        "package.json": "{}",
        "apps/api/package.json": "{}",
        "apps/api/server.ts":
          'import express from "express";\nimport { health } from "@shop/kit";\nconst app = express();\nhealth(app);\napp.listen(3000);\n',
        "packages/kit/package.json": "{}",
        "packages/kit/health.ts":
          'export function health(app) {\n  app.get("/healthz", (req, res) => res.send("ok"));\n}\n',
      },
    },
    {
      title: "a controller of NestJS",
      code: {
        "src/main.ts":
          'import { NestFactory } from "@nestjs/core";\nasync function main() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(3000);\n}\n',
        "src/health.controller.ts":
          'import { Controller, Get } from "@nestjs/common";\n@Controller("health")\nexport class HealthController {\n  @Get()\n  check() {\n    return { status: "ok" };\n  }\n}\n',
      },
    },
    {
      title: "nginx answers",
      code: {
        "nginx/app.conf":
          "server {\n  location = /health { access_log off; return 200 'ok'; }\n  location / { proxy_pass http://app:3000; }\n}\n",
        "src/server.js": `${express}${listening}`,
      },
    },
    {
      title: "static files only",
      code: `${express}app.use(express.static('dist'));\napp.get('*', (req, res) => res.sendFile(index));\napp.listen(3000);\n`,
    },
    { title: "a library", code: `${express}app.get('/', list);\n` },
    {
      title: "an application that nobody starts",
      code: `${express}app.get('/', list);\nmodule.exports = app;\n`,
    },
    {
      title: "a function of a platform",
      code: `const serverless = require('serverless-http');\n${express}app.get('/', list);\nmodule.exports.handler = serverless(app);\n`,
    },
    { title: "Vercel", code: `${express}${listening}`, options: { target: "vercel" } },
    { title: "a test", code: { "test/server.js": `${express}${listening}` } },
    { title: "a broken file", code: `${express}${listening}const a = {\n` },
    {
      title: "mounted by another one",
      code: {
        "src/admin.js": `${express}app.get('/users', list);\nmodule.exports = app;\n`,
        "src/server.js":
          "const express = require('express');\nconst admin = require('./admin');\nconst app = express();\napp.use('/admin', admin);\napp.get('/health', ok);\napp.listen(1);\n",
      },
    },
    {
      title: "FastAPI with a router",
      code: {
        "app/main.py":
          "from fastapi import FastAPI\nfrom app import health\n\napp = FastAPI()\napp.include_router(health.router)\n",
        "app/health.py":
          'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/healthz")\ndef healthz():\n    return {}\n',
      },
    },
    {
      title: "mounted FastAPI",
      code: 'from fastapi import FastAPI\n\nadmin = FastAPI()\napp = FastAPI()\napp.mount("/admin", admin)\n\n\n@app.get("/health")\ndef health():\n    return {}\n',
    },
  ],
  invalid: [
    {
      title: "an application that another module starts",
      severity: "info",
      code: {
        "src/app.ts":
          'import express from "express";\n\nexport const app = «express()»;\n\napp.use(auth);\napp.use("/orders", orders);\n',
        "src/server.ts": 'import { app } from "./app";\n\napp.listen(3000);\n',
      },
      fixed: {
        "src/app.ts":
          'import express from "express";\n\nexport const app = express();\napp.get("/health", (_req, res) => {\n  res.json({ status: "ok" });\n});\n\napp.use(auth);\napp.use("/orders", orders);\n',
        "src/server.ts": 'import { app } from "./app";\n\napp.listen(3000);\n',
      },
    },
    {
      title: "Fastify without semicolons",
      code: "import Fastify from 'fastify'\n\nconst server = «Fastify({ logger: true })»\nawait server.register(auth)\nawait server.listen({ port: 3000 })\n",
      fixed:
        "import Fastify from 'fastify'\n\nconst server = Fastify({ logger: true })\nserver.get('/health', async () => ({ status: 'ok' }))\nawait server.register(auth)\nawait server.listen({ port: 3000 })\n",
    },
    {
      title: "Koa",
      code: "const Koa = require('koa');\nconst app = «new Koa()»;\napp.use(router.routes());\napp.listen(3000);\n",
      fixed:
        "const Koa = require('koa');\nconst app = new Koa();\napp.use(async (ctx, next) => {\n  if (ctx.path !== '/health') return next();\n  ctx.body = { status: 'ok' };\n});\napp.use(router.routes());\napp.listen(3000);\n",
    },
    {
      title: "Hono",
      code: 'import { serve } from "@hono/node-server";\nimport { Hono } from "hono";\n\nconst app = «new Hono()»;\napp.get("/", (c) => c.text("hi"));\nserve(app);\n',
      fixed:
        'import { serve } from "@hono/node-server";\nimport { Hono } from "hono";\n\nconst app = new Hono();\napp.get("/health", (c) => c.json({ status: "ok" }));\napp.get("/", (c) => c.text("hi"));\nserve(app);\n',
    },
    {
      title: "NestJS, where a controller has to",
      code: 'import { NestFactory } from "@nestjs/core";\nasync function main() {\n  const app = await «NestFactory.create(AppModule)»;\n  await app.listen(3000);\n}\n',
      fixed: null,
    },
    {
      title: "Flask in a factory",
      code: {
        "shop/__init__.py":
          "from flask import Flask\n\n\ndef create_app():\n    app = «Flask(__name__)»\n    app.register_blueprint(shop)\n    return app\n",
      },
      fixed: {
        "shop/__init__.py":
          'from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n\n    @app.route("/health")\n    def health():\n        return {"status": "ok"}\n\n    app.register_blueprint(shop)\n    return app\n',
      },
    },
    {
      title: "a service of several, whose neighbour has one",
      code: {
        "a/package.json": "{}",
        "a/server.js": `${express}app.get('/health', ok);\napp.listen(1);\n`,
        "b/package.json": "{}",
        "b/server.js":
          "const express = require('express');\nconst app = «express()»;\napp.get('/orders', list);\napp.listen(2);\n",
      },
    },
    {
      title: "a proxy that hands the question on",
      code: {
        "nginx/app.conf": "server {\n  location /health { proxy_pass http://app:3000; }\n}\n",
        "src/server.js": `const express = require('express');\nconst app = «express()»;\n${listening}`,
      },
    },
  ],
});
