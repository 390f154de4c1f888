import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import { lastNameOf, stringOf } from "../../files/syntax/value";
import { isMountedHere, mounts } from "../../project/mounts";
import { scriptMounts } from "../../project/script-mounts";
import { isHealthPath, mentionsHealth, serviceShows } from "../../project/service-signs";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { type NodeApp, nodeApps, routesOf } from "../node/apps";
import { pythonApps } from "../python/apps";
import { defineRule } from "../rule";
import { nodeHealthRoute, pythonHealthRoute } from "./health-routes";

/**
 * Looks at applications that a module starts, or hands to one that does. A route that any module of the service
 * defines counts, by its words alone: where it is mounted need not be known.
 */
export const appMissingHealthEndpoint = defineRule({
  id: "app/missing-health-endpoint",
  on: ["javascript", "python"],
  severity: "info",
  hardening: true,
  title: "Answer the question whether the application is up",
  why: "Load balancers, containers and monitors ask a path like `/health`: without one they take a hanging process for a running one, or a page of an error for an answer.",
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    "https://microservices.io/patterns/observability/health-check-api.html",
  ],
  equivalents: [],
  mentions: {
    javascript: ["express", "fastify", "koa", "hono", "nestjs", "polka"],
    python: ["FastAPI", "Flask", "Starlette", "django"],
  },
  fix: "review",
  examples: [
    {
      title: "Express",
      bad: `const express = require('express');

const app = «express()»;
app.use(requireUser);
app.get('/orders', listOrders);
app.listen(3000);
`,
      good: `const express = require('express');

const app = express();
app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});
app.use(requireUser);
app.get('/orders', listOrders);
app.listen(3000);
`,
    },
    {
      title: "FastAPI",
      path: "app/main.py",
      bad: `from fastapi import FastAPI

app = «FastAPI()»


@app.get("/orders")
def orders():
    return []
`,
      good: `from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.get("/orders")
def orders():
    return []
`,
    },
  ],
  *check({ file, project }) {
    if (file.role !== "prod" || isServerless(file, project)) return;
    const route = healthRouteIn(file);
    if (route) yield { proves: route, message: "This route tells whether the application is up." };
    const [app] = file.is("python") ? inPython(file, project) : inScript(file, project);
    if (!app || !file.form.clean || serviceShows("health", file.path, project)) return;
    yield {
      at: app.at,
      message: "No route like `/health` tells whether this application is up.",
      fixes: app.edit
        ? [{ title: "Answer `GET /health` in front of all middleware", kind: "review", edits: [app.edit] }]
        : [],
    };
  },
});

const frameworks =
  /["'](express|fastify|koa|@koa\/router|koa-router|hono|@nestjs\/\w+|polka)["']|\bfrom\s+(fastapi|flask|starlette|django)\b/;
/** What defines a route: methods, decorators, `path()` of Django. */
const defining = /^(get|all|use|head|route|api_route|Get|Controller|path|re_path)$/;

/** The path of the first route for health checks that the module defines. */
function healthRouteIn(file: SourceFile): Span | undefined {
  if (!(file.is("javascript") || file.is("python"))) return undefined;
  if (!mentionsHealth(file.text) || !frameworks.test(file.text)) return undefined;
  for (const { callee, args } of file.form.calls) {
    const path = stringOf(args[0]?.value);
    if (path !== undefined && isHealthPath(path) && defining.test(lastNameOf(callee) ?? ""))
      return args[0]?.at;
  }
  return undefined;
}

interface Found {
  readonly at: Span;
  readonly edit: TextEdit | undefined;
}

function inPython(file: SourceFile, project: ProjectView): Found[] {
  if (!file.is("python")) return [];
  const apps = pythonApps(file.form).filter(
    ({ name }) =>
      name === undefined || !(isMountedHere(file, name) || project.fact(mounts).isMounted(file.path, name)),
  );
  return apps.map((app) => ({ at: app.call.at, edit: pythonHealthRoute(file.form, app) }));
}

function inScript(file: SourceFile, project: ProjectView): Found[] {
  if (!file.is("javascript")) return [];
  const { form, path } = file;
  const apps = nodeApps(form).filter(
    (app) => app.runs && !form.isDevelopmentOnly(app.call.at.start) && !servesFilesOnly(app, form),
  );
  const isStarted = apps.some(({ runs }) => runs === "listens") || serviceShows("listens", path, project);
  if (!isStarted || project.fact(scriptMounts).isMounted(path)) return [];
  return apps.map((app) => ({ at: app.call.at, edit: nodeHealthRoute(form, app) }));
}

/** A server of static files is up when it answers at all. */
function servesFilesOnly(app: NodeApp, form: ScriptForm): boolean {
  if (app.framework === "nestjs" || !/\bstatic\b|serveStatic|sendFile|koa-static/.test(form.text))
    return false;
  const hasRoutes = routesOf(app).some(
    ({ path }) => path === undefined || !/^\/?$|^\/?(\{?\*|\(\.\*\))/.test(path),
  );
  const hasRouters = app.calls.some(
    ({ method, call }) =>
      /^(use|register|route)$/.test(method) &&
      stringOf(call.args[0]?.value) !== undefined &&
      !call.args.some(({ value }) => value.kind === "call" && /static/i.test(lastNameOf(value.callee) ?? "")),
  );
  return !hasRoutes && !hasRouters;
}

/** Functions that a platform starts for each request have nobody to ask them. */
function isServerless({ text }: SourceFile, { target }: ProjectView): boolean {
  if (target === "vercel" || target === "netlify") return true;
  return /serverless-http|aws-lambda|serverless-express|firebase-functions|functions-framework|@hono\/aws|hono\/(vercel|netlify|cloudflare|lambda|aws)|\bMangum\b|@vendia/.test(
    text,
  );
}
