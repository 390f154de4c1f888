import type { ScriptForm } from "../../files/script/form";
import {
  type CallValue,
  lastNameOf,
  pathOf,
  rootNameOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import type { NodeFramework } from "./apps";
import { isOnResponse, registrationsAround } from "./registration";

export const ALLOW_ORIGIN = "access-control-allow-origin";
const ALLOW_CREDENTIALS = "access-control-allow-credentials";

/** A header that code gives to a response by hand. */
export interface WrittenValue {
  /** Whose response it is; Express stands for Node's own server as well. */
  readonly framework: NodeFramework;
  readonly call: CallValue;
  readonly value: Value;
}

/** Methods that set response headers, one by name or several by a record. */
const setters = /^(set|header|headers|setHeader|append|appendHeader|writeHead|setHeaders)$/;

/** The places where the header `name` (lower case) is written in production, those of files that anybody may use aside. */
export function writtenValues(form: ScriptForm, name: string): WrittenValue[] {
  return form.calls.flatMap((call) => {
    if (!setters.test(lastNameOf(call.callee) ?? "") && lastNameOf(call.callee) !== "Header") return [];
    const value = headerIn(call, name, form);
    const framework = value && frameworkOf(call, form);
    if (!framework || form.isDevelopmentOnly(call.at.start) || isForFiles(call, form)) return [];
    return [{ framework, call, value }];
  });
}

/** The functions, by their start, that allow credentials by hand. */
export function credentialedFunctions(form: ScriptForm): ReadonlySet<number> {
  if (!/access-control-allow-credentials/i.test(form.text)) return new Set();
  const allowing = form.calls.filter((call) => {
    if (!setters.test(lastNameOf(call.callee) ?? "")) return false;
    const value = headerIn(call, ALLOW_CREDENTIALS, form);
    const given = value && form.resolve(value);
    return given?.kind === "boolean" ? given.value : stringOf(given)?.toLowerCase() === "true";
  });
  return new Set(allowing.flatMap(({ at }) => form.functionsAround(at.start)[0]?.at.start ?? []));
}

/** `res.set(name, value)`, `res.set({ name: value })`, `res.writeHead(200, { name: value })` */
function headerIn(call: CallValue, wanted: string, form: ScriptForm): Value | undefined {
  const [name, value] = call.args;
  const key = name && form.resolve(name.value);
  if (key?.kind === "string") return key.value.toLowerCase() === wanted ? value?.value : undefined;
  for (const arg of call.args) {
    const record = form.resolve(arg.value);
    if (record.kind !== "record") continue;
    const entry = record.entries.findLast((candidate) => candidate.name?.toLowerCase() === wanted);
    if (entry) return entry.value;
  }
  return undefined;
}

/** Whose response the header goes to; undefined for headers of requests and of what is not known. */
function frameworkOf(call: CallValue, form: ScriptForm): NodeFramework | undefined {
  const { callee } = call;
  if (callee.kind === "name")
    return form.qualifiedName(callee) === "@nestjs/common.Header" ? "nestjs" : undefined;
  if (callee.kind !== "member") return undefined;
  const { object, name: method } = callee;
  const root = rootNameOf(callee) ?? "";
  if (root === "reply") return "fastify";
  if (!/^(ctx|context|c)$/.test(root)) return isOnResponse(call, form) ? "express" : undefined;
  const path = pathOf(object) ?? "";
  if (method === "header" && object.kind === "name") return "hono";
  if (path.endsWith(".res.headers") && /^(set|append)$/.test(method)) return "hono";
  if (/^(ctx|context)(\.response)?$/.test(path) && /^(set|append)$/.test(method)) return "koa";
  return path.endsWith(".res") && /^(setHeader|writeHead)$/.test(method) ? "koa" : undefined;
}

/** Fonts, images and the like, which any page may use. */
function isForFiles(call: CallValue, form: ScriptForm): boolean {
  return (
    registrationsAround(form, call.at.start).some(({ isStatic }) => isStatic) ||
    form.functionsAround(call.at.start).some(({ name }) => name === "setHeaders")
  );
}
