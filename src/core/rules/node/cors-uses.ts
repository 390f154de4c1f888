import type { ScriptForm } from "../../files/script/form";
import {
  type CallValue,
  type Entry,
  entryNamed,
  isTrue,
  lastNameOf,
  positional,
  type RecordValue,
  type Value,
} from "../../files/syntax/value";
import type { NodeFramework } from "./apps";
import { registrationsAround } from "./registration";

/** The package that answers, which decides what an option means. */
export type CorsLibrary = "cors" | "@fastify/cors" | "hono/cors" | "@koa/cors";

/** One place where CORS is set up with a library. */
export interface CorsUse {
  readonly framework: NodeFramework;
  readonly library: CorsLibrary;
  /** The call that does it: `cors(…)`, `app.register(cors, …)`; undefined for options that another module uses. */
  readonly call: CallValue | undefined;
  /** The options; undefined where they are not known, `null` where there are none. */
  readonly options: RecordValue | null | undefined;
  /** What to point at where there is no origin: the call, or `true` in `{ cors: true }`. */
  readonly bare: Value;
}

const fastifyPlugins = new Set(["@fastify/cors", "@fastify/cors.fastifyCors", "fastify-cors"]);
const honoMiddleware = ["hono/cors.cors", "@hono/hono/cors.cors", "jsr:@hono/hono/cors.cors"];
const koaMiddleware = ["@koa/cors", "kcors"];
/** Servers of Apollo that come with Express and answer CORS with its package. */
const apolloModules = /^(@apollo\/server|apollo-server(-express|-core)?)\./;

/** All uses that count in production. */
export function corsUses(form: ScriptForm): CorsUse[] {
  if (!/cors/i.test(form.text)) return [];
  const uses = form.calls
    .flatMap((call) => usesOf(call, form))
    .filter(({ bare, call }) => !form.isDevelopmentOnly(bare.at.start) && !(call && isLimited(call, form)));
  const known = new Set(uses.map(({ options }) => options?.at.start));
  return [...sharedUses(form).filter(({ bare }) => !known.has(bare.at.start)), ...uses];
}

/** Options that a module of the `cors` package's types offers to others: `export const corsOptions = { … }`. */
function sharedUses(form: ScriptForm): CorsUse[] {
  if (!form.imports.some(({ module }) => module === "cors")) return [];
  return form.assignments.flatMap(({ target, value }) => {
    const isShared = value.kind === "record" && /cors/i.test(lastNameOf(target) ?? "");
    if (!isShared || !entryNamed(value.entries, "origin") || form.isDevelopmentOnly(value.at.start))
      return [];
    return [{ framework: "express", library: "cors", call: undefined, options: value, bare: value }];
  });
}

/** The options one by one, those of an unpacked record included. */
export function entriesOf({ options }: CorsUse, form: ScriptForm): Entry[] {
  return (options?.entries ?? []).flatMap((entry) => unpacked(entry, form));
}

/** Whether credentials are literally allowed. */
export function hasCredentials(use: CorsUse, form: ScriptForm): boolean {
  const credentials = entryNamed(entriesOf(use, form), "credentials")?.value;
  return credentials !== undefined && isTrue(form.resolve(credentials));
}

/** The value of `origin`; `null` where it is surely left out, undefined where that is not known. */
export function originOf(use: CorsUse, form: ScriptForm): Value | null | undefined {
  if (!use.options) return use.options;
  const entries = entriesOf(use, form);
  const origin = entryNamed(entries, "origin");
  if (origin) return origin.value;
  const isKnown = entries.every(({ value, name }) => value.kind !== "spread" && name !== undefined);
  return isKnown && !entryNamed(entries, "delegator") ? null : undefined;
}

function usesOf(call: CallValue, form: ScriptForm): CorsUse[] {
  const method = lastNameOf(call.callee);
  if (method === "register") return registered(call, form);
  if (method === "enableCors" && form.mentions("nestjs"))
    return [{ ...nest(form), call, bare: call, options: optionsAt(call, 0, form) }];
  const name = form.qualifiedName(call.callee) ?? "";
  if (name === "cors") return [ofMiddleware("express", "cors", call, form)];
  if (honoMiddleware.includes(name)) return [ofMiddleware("hono", "hono/cors", call, form)];
  if (koaMiddleware.includes(name)) return [ofMiddleware("koa", "@koa/cors", call, form)];
  if (name === "@nestjs/core.NestFactory.create") return nested(call, form, nest(form));
  return apolloModules.test(name) ? nested(call, form, { framework: "express", library: "cors" }) : [];
}

function ofMiddleware(
  framework: NodeFramework,
  library: CorsLibrary,
  call: CallValue,
  form: ScriptForm,
): CorsUse {
  return { framework, library, call, bare: call, options: optionsAt(call, 0, form) };
}

/** `app.register(cors, options)` */
function registered(call: CallValue, form: ScriptForm): CorsUse[] {
  const plugin = positional(call, 0);
  if (!plugin || !fastifyPlugins.has(form.qualifiedName(plugin) ?? "")) return [];
  const options = optionsAt(call, 1, form);
  return [{ framework: "fastify", library: "@fastify/cors", call, bare: call, options }];
}

/** `{ cors: true }` or `{ cors: { … } }` among the arguments. */
function nested(call: CallValue, form: ScriptForm, how: Pick<CorsUse, "framework" | "library">): CorsUse[] {
  for (const arg of call.args) {
    const record = form.resolve(arg.value);
    const given = record.kind === "record" ? entryNamed(record.entries, "cors")?.value : undefined;
    if (!given) continue;
    const options = form.resolve(given);
    if (options.kind === "record") return [{ ...how, call, bare: given, options }];
    return isTrue(options) ? [{ ...how, call, bare: given, options: null }] : [];
  }
  return [];
}

/** NestJS hands the options on to the package of the platform that it runs on. */
function nest(form: ScriptForm): Pick<CorsUse, "framework" | "library"> {
  const library = form.mentions("FastifyAdapter") ? "@fastify/cors" : "cors";
  return { framework: "nestjs", library };
}

function optionsAt(call: CallValue, index: number, form: ScriptForm): CorsUse["options"] {
  if (call.args.length <= index) return null;
  const given = positional(call, index);
  const options = given && form.resolve(given);
  return options?.kind === "record" ? options : undefined;
}

/** For files that any page may use, or for the preflight of one path: that allows nothing that the route does not allow. */
function isLimited(call: CallValue, form: ScriptForm): boolean {
  const registration = registrationsAround(form, call.at.start).find((one) =>
    one.call.args.some(({ value }) => value.at.start === call.at.start),
  );
  if (!registration) return false;
  const { method, path, isStatic } = registration;
  return isStatic || (method === "options" && path !== undefined && !isCatchAll(path));
}

function unpacked(entry: Entry, form: ScriptForm): readonly Entry[] {
  const record = entry.value.kind === "spread" ? form.resolve(entry.value.value) : undefined;
  return record?.kind === "record" ? record.entries : [entry];
}

function isCatchAll(path: string): boolean {
  return /^\/?(\*|\(\.\*\)|\{?\*\w+\}?)$/.test(path);
}
