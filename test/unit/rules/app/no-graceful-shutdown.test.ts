import { appNoGracefulShutdown } from "../../../../src/core/rules/app/no-graceful-shutdown";
import { testRule } from "../../../support/rule-tester";

const express = "const express = require('express');\nconst app = express();\n";
const manifest = '{ "scripts": { "start": "node server.js" } }\n';

testRule(appNoGracefulShutdown, {
  valid: [
    {
      title: "a handler",
      code: `${express}const server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close());\n`,
      proof: "SIGTERM",
    },
    {
      title: "a handler in another module",
      code: {
        "src/server.js": `${express}app.listen(3000);\n`,
        "src/shutdown.js": "for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);\n",
      },
    },
    {
      title: "hooks of NestJS",
      code: {
        "src/main.ts":
          'import { NestFactory } from "@nestjs/core";\nasync function main() {\n  const app = await NestFactory.create(AppModule);\n  app.enableShutdownHooks();\n  await app.listen(3000);\n}\n',
      },
      proof: "enableShutdownHooks",
    },
    {
      title: "a library",
      code: "import closeWithGrace from 'close-with-grace';\nimport Fastify from 'fastify';\nconst app = Fastify();\ncloseWithGrace(() => app.close());\napp.listen({ port: 3000 });\n",
    },
    { title: "an application that is exported", code: `${express}module.exports = app;\n` },
    {
      title: "another listen",
      code: "queue.listen('orders', handle);\nconst app = require('./lib/app');\nstore.listen(app);\n",
    },
    {
      title: "development",
      code: `${express}if (process.env.NODE_ENV !== 'production') app.listen(3000);\n`,
    },
    { title: "a test", code: { "test/server.js": `${express}app.listen(3000);\n` } },
    { title: "Vercel", code: `${express}app.listen(3000);\n`, options: { target: "vercel" } },
    { title: "half written", code: `${express}app.listen(3000);\nconst a = {\n` },
    { title: "FastAPI", code: { "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n" } },
    { title: "node itself", code: { Dockerfile: 'FROM node:24-slim\nCMD ["node", "server.js"]\n' } },
    {
      title: "an init in front",
      code: { Dockerfile: 'FROM node:24-slim\nENTRYPOINT ["tini", "--"]\nCMD ["npm", "start"]\n' },
    },
    {
      title: "an init in CMD",
      code: { Dockerfile: 'FROM node:24-slim\nCMD ["dumb-init", "npm", "start"]\n' },
    },
    {
      title: "an init of Compose",
      code: {
        Dockerfile: 'FROM node:24-slim\nCMD ["npm", "start"]\n',
        "compose.yaml": "services:\n  app:\n    build: .\n    init: true\n",
      },
    },
    {
      title: "started by Compose otherwise",
      code: {
        Dockerfile: 'FROM node:24-slim\nCMD ["npm", "start"]\n',
        "compose.yaml": "services:\n  app:\n    build: .\n    command: node server.js\n",
      },
    },
    { title: "a task", code: { Dockerfile: 'FROM node:24-slim\nCMD ["npm", "ci"]\n' } },
  ],
  invalid: [
    {
      title: "a server with a name",
      severity: "info",
      code: 'import http from "node:http";\nimport express from "express";\n\nconst app = express();\nconst server = http.createServer(app);\n«server.listen»(3000, () => {\n  console.log("up");\n});\n',
      fixed:
        'import http from "node:http";\nimport express from "express";\n\nconst app = express();\nconst server = http.createServer(app);\nserver.listen(3000, () => {\n  console.log("up");\n});\nprocess.on("SIGTERM", () => server.close(() => process.exit(0)));\n',
    },
    {
      title: "what listen gives back",
      code: `${express}const running = «app.listen»(3000)\n`,
      fixed: `${express}const running = app.listen(3000)\nprocess.on('SIGTERM', () => running.close(() => process.exit(0)));\n`,
    },
    {
      title: "a name that is taken",
      code: "const server = require('express')()\n«server.listen»(3000, () => {\n  console.log('up')\n})\n",
      fixed:
        "const server = require('express')()\nconst httpServer = server.listen(3000, () => {\n  console.log('up')\n})\nprocess.on('SIGTERM', () => httpServer.close(() => process.exit(0)))\n",
    },
    {
      title: "Fastify",
      code: "import Fastify from 'fastify';\n\nconst app = Fastify();\nawait «app.listen»({ port: 3000 });\n",
      fixed:
        "import Fastify from 'fastify';\n\nconst app = Fastify();\nawait app.listen({ port: 3000 });\nprocess.on('SIGTERM', () => app.close());\n",
    },
    {
      title: "Hono",
      code: "import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\n\nconst app = new Hono();\n«serve»({ fetch: app.fetch });\n",
      fixed:
        "import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\n\nconst app = new Hono();\nconst server = serve({ fetch: app.fetch });\nprocess.on('SIGTERM', () => server.close(() => process.exit(0)));\n",
    },
    {
      title: "an application of another module",
      code: "const app = require('./app');\n\n«app.listen»(process.env.PORT);\n",
      fixed: null,
    },
    {
      title: "behind a test of the module",
      code: `${express}if (require.main === module) «app.listen»(3000);\n`,
      fixed: null,
    },
    {
      title: "the shell form",
      code: { "package.json": manifest, Dockerfile: "FROM node:24-slim\nCMD «npm start»\n" },
      fixed: { "package.json": manifest, Dockerfile: 'FROM node:24-slim\nCMD ["node", "server.js"]\n' },
    },
    {
      title: "a script that does more",
      code: {
        "package.json": '{ "scripts": { "start": "npm run migrate && node server.js" } }\n',
        Dockerfile: 'FROM node:24-slim\nCMD ["«pnpm", "run", "start»"]\n',
      },
      fixed: null,
    },
  ],
});
