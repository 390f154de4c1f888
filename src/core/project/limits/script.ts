import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import {
  type CallValue,
  type Entry,
  entryNamed,
  hasSpread,
  lastNameOf,
  pathOf,
  rootNameOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { type Span, span } from "../../text/span";
import type { AppPart, Throttlers } from "./app-part";
import { authPath, limiterName } from "./names";

/** Packages that limit the requests of an application, by what comes in front of a dot or a slash. */
const limiterPackages: ReadonlySet<string> = new Set([
  "express-rate-limit",
  "express-slow-down",
  "express-brute",
  "express-limiter",
  "express-throttle",
  "rate-limiter-flexible",
  "@fastify/rate-limit",
  "fastify-rate-limit",
  "koa-ratelimit",
  "koa2-ratelimit",
  "koa-ratelimit-lru",
  "koa-better-ratelimit",
  "hono-rate-limiter",
  "@hono-rate-limiter/cloudflare",
  "@upstash/ratelimit",
  "@unkey/ratelimit",
  "nestjs-rate-limiter",
  "nestjs-throttler",
  "arcjet",
  "@arcjet/node",
  "@arcjet/next",
  "@arcjet/nest",
  "@arcjet/bun",
  "@arcjet/deno",
  "@arcjet/fastify",
]);

/** Words without which a module has no limiter. */
const words = /rate-?_?limit|ratelimit|throttl|limiter|slow-?_?down|arcjet|brute|limit\(/i;
const frameworks = /express|fastify|koa|hono|nestjs/;
const creation = /\bexpress\(|\bfastify\(|\bFastify\(|new (Koa|Hono|OpenAPIHono)\b|NestFactory\.create/;
const users =
  /^(use|register|get|post|put|patch|delete|del|all|route|addHook|UseGuards|useGlobalGuards|apply)$/;
/** Where options of a route name what comes in front of it. */
const hookNames = /^(preHandler|onRequest|preValidation|middleware|config)$/;
/** `{ provide: APP_GUARD, useClass: ThrottlerGuard }` */
const boundGuard =
  /\bAPP_GUARD\b[^{}]{0,200}\b(use(?:Class|Existing|Factory))\b[^{}]{0,100}(?:throttl|rate_?limit)|\b(use(?:Class|Existing))\s*:\s*\w*(?:throttl|ratelimit)\w*[^{}]{0,200}\bAPP_GUARD\b/i;
const nonGet = /@(Post|Put|Patch|Delete)\s*\(|\b(mutation)\s*:|@(Mutation)\s*\(/;

/** What a JavaScript or TypeScript module of a server says of limits; undefined where it says nothing. */
export function scriptPart(file: SourceFile<"javascript">): AppPart | undefined {
  const { text } = file;
  const isServer = frameworks.test(text);
  const limit = words.test(text) ? limitIn(file.form, text) : undefined;
  const asks = isServer ? askedIn(file) : undefined;
  const creates = isServer && creation.test(text);
  const throttlers = text.includes("ThrottlerModule") ? throttlersIn(file.form) : undefined;
  if (!limit && !asks && !creates && !throttlers) return undefined;
  return {
    language: "javascript",
    ...(limit ? { limit } : {}),
    ...(asks ? { asks } : {}),
    ...(creates ? { creates } : {}),
    ...(throttlers ? { throttlers } : {}),
  };
}

function limitIn(form: ScriptForm, text: string): Span | undefined {
  for (const call of form.calls) {
    if (form.isDevelopmentOnly(call.at.start)) continue;
    if (isOfPackage(call.callee, form) || installs(call, form)) return call.at;
    // `env.LIMITER.limit({ key })`: a binding of Cloudflare.
    if (lastNameOf(call.callee) === "limit" && isBinding(call)) return call.at;
  }
  const option = /fastify/i.test(text) ? /\b(rateLimit)\s*:\s*\{/.exec(text) : null;
  if (option) return span(option.index, option.index + "rateLimit".length);
  const guard = boundGuard.exec(text);
  return guard ? span(guard.index, guard.index + guard[0].length) : undefined;
}

/** Whether `value` is something that a package of limiters exports. */
export function isOfPackage(value: Value, form: ScriptForm): boolean {
  const name = form.qualifiedName(value) ?? "";
  return limiterPackages.has(name) || [...limiterPackages].some((one) => name.startsWith(`${one}.`));
}

/** Whether a call puts something in front of routes that is called like a limiter, whoever wrote it. */
export function installs(call: CallValue, form: ScriptForm): boolean {
  if (!users.test(lastNameOf(call.callee) ?? "")) return false;
  return call.args.some(({ value }) => isLimiter(value, form));
}

/** Whether `value` limits requests: by its package or by its name, itself or in what is wrapped around it. */
export function isLimiter(value: Value, form: ScriptForm, depth = 0): boolean {
  if (depth > 3) return false;
  const inner = (one: Value) => isLimiter(one, form, depth + 1);
  if (value.kind === "list") return value.items.some(inner);
  if (value.kind === "record") {
    const limits = value.entries.find(({ name }) => name === "rateLimit");
    const hooks = value.entries.filter(({ name }) => hookNames.test(name ?? ""));
    return limits !== undefined || hooks.some((hook) => inner(hook.value));
  }
  if (isOfPackage(value, form)) return true;
  if (value.kind === "call") return inner(value.callee) || value.args.some((arg) => inner(arg.value));
  // `limiter.middleware`, `throttle`
  const names = [lastNameOf(value), value.kind === "member" ? lastNameOf(value.object) : undefined];
  return names.some((name) => limiterName.test(name ?? ""));
}

function isBinding(call: CallValue): boolean {
  const [first] = call.args;
  const isKeyed = first?.value.kind === "record" && first.value.entries.some(({ name }) => name === "key");
  return isKeyed && /env|limit/i.test(pathOf(call.callee) ?? rootNameOf(call.callee) ?? "");
}

/** A route that a limit belongs in front of: one that changes something, or a login. */
function askedIn({ text, form }: SourceFile<"javascript">): Span | undefined {
  const decorated = nonGet.exec(text);
  if (decorated) return span(decorated.index, decorated.index + decorated[0].length);
  if (!/\.(post|put|patch|delete|del|get|all|use|route|on)\s*[(<]|\broute\(/.test(text)) return undefined;
  return form.calls.find(isAsked)?.at;
}

function isAsked({ callee, args }: CallValue): boolean {
  const method = callee.kind === "member" ? callee.name : "";
  const [first] = args;
  const path = first?.value.kind === "string" ? first.value.value : undefined;
  const owner = callee.kind === "member" ? (lastNameOf(callee.object) ?? "") : "";
  // `axios.post("/login", data)` asks somebody else.
  if (/^(axios|fetch|https?|got|ky|request|superagent|\$http)$|client$/i.test(owner)) return false;
  if (method === "route" && first?.value.kind === "record") {
    const named = first.value.entries.find(({ name }) => name === "method")?.value;
    const methods = named?.kind === "list" ? named.items : named ? [named] : [];
    return methods.some((one) => one.kind === "string" && /^(post|put|patch|delete)$/i.test(one.value));
  }
  if (/^(post|put|patch|delete|del)$/.test(method))
    return path?.startsWith("/") === true || (path === undefined && isChained(callee));
  return (
    /^(get|all|use)$/.test(method) && path?.startsWith("/") === true && args.length > 1 && authPath.test(path)
  );
}

/** `router.route("/path").post(handler)` */
function isChained(callee: Value): boolean {
  let current = callee;
  for (let hops = 0; hops < 20; hops++) {
    if (current.kind === "member") current = current.object;
    else if (current.kind === "call") {
      if (lastNameOf(current.callee) === "route") return true;
      current = current.callee;
    } else return false;
  }
  return false;
}

function throttlersIn(form: ScriptForm): Throttlers | undefined {
  const call = form.callsTo(
    "@nestjs/throttler.ThrottlerModule.forRoot",
    "@nestjs/throttler.ThrottlerModule.forRootAsync",
  )[0];
  if (!call) return undefined;
  const given = call.args[0] && form.resolve(call.args[0].value);
  const nested = given?.kind === "record" ? entryNamed(given.entries, "throttlers")?.value : undefined;
  const list = nested ? form.resolve(nested) : given;
  const items = list?.kind === "list" ? list.items.map((item) => form.resolve(item)) : [];
  const names = items.map((item) =>
    item.kind === "record" && !hasSpread(item.entries) ? nameIn(item.entries) : undefined,
  );
  const areKnown = names.length > 0 && names.every((name) => name !== undefined);
  return { at: call.at, names: areKnown ? names : undefined };
}

function nameIn(entries: readonly Entry[]): string | undefined {
  const entry = entryNamed(entries, "name");
  return entry ? stringOf(entry.value) : "default";
}
