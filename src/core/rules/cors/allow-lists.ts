import type { PythonForm } from "../../files/python/form";
import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import type { CodeForm } from "../../files/syntax/code";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  type Entry,
  entryNamed,
  lastNameOf,
  positional,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { contains } from "../../text/span";
import { corsUses } from "../fastapi/cors-middleware";

/** A place where an application says which origins may call it. */
export interface AllowList {
  /** A list, a single origin, a pattern, or a function that decides. */
  readonly value: Value;
  /** What strings in it are; a few libraries take both. */
  readonly strings: "origins" | "patterns" | "either";
  /** How much of an origin a pattern has to match: all of it, from its start, or any part. */
  readonly match: "all" | "start" | "part";
  /** Whether the value is sent as it is, so that it can be one origin only. */
  readonly isHeader: boolean;
  /** Whether its entries are compared with the origin as they are; of a list that is known by its name nobody can tell. */
  readonly isCompared: boolean;
}

const HEADER = "access-control-allow-origin";

/** Words without which a file limits no origins. */
const words = /cors|origin/i;

/** Constants of these names are allow-lists wherever they are used: what Flask-CORS, Django and many projects call them. */
const listNames =
  /^((backend|api|app)_?)?(cors_?((allow(ed)?|trusted|permitted)_?)?(origins?|domains?|urls?|origin_?whitelist|white_?list|allow_?list)?|(allow(ed)?|trusted|permitted|white_?listed)_?origins?|origins?_?(white|allow)_?list)$/i;
/** What Django and Flask read by these names. */
const settingNames = /^CORS_(ALLOWED_ORIGINS|ORIGIN_WHITELIST|ORIGINS)$/;
const patternNames = /^CORS_(ALLOWED_ORIGIN_REGEXES|ORIGIN_REGEX_WHITELIST)$/;

/** Names of what counts while developing only. */
const developmentNames = /(^|_)(dev|devel|development|local|localhost|test|tests|testing|debug|mock)(_|$)/i;

const scriptLibraries = new Set(["cors", "@koa/cors", "koa2-cors", "hono/cors.cors", "@fastify/cors"]);
const flaskNames = new Set(["flask_cors.CORS", "flask_cors.cross_origin", "flask_cors.extension.CORS"]);
const headerSetters = /^(set|header|setHeader|append|setdefault|add|set_header)$/;
/** How a function looks an origin up in a list. */
const lookups = /^(includes|indexOf|has)$/;

/** Several rules ask the same of one file. */
const known = new WeakMap<CodeForm, readonly AllowList[]>();

/** The allow-lists of a module that count in production, in the order of the text. */
export function allowListsIn(file: SourceFile<"python" | "javascript">): readonly AllowList[] {
  if (!words.test(file.text)) return [];
  const form: CodeForm = file.form;
  const lists = known.get(form) ?? readLists(file, form);
  known.set(form, lists);
  return lists;
}

function readLists(file: SourceFile<"python" | "javascript">, form: CodeForm): readonly AllowList[] {
  const own = file.is("python") ? inPython(file.form) : file.is("javascript") ? inScript(file.form) : [];
  // A list that has a name and is used by that name is one; where it is used says more of it.
  const places = new Map<number, AllowList>();
  for (const list of [...own, ...inHeaders(form)]) {
    const { start } = form.resolve(list.value).at;
    if (!places.has(start) && !form.isDevelopmentOnly(list.value.at.start)) places.set(start, list);
  }
  return [...places.values()].sort((one, other) => one.value.at.start - other.value.at.start);
}

/** What is known of the origins of a file's lists. */
const knownOrigins = new WeakMap<AllowList, readonly Possible[]>();

/** The single origins and patterns of an allow-list that count in production, in the order of the text. */
export function originsOf(list: AllowList, form: CodeForm): readonly Possible[] {
  const origins = knownOrigins.get(list) ?? readOrigins(list, form);
  knownOrigins.set(list, origins);
  return origins;
}

function readOrigins({ value }: AllowList, form: CodeForm): readonly Possible[] {
  const all = valuesOf(value, form).filter((one) => !form.isDevelopmentOnly(one.value.at.start));
  if (all.length === 0) return [];
  const development = form.assignments.filter(({ target }) => isForDevelopment(target));
  const settings = form.classes.filter(({ bases }) => bases.some((base) => isSettings(base)));
  return all
    .filter((one) => !development.some(({ at }) => contains(at, one.value.at)))
    .map((one) => {
      // Pydantic takes the value from the environment where that has one.
      const isDefault = settings.some(({ body }) => contains(body, one.value.at));
      return isDefault ? { ...one, conditional: true } : one;
    })
    .sort((one, other) => one.value.at.start - other.value.at.start);
}

function isSettings(base: Value): boolean {
  return /Settings$/.test(lastNameOf(base) ?? "");
}

/** A function allows what it looks up: the lists that its body asks. */
function valuesOf(value: Value, form: CodeForm): readonly Possible[] {
  const resolved = form.resolve(value);
  if (resolved.kind !== "function") return possibleValues(value, form);
  const { body } = resolved;
  return form.calls.flatMap((call) => {
    if (!contains(body, call.at) || call.callee.kind !== "member") return [];
    const list = form.resolve(call.callee.object);
    const isList = list.kind === "list" || (list.kind === "call" && lastNameOf(list.callee) === "Set");
    return isList && lookups.test(call.callee.name) ? possibleValues(list, form) : [];
  });
}

function isForDevelopment(target: Value): boolean {
  const name = lastNameOf(target) ?? "";
  return developmentNames.test(name.replace(/([a-z])([A-Z])/g, "$1_$2"));
}

function inPython(form: PythonForm): AllowList[] {
  const middleware = corsUses(form).flatMap(({ options }) => [
    ...listAt(options, "allow_origins", { strings: "origins", match: "all" }),
    ...listAt(options, "allow_origin_regex", { strings: "patterns", match: "all" }),
  ]);
  const flask = form.mentions("flask_cors") ? form.calls.flatMap((call) => inFlask(call, form)) : [];
  const named = form.assignments.flatMap(({ target, value }) => {
    const name = target.kind === "index" ? stringOf(target.key) : lastNameOf(target);
    const isPattern = patternNames.test(name ?? "");
    if (!isPattern && !listNames.test(name ?? "")) return [];
    const strings = isPattern ? "patterns" : form.mentions("flask") ? "either" : "origins";
    const isCompared =
      settingNames.test(name ?? "") && form.classes.every(({ body }) => !contains(body, value.at));
    return { value, strings, match: "start", isHeader: false, isCompared } as const;
  });
  return [...middleware, ...flask, ...named];
}

/** `CORS(app, origins=…, resources={path: {"origins": …}})`, `cors.init_app(app, …)`, `@cross_origin(…)` */
function inFlask(call: CallValue, form: PythonForm): AllowList[] {
  const isFlask = flaskNames.has(form.qualifiedName(call.callee) ?? "");
  if (!isFlask && lastNameOf(call.callee) !== "init_app") return [];
  const kind = { strings: "either", match: "start" } as const;
  const resources = entryNamed(call.args, "resources");
  const table = resources && form.resolve(resources.value);
  const entries = table?.kind === "record" ? table.entries : [];
  return [
    ...listAt(call.args, "origins", kind),
    ...entries.flatMap(({ value }) => {
      const options = form.resolve(value);
      return options.kind === "record" ? listAt(options.entries, "origins", kind) : [];
    }),
  ];
}

function inScript(form: ScriptForm): AllowList[] {
  const found: AllowList[] = [];
  const add = (value: Value, isCompared: boolean) =>
    found.push({ value, strings: "origins", match: "part", isHeader: false, isCompared });
  const fromRecord = (value: Value | undefined) => {
    const options = value && form.resolve(value);
    const origin = options?.kind === "record" ? entryNamed(options.entries, "origin") : undefined;
    if (origin) add(origin.value, true);
  };
  for (const call of form.mentions("cors") || form.mentions("Cors") ? form.calls : []) {
    const name = lastNameOf(call.callee) ?? "";
    const isLibrary = scriptLibraries.has(form.qualifiedName(call.callee) ?? "") || name === "enableCors";
    if (isLibrary) fromRecord(positional(call, 0));
    else if (name === "register" && /cors/i.test(form.qualifiedName(call.args[0]?.value ?? call) ?? "")) {
      fromRecord(positional(call, 1));
    }
    // `NestFactory.create(AppModule, { cors: { origin } })`, `new Server(http, { cors: { origin } })`
    for (const { value } of call.args) {
      if (value.kind === "record") fromRecord(entryNamed(value.entries, "cors")?.value);
    }
  }
  for (const { target, value } of form.assignments) {
    const name = lastNameOf(target) ?? "";
    if (value.kind === "record" && /cors/i.test(name)) fromRecord(value);
    const isPattern = value.kind === "list" || value.kind === "regex";
    if (isPattern ? /cors/i.test(name) || listNames.test(name) : listNames.test(name)) add(value, false);
  }
  return found;
}

/** `response.headers["Access-Control-Allow-Origin"] = …`, `res.setHeader("Access-Control-Allow-Origin", …)` */
function inHeaders(form: CodeForm): AllowList[] {
  if (!/access-control-allow-origin/i.test(form.text)) return [];
  const assigned = form.assignments.flatMap(({ target, value }) =>
    target.kind === "index" && stringOf(target.key)?.toLowerCase() === HEADER ? [value] : [],
  );
  const set = form.calls.flatMap((call) => {
    const isSetter = call.callee.kind === "member" && headerSetters.test(call.callee.name);
    const name = isSetter ? stringOf(positional(call, 0)) : undefined;
    const value = name?.toLowerCase() === HEADER ? positional(call, 1) : undefined;
    return value ? [value] : [];
  });
  const kind = { strings: "origins", match: "all", isHeader: true, isCompared: true } as const;
  return [...assigned, ...set].map((value) => ({ value, ...kind }));
}

function listAt(
  options: readonly Entry[],
  name: string,
  kind: Pick<AllowList, "strings" | "match">,
): AllowList[] {
  const value = entryNamed(options, name)?.value;
  return value ? [{ value, ...kind, isHeader: false, isCompared: true }] : [];
}
