import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import { serviceShows } from "../../project/service-signs";
import type { ProjectView } from "../../project/view";
import { defineRule, type Report } from "../rule";
import { packageStarts } from "./package-start";
import { serversOf, shutdownEdits } from "./servers";

/** Python servers handle the signal themselves; functions of a platform have no process to stop. */
export const appNoGracefulShutdown = defineRule({
  id: "app/no-graceful-shutdown",
  on: ["javascript", "dockerfile"],
  severity: "info",
  hardening: true,
  title: "Finish the requests under way when told to stop",
  why: "Every deployment stops the old process: without a handler for SIGTERM Node ends at once, and whoever waits for an answer gets an error.",
  references: [
    "https://expressjs.com/en/advanced/healthcheck-graceful-shutdown.html",
    "https://docs.nestjs.com/fundamentals/lifecycle-events#application-shutdown",
    "https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd",
  ],
  equivalents: [],
  mentions: { javascript: [".listen(", "@hono/node-server"] },
  fix: "review",
  examples: [
    {
      title: "Express",
      path: "src/server.js",
      bad: `const express = require('express');

const app = express();
app.get('/orders', listOrders);
«app.listen»(3000);
`,
      good: `const express = require('express');

const app = express();
app.get('/orders', listOrders);
const server = app.listen(3000);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`,
    },
    {
      title: "NestJS",
      path: "src/main.ts",
      bad: `import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await «app.listen»(3000);
}
bootstrap();
`,
      good: `import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.enableShutdownHooks();
  await app.listen(3000);
}
bootstrap();
`,
    },
    {
      title: "a package manager in front of the server",
      path: "Dockerfile",
      with: { "package.json": '{ "scripts": { "start": "node server.js" } }\n' },
      bad: 'FROM node:24-slim\nCMD ["«npm", "start»"]\n',
      good: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
    },
  ],
  *check({ file, project }) {
    if (file.role !== "prod") return;
    if (file.is("dockerfile")) {
      for (const { at, what, fixes } of packageStarts(file.path, file.form, project))
        yield {
          at,
          message: `\`${what}\` stays in front of the server, which need not hear of it when the container has to stop.`,
          fixes,
        };
    } else if (file.is("javascript")) yield* inScript(file, project);
  },
});

function* inScript(file: SourceFile<"javascript">, project: ProjectView): Generator<Report> {
  const { form, path } = file;
  if (project.target === "vercel" || project.target === "netlify") return;
  const [server] = serversOf(form);
  if (!server || !form.clean) return;
  if (serviceShows("stops", path, project)) {
    yield* proofs(form);
    return;
  }
  const edits = shutdownEdits(server, form);
  yield {
    at: server.call.callee.at,
    message:
      "Nothing here reacts to SIGTERM: requests that are under way when the process stops are cut off.",
    fixes: edits.length > 0 ? [{ title: "Close the server on SIGTERM", kind: "review", edits }] : [],
  };
}

function* proofs(form: ScriptForm): Generator<Report> {
  const match = /["'`]SIGTERM["'`]|\benableShutdownHooks\b/.exec(form.text);
  if (match)
    yield {
      proves: { start: match.index, end: match.index + match[0].length },
      message: "The server finishes its requests when it is told to stop.",
    };
}
