import type { ScriptForm } from "../../files/script/form";
import { type CallValue, entryNamed, stringOf, type Value } from "../../files/syntax/value";
import { authPath, machinePath } from "../../project/limits/names";
import { type AppCall, type NodeApp, routesOf } from "./apps";

/** Middleware that belongs in front of a limit: what it refuses needs these headers, and a file costs nothing. */
const early =
  /cors|helmet|security|headers|logger|logging|morgan|pino|static|compression|json|urlencoded|body-?parser|cookie|request-?id|trace|otel|sentry|prom|metrics|health/i;

/** Whether a limit belongs in front of one of the application's own routes: one that changes something, or a login. */
export function asksItself(app: NodeApp): boolean {
  return routesOf(app).some(({ method, path, call }) => {
    if (path !== undefined && machinePath.test(path)) return false;
    if (method === "route") return changes(call);
    return /^(post|put|patch|delete|del)$/.test(method) || authPath.test(path ?? "");
  });
}

/** `fastify.route({ method: ["GET", "POST"], … })` */
function changes({ args }: CallValue): boolean {
  const options = args[0]?.value;
  const method = options?.kind === "record" ? entryNamed(options.entries, "method")?.value : undefined;
  const methods = method?.kind === "list" ? method.items : method ? [method] : [];
  return methods.some((one) => /^(post|put|patch|delete)$/i.test(stringOf(one) ?? ""));
}

/** Whether routes of other modules or routers hang on the application. */
export function mountsOthers(app: NodeApp): boolean {
  return app.calls.some(isMount);
}

/** Where a limit belongs: in front of the first route or router; undefined where the application has none here. */
export function firstTarget(app: NodeApp): CallValue | undefined {
  const routes = new Set(routesOf(app).map(({ call }) => call));
  const isTarget = (one: AppCall) =>
    routes.has(one.call) ? !machinePath.test(one.path ?? "") && one.path !== "*" : isMount(one);
  const found = app.calls.filter(isTarget).map(({ call }) => call);
  return found.sort((a, b) => a.at.start - b.at.start)[0];
}

/** `/api` where everything that a limit belongs in front of lies below it. */
export function commonPath(app: NodeApp): string | undefined {
  const targets = app.calls.filter((one) => isMount(one) || routesOf({ ...app, calls: [one] }).length > 0);
  const asked = targets.filter(({ path }) => path === undefined || !machinePath.test(path));
  const isBelow = ({ path }: AppCall) => path !== undefined && /^\/api(\/|$)/.test(path);
  // Pages and files that are read beside the API are no reason to limit everything.
  const counts = asked.filter((one) => isBelow(one) || one.method !== "get" || authPath.test(one.path ?? ""));
  return counts.length > 0 && counts.every(isBelow) ? "/api" : undefined;
}

/** `app.use("/api", router)`, `app.use(routes)`, `app.register(plugin)`, `app.route("/api", sub)` */
function isMount({ method, call }: AppCall): boolean {
  if (!/^(use|register|route|mount)$/.test(method)) return false;
  const last = call.args.at(-1)?.value;
  const target = method === "register" ? call.args[0]?.value : last;
  if (!target || target.kind === "function" || target.kind === "record" || target.kind === "string")
    return false;
  return !early.test(wordsOf(target));
}

function wordsOf(value: Value): string {
  if (value.kind === "call")
    return `${wordsOf(value.callee)} ${value.args.map((arg) => wordsOf(arg.value)).join(" ")}`;
  if (value.kind === "member") return `${wordsOf(value.object)} ${value.name}`;
  return value.kind === "name" ? value.name : (stringOf(value) ?? "");
}

/** Whether a platform runs the module for each request and limits that itself. */
export function isServerless(form: ScriptForm): boolean {
  return /serverless-http|serverless-express|aws-serverless|firebase-functions|hono\/(aws-lambda|lambda-edge|vercel|netlify|cloudflare)|\bexports\.handler\b|export const handler\b/.test(
    form.text,
  );
}
