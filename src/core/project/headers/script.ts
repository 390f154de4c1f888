import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import {
  type CallValue,
  type Entry,
  entryNamed,
  lastNameOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import type { Span } from "../../text/span";
import {
  helmet,
  honoSecureHeaders,
  likelyHeaders,
  lusca,
  type SentHeader,
  sentByPart,
  sentWith,
} from "./libraries";
import type { HeaderPart, HeaderProvider } from "./provider";
import { WrittenHeaders } from "./written";

/** Words without which a module sets no protective header. */
const words =
  /frame-options|content-type-options|transport-security|security-policy|referrer-policy|permissions-policy|cross-origin-|helmet|lusca|nosecone|secur(?:e|ity)[-_]?headers/i;

/** Libraries by the module that they are imported from. */
const libraries: ReadonlyMap<string, typeof helmet> = new Map([
  ["helmet", helmet],
  ["@fastify/helmet", helmet],
  ["fastify-helmet", helmet],
  ["koa-helmet", helmet],
  ["lusca", lusca],
  ["hono/secure-headers.secureHeaders", honoSecureHeaders],
  ["nosecone", helmet],
  ["@nosecone/next.createMiddleware", helmet],
]);

/** Middleware that is there to set protective headers, by the name that somebody gave it. */
const likelyNames = /secur(e|ity)_?headers?|^helmet/i;

/** Methods that answer one route. */
const routes = /^(get|post|put|patch|delete|head|options|all|route)$/;

/**
 * The protective headers that a JavaScript or TypeScript module makes its application send: helmet and its kin,
 * middleware written by hand, `headers()` of a Next.js configuration. Undefined where it sends none.
 */
export function headersOfScript(file: SourceFile<"javascript">): HeaderPart | undefined {
  const isNext = /(^|\/)next\.config\.[cm]?[jt]s$/.test(file.path);
  return words.test(file.text) ? headersInScript(file.form, isNext) : undefined;
}

/** The same without looking for a word first. `isNext`: the module configures Next.js. */
export function headersInScript(form: ScriptForm, isNext: boolean): HeaderPart | undefined {
  const written = new WrittenHeaders(form);
  const providers = [
    ...(isNext ? headersOfNext(form, written) : []),
    ...written.headers.map((header) => toProvider(header, header.at, scopeOf(header.setAt, form))),
    ...form.calls
      .flatMap((call) => headersOfLibrary(call, form))
      .filter(({ at }) => !form.isDevelopmentOnly(at.start)),
  ];
  return providers.length > 0 || written.opaque
    ? { providers, proxies: false, opaque: written.opaque }
    : undefined;
}

function toProvider({ header, value }: SentHeader, at: Span, scope: "all" | "some"): HeaderProvider {
  return { layer: "app", header, value, onErrors: true, scope, at };
}

/** `helmet(options)`, `helmet.frameguard()`, `app.register(helmet, options)`, `app.use(securityHeaders)`. */
function headersOfLibrary(call: CallValue, form: ScriptForm): HeaderProvider[] {
  const send = (headers: readonly SentHeader[]) =>
    headers.map((header) => toProvider(header, call.at, scopeOf(call.at.start, form)));
  const name = form.qualifiedName(call.callee) ?? "";
  const library = libraries.get(name);
  if (library) return send(sentWith(library, optionsOf(call.args[0], form), form));
  const end = name.lastIndexOf(".");
  const owner = end > 0 ? libraries.get(name.slice(0, end)) : undefined;
  if (owner) return send(sentByPart(owner, name.slice(end + 1)));
  if (isLikely(name)) return send(sentWith(likelyHeaders, [], form));
  if (!/^(use|register)$/.test(lastNameOf(call.callee) ?? "")) return [];
  return call.args.flatMap(({ value }, i) => {
    const registered = form.qualifiedName(value) ?? "";
    const plugin = libraries.get(registered);
    if (plugin) return send(sentWith(plugin, optionsOf(call.args[i + 1], form), form));
    return isLikely(registered) ? send(sentWith(likelyHeaders, [], form)) : [];
  });
}

/** Whether something that is not defined here is there to set protective headers, by its name. */
function isLikely(name: string): boolean {
  return likelyNames.test(name.slice(name.lastIndexOf(".") + 1));
}

function optionsOf(arg: Entry | undefined, form: ScriptForm): readonly Entry[] {
  const options = arg && form.resolve(arg.value);
  return options?.kind === "record" ? options.entries : [];
}

/** Whether the code at `offset` is registered for one route or one path only. */
function scopeOf(offset: number, form: ScriptForm): HeaderProvider["scope"] {
  return form.callsAround(offset).some(isForOnePath) ? "some" : "all";
}

function isForOnePath({ callee, args }: CallValue): boolean {
  if (callee.kind !== "member") return false;
  const path = stringOf(args[0]?.value);
  if (path === undefined || args.length < 2) return false;
  return routes.test(callee.name) || (callee.name === "use" && !/^(\/|\*|\/\*)$/.test(path));
}

/** `/(.*)`, `/:path*`, `/:path(.*)`, with or without a slash at the end, a few paths left out: `/((?!api).*)`. */
const allPaths =
  /^\/(?:\((?:\?:)?(?:\(\?![^()]{1,200}\))?\.\*\)|:\w{1,60}(?:\*|\((?:\(\?![^()]{1,200}\))?\.\*\)))(?:\{\/\}\?|\/?\??)$/;

/** `headers() { return [{ source, headers: [{ key, value }] }] }`; a site that is exported does not run it. */
function headersOfNext(form: ScriptForm, written: WrittenHeaders): HeaderProvider[] {
  const fn = form.functions.find(({ name }) => name === "headers");
  if (!fn || isStaticExport(form)) return [];
  const returned = form.returns.filter(({ at }) => fn.body.start <= at.start && at.end <= fn.body.end);
  const results = fn.result ? [fn.result] : returned.map(({ value }) => value);
  return results.flatMap((result) => {
    const rules = form.resolve(result);
    return rules.kind === "list"
      ? rules.items.flatMap((rule) => headersOfRule(form.resolve(rule), written))
      : [];
  });
}

function headersOfRule(rule: Value, written: WrittenHeaders): HeaderProvider[] {
  if (rule.kind !== "record") return [];
  const table = entryNamed(rule.entries, "headers")?.value;
  const source = stringOf(entryNamed(rule.entries, "source")?.value) ?? "";
  const conditional = rule.entries.some(({ name }) => name === "has" || name === "missing");
  const everywhere = !conditional && allPaths.test(source);
  if (table && written.isElsewhere(table)) written.opaque = true;
  return (table ? written.read(table) : []).map((header) =>
    toProvider(header, header.at, everywhere ? "all" : "some"),
  );
}

function isStaticExport(form: ScriptForm): boolean {
  const records = form.assignments.map(({ value }) => value);
  return records.some(
    (value) => value.kind === "record" && stringOf(entryNamed(value.entries, "output")?.value) === "export",
  );
}
