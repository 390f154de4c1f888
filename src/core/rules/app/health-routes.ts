import type { PythonForm } from "../../files/python/form";
import { addAfter } from "../../files/python/insert";
import type { ScriptForm } from "../../files/script/form";
import { addStatementsAfter } from "../../files/script/insert";
import { quoteOf } from "../../files/syntax/style";
import type { TextEdit } from "../../text/edits";
import type { NodeApp, NodeFramework } from "../node/apps";
import type { PythonApp } from "../python/apps";

type Quote = (text: string) => string;

/** Statements that answer `GET /health` by framework; `app` is how the module calls its application. */
const nodeRoutes: Readonly<Partial<Record<NodeFramework, (app: string, q: Quote) => string[]>>> = {
  // The type of a handler wants nothing given back.
  express: (app, q) => [
    `${app}.get(${q("/health")}, (_req, res) => {`,
    `  res.json({ status: ${q("ok")} });`,
    "});",
  ],
  fastify: (app, q) => [`${app}.get(${q("/health")}, async () => ({ status: ${q("ok")} }));`],
  hono: (app, q) => [`${app}.get(${q("/health")}, (c) => c.json({ status: ${q("ok")} }));`],
  koa: (app, q) => [
    `${app}.use(async (ctx, next) => {`,
    `  if (ctx.path !== ${q("/health")}) return next();`,
    `  ctx.body = { status: ${q("ok")} };`,
    "});",
  ],
};

/**
 * A route behind the statement that makes the application, and so in front of all middleware. Undefined for NestJS,
 * whose routes are made of controllers, and where the application has no name.
 */
export function nodeHealthRoute(form: ScriptForm, app: NodeApp): TextEdit | undefined {
  const lines = nodeRoutes[app.framework];
  const { assigned, name, call } = app;
  // `new Hono().use(auth())`: what follows stands behind the middleware of the chain.
  if (!lines || !assigned || name === undefined || assigned.value.at.start !== call.at.start)
    return undefined;
  if (assigned.value.at.end !== call.at.end) return undefined;
  const quote = quoteOf(form.text, form.isModule ? '"' : "'");
  return addStatementsAfter(
    form,
    assigned.at.start,
    lines(name, (text) => quote + text + quote),
  );
}

/** The same for FastAPI and Flask; Starlette's routes are a list. */
export function pythonHealthRoute(form: PythonForm, { framework, assigned, name }: PythonApp) {
  if (framework === "starlette" || !assigned || name === undefined) return undefined;
  const quote = quoteOf(form.text, '"');
  const q: Quote = (text) => quote + text + quote;
  const handler = /\b(def|class|import)\s[^\n]*\bhealth\b|\bhealth\s{0,5}=/.test(form.text)
    ? "health_check"
    : "health";
  const isAsync = framework === "fastapi";
  return addAfter(form, assigned.at.start, [
    `@${name}.${isAsync ? "get" : "route"}(${q("/health")})`,
    `${isAsync ? "async " : ""}def ${handler}():`,
    `    return {${q("status")}: ${q("ok")}}`,
  ]);
}
