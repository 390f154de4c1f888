import type { PythonForm } from "../../files/python/form";
import type { SourceFile } from "../../files/source";
import {
  type CallValue,
  entryNamed,
  type FunctionValue,
  lastNameOf,
  type Value,
} from "../../files/syntax/value";
import { type Span, span } from "../../text/span";
import type { AppPart } from "./app-part";
import { authPath, limiterName } from "./names";

/** Modules that limit the requests of an application, by the first part of their name. */
const limiterModules = new Set(
  (
    "slowapi fastapi_limiter flask_limiter django_ratelimit ratelimit_django quart_rate_limiter asgi_ratelimit " +
    "fastapi_throttle fastapi_throttling limits throttled upstash_ratelimit arcjet axes defender " +
    "fastapi_advanced_rate_limiter fastapi_cap fastapi_rate_limiter brake"
  ).split(" "),
);
const words = /rate_?limit|throttl|limiter|slowapi|arcjet|\baxes\b|\bdefender\b|\blimits\b|fastapi_cap/i;
const creation = /\b(FastAPI|Flask|Starlette)\(/;
const settings = "REST_FRAMEWORK";

/** What a Python module of a server says of limits; undefined where it says nothing. */
export function pythonPart(file: SourceFile<"python">): AppPart | undefined {
  const { text, form } = file;
  const limit = words.test(text) ? limitIn(form) : undefined;
  const asks = askedIn(text);
  const creates = creation.test(text);
  if (!limit && !asks && !creates) return undefined;
  return {
    language: "python",
    ...(limit ? { limit } : {}),
    ...(asks ? { asks } : {}),
    ...(creates ? { creates } : {}),
  };
}

function limitIn(form: PythonForm): Span | undefined {
  for (const call of form.calls) {
    if (form.isDevelopmentOnly(call.at.start)) continue;
    if (isOfModule(call.callee, form) || installs(call)) return call.at;
  }
  const hook = form.functions.find(
    (fn) => isHook(fn) || fn.decorators.some((one) => isDecoration(one, form)),
  );
  if (hook) return hook.at;
  const throttled = form.assignments.find(({ target, value }) => isThrottle(lastNameOf(target), value));
  if (throttled) return throttled.at;
  const listed = /["'](axes|defender|django_ratelimit)["']/.exec(form.text);
  return listed ? span(listed.index, listed.index + listed[0].length) : undefined;
}

/** Whether `value` is something that a module of limiters exports. */
function isOfModule(value: Value, form: PythonForm): boolean {
  const name = form.qualifiedName(value) ?? "";
  const [root = ""] = name.split(".");
  if (limiterModules.has(root) && name !== root) return true;
  // The package of that name limits calls to others; the middleware limits requests.
  return root === "ratelimit" && /middleware|decorators\.ratelimit$/i.test(name);
}

/** `add_middleware(RateLimitMiddleware)`, `Depends(rate_limiter)`, `Limiter(app)`, whoever wrote them. */
function installs({ callee, args }: CallValue): boolean {
  const method = lastNameOf(callee) ?? "";
  if (/^(add_middleware|Middleware|Depends|Security|before_request|middleware)$/.test(method))
    return args.some(({ value }) => isNamed(value));
  return /^(Rate_?Limiter|Limiter|RateLimitMiddleware)$/i.test(method);
}

function isNamed(value: Value): boolean {
  if (value.kind === "call") return isNamed(value.callee);
  if (value.kind === "member" && limiterName.test(lastNameOf(value.object) ?? "")) return true;
  return limiterName.test(lastNameOf(value) ?? "");
}

/** `@app.middleware("http") async def rate_limit(…)`, `@app.before_request def check_rate_limit()` */
function isHook({ name, decorators }: FunctionValue): boolean {
  if (name === undefined || !limiterName.test(name)) return false;
  return decorators.some((one) => {
    const method = lastNameOf(one.kind === "call" ? one.callee : one);
    return /^(middleware|before_request|before_app_request|before_serving)$/.test(method ?? "");
  });
}

/** `@limiter.limit("5/minute")`, `@rate_limit(5)`, `@ratelimit(key="ip")` */
function isDecoration(decorator: Value, form: PythonForm): boolean {
  const callee = decorator.kind === "call" ? decorator.callee : decorator;
  if (isOfModule(callee, form)) return true;
  const owner = callee.kind === "member" ? (lastNameOf(callee.object) ?? "") : "";
  if (/limiter|throttle/i.test(owner) && /limit|throttle/i.test(lastNameOf(callee) ?? "")) return true;
  return /^(rate_?limit(ed)?|throttle(d)?|limit_rate|ratelimit)$/i.test(lastNameOf(callee) ?? "");
}

/** `throttle_classes = [UserRateThrottle]` of a view, and the settings of Django REST framework. */
function isThrottle(name: string | undefined, value: Value): boolean {
  if (name === "throttle_classes" || name === "throttle_scope")
    return value.kind !== "list" || value.items.length > 0;
  if (name !== settings || value.kind !== "record") return false;
  return entryNamed(value.entries, "DEFAULT_THROTTLE_CLASSES") !== undefined;
}

const verbRoute = /^[ \t\uFEFF]*@[\w.]{1,80}\.(?:post|put|patch|delete)\(/m;
const methodsRoute =
  /^[ \t\uFEFF]*@[\w.]{1,80}\.(?:route|api_route)\([^\n]{0,300}methods\s*=\s*[^\n]{0,80}\b(?:POST|PUT|PATCH|DELETE)\b/m;
const anyRoute = /^[ \t\uFEFF]*@[\w.]{1,80}\.(?:get|route|api_route)\(\s*r?["']([^"'\n]{1,120})["']/gm;

/** A route that a limit belongs in front of: one that changes something, or a login. */
function askedIn(text: string): Span | undefined {
  if (!/^[ \t\uFEFF]*@/m.test(text)) return undefined;
  const changing = verbRoute.exec(text) ?? methodsRoute.exec(text);
  const found = changing ?? [...text.matchAll(anyRoute)].find((match) => authPath.test(match[1] ?? ""));
  return found ? span(found.index, found.index + found[0].length) : undefined;
}
