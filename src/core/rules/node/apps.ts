import type { ScriptForm } from "../../files/script/form";
import type { Assignment } from "../../files/syntax/outline";
import {
  type CallValue,
  lastNameOf,
  pathOf,
  positional,
  stringOf,
  type Value,
} from "../../files/syntax/value";

export type NodeFramework = "express" | "fastify" | "koa" | "hono" | "nestjs";

/** A call of a method of an application: `app.use(helmet())`, `app.get("/path", handler)`. */
export interface AppCall {
  readonly method: string;
  /** The path that it is for; undefined where there is none or it is not a literal. */
  readonly path: string | undefined;
  readonly call: CallValue;
}

/** An application that a module creates. */
export interface NodeApp {
  readonly framework: NodeFramework;
  /** What creates it: `express()`, `new Hono()`, `NestFactory.create(AppModule)`. */
  readonly call: CallValue;
  /** The assignment that names it; undefined where nothing does. */
  readonly assigned: Assignment | undefined;
  /** As the module writes it: `app`, `this.app`. */
  readonly name: string | undefined;
  /** Calls of its methods in this module, in the order of the text. */
  readonly calls: readonly AppCall[];
  /** Whether this module starts it, or hands it to whoever imports the module. */
  readonly runs: "listens" | "exported" | undefined;
}

const creators: ReadonlyMap<string, NodeFramework> = new Map([
  ["express", "express"],
  ["express.express", "express"],
  ["fastify", "fastify"],
  ["fastify.fastify", "fastify"],
  ["fastify.Fastify", "fastify"],
  ["koa", "koa"],
  ["hono.Hono", "hono"],
  ["hono/quick.Hono", "hono"],
  ["hono/tiny.Hono", "hono"],
  ["@hono/zod-openapi.OpenAPIHono", "hono"],
  ["@nestjs/core.NestFactory.create", "nestjs"],
]);

/** Methods that answer requests; `use` and `register` only add what stands in front. */
const routing = /^(get|post|put|patch|delete|del|all|options|head|route|on|api_route)$/;

/** Every rule about applications asks for those of a module. */
const known = new WeakMap<ScriptForm, readonly NodeApp[]>();

/** The applications of Express, Fastify, Koa, Hono and NestJS that the module creates, in order. */
export function nodeApps(form: ScriptForm): readonly NodeApp[] {
  const apps = known.get(form) ?? appsIn(form);
  known.set(form, apps);
  return apps;
}

function appsIn(form: ScriptForm): NodeApp[] {
  if (!/express|fastify|koa|hono|nestjs/.test(form.text)) return [];
  const created = form.calls.flatMap((call) => {
    const framework = creators.get(form.qualifiedName(call.callee) ?? "");
    return framework ? { call, framework } : [];
  });
  if (created.length === 0) return [];
  const methods = form.calls.flatMap((call) => methodCall(call) ?? []);
  return created.map(({ call, framework }) => {
    const assigned = form.assignments.find(({ value }) => originOf(value).at.start === call.at.start);
    const name = assigned && pathOf(assigned.target);
    const isOwn = (on: Value) => on.at.start === call.at.start || isNamed(on, assigned, name, form);
    const calls = methods.filter(({ on }) => isOwn(on)).map(({ on: _, ...rest }) => rest);
    return { framework, call, assigned, name, calls, runs: runsHow(form, name, calls, isOwn) };
  });
}

/** The calls of an application that answer requests. */
export function routesOf({ calls }: NodeApp): AppCall[] {
  return calls.filter(({ method, path, call }) => {
    if (method === "route") return true;
    // `app.get("env")` of Express reads a setting; behind `app.route("/path")` the handler is the only argument.
    const isSetting = call.args.length === 1 && call.args[0]?.value.kind === "string";
    return routing.test(method) && path !== undefined && !isSetting;
  });
}

interface MethodCall extends AppCall {
  /** What the chain of calls starts with. */
  readonly on: Value;
}

function methodCall(call: CallValue): MethodCall | undefined {
  const { callee } = call;
  if (callee.kind !== "member") return undefined;
  const route = routeAround(callee.object);
  const path = stringOf(positional(route ?? call, 0));
  return { method: callee.name, path, call, on: originOf(callee.object) };
}

/** The call of `app.route("/path")` in a chain like `app.route("/path").get(handler).post(handler)`. */
function routeAround(value: Value): CallValue | undefined {
  let current = value;
  while (current.kind === "call" && current.callee.kind === "member") {
    if (current.callee.name === "route") return current;
    current = current.callee.object;
  }
  return undefined;
}

/** What a chain of method calls starts with: `express()` or `app` of `app.use(a).use(b)`. */
function originOf(value: Value): Value {
  let current = value;
  while (current.kind === "call" && current.callee.kind === "member") {
    const { object } = current.callee;
    // `NestFactory.create()` and `this.app.use()` are no links of a chain.
    if (object.kind !== "call" && object.kind !== "name" && object.kind !== "member") break;
    if (object.kind !== "call" && isCreator(current)) break;
    current = object;
  }
  return current;
}

function isCreator({ callee }: CallValue): boolean {
  return (
    callee.kind === "member" &&
    (callee.name === "create" || callee.name === "Hono" || /^(express|fastify)$/i.test(callee.name))
  );
}

function isNamed(
  on: Value,
  assigned: Assignment | undefined,
  name: string | undefined,
  form: ScriptForm,
): boolean {
  if (name === undefined || pathOf(on) !== name) return false;
  if (on.kind !== "name") return true;
  const bindings = form.bindingsOf(on.name, on.at.start);
  return bindings?.some(({ at }) => at.start === assigned?.at.start) ?? false;
}

function runsHow(
  form: ScriptForm,
  name: string | undefined,
  calls: readonly AppCall[],
  isOwn: (on: Value) => boolean,
): NodeApp["runs"] {
  if (calls.some(({ method }) => method === "listen")) return "listens";
  const isServed = form.calls.some(
    (call) =>
      /^(createServer|createSecureServer|serve|handle|serverless|serverlessHttp|createHandler)$/.test(
        lastNameOf(call.callee) ?? "",
      ) && call.args.some(({ value }) => mentions(value, isOwn)),
  );
  if (isServed) return "listens";
  if (name === undefined) return undefined;
  const isExported = form.assignments.some(
    ({ target, value }) => /^(module\.)?exports(\.|$)/.test(pathOf(target) ?? "") && mentions(value, isOwn),
  );
  const escaped = name.replaceAll(/[.$]/g, "\\$&");
  const isDefault = new RegExp(
    `^export\\s+(default\\s+(\\{[^}]{0,200}\\b)?${escaped}\\b|(const|let|var)\\s+${escaped}\\b|\\{[^}]{0,500}\\b${escaped}\\b)`,
    "m",
  ).test(form.text);
  const isReturned = form.returns.some(({ value }) => isOwn(value));
  return isExported || isDefault || isReturned ? "exported" : undefined;
}

/** Whether `value` is the application, or holds it: `{ fetch: app.fetch }`. */
function mentions(value: Value, isOwn: (on: Value) => boolean): boolean {
  if (isOwn(value)) return true;
  if (value.kind === "member") return mentions(value.object, isOwn);
  if (value.kind === "call")
    return value.args.some((arg) => mentions(arg.value, isOwn)) || mentions(value.callee, isOwn);
  return value.kind === "record" && value.entries.some((entry) => mentions(entry.value, isOwn));
}
