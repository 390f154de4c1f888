import type { ScriptForm } from "../../files/script/form";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  type Entry,
  entryNamed,
  lastNameOf,
  positional,
  type RecordValue,
  type Value,
} from "../../files/syntax/value";
import { isOnResponse, registrationsAround } from "./registration";

/** A place where any origin is allowed. */
export interface Wildcard {
  /** What to point at: the value, or the call that leaves it out. */
  readonly at: Value;
  readonly how: "default" | "option" | "header";
  /** Undefined for options that another module uses. */
  readonly call: CallValue | undefined;
  /** The options of `cors(…)`, where there are any. */
  readonly options: RecordValue | undefined;
  /** The `*` itself; undefined where it is the default. */
  readonly star: Possible | undefined;
}

/** Methods that set response headers, one by name or several by a record. */
const setters = /^(set|header|setHeader|append|appendHeader|writeHead|setHeaders)$/;
const HEADER = "access-control-allow-origin";

/** All calls of the `cors` package that count in production. */
export function corsCalls(form: ScriptForm): CallValue[] {
  return form.callsTo("cors").filter((call) => {
    if (form.isDevelopmentOnly(call.at.start)) return false;
    const registration = registrationsAround(form, call.at.start).find((one) =>
      one.call.args.some(({ value }) => value.at.start === call.at.start),
    );
    if (!registration) return true;
    // A preflight for one path allows nothing that the route itself does not allow.
    const isPreflight =
      registration.method === "options" && registration.path !== undefined && !isCatchAll(registration.path);
    return !registration.isStatic && !isPreflight;
  });
}

/** The options of `cors(…)`; undefined where they are not known, `null` where there are none. */
export function optionsOf(call: CallValue, form: ScriptForm): RecordValue | null | undefined {
  if (call.args.length === 0) return null;
  const first = positional(call, 0);
  const options = first && form.resolve(first);
  return options?.kind === "record" ? options : undefined;
}

/** The wildcard of one call of the `cors` package. */
export function wildcardOf(call: CallValue, form: ScriptForm): Wildcard | undefined {
  const options = optionsOf(call, form);
  if (options === undefined) return undefined;
  if (options === null) return { at: call, how: "default", call, options: undefined, star: undefined };
  const entries = options.entries.flatMap((entry) => unpacked(entry, form));
  const origin = entryNamed(entries, "origin");
  if (!origin) {
    const isKnown = entries.every(({ value, name }) => value.kind !== "spread" && name !== undefined);
    return isKnown ? { at: call, how: "default", call, options, star: undefined } : undefined;
  }
  const star = starIn(origin.value, form);
  return star && { at: origin.value, how: "option", call, options, star };
}

/** Options that a module of the `cors` package's types offers to others: `export const corsOptions = { … }`. */
export function sharedWildcards(form: ScriptForm): Wildcard[] {
  if (!form.imports.some(({ module }) => module === "cors")) return [];
  return form.assignments.flatMap(({ target, value, at }) => {
    if (value.kind !== "record" || !/cors/i.test(lastNameOf(target) ?? "")) return [];
    const origin = entryNamed(value.entries, "origin");
    const star = origin && starIn(origin.value, form);
    if (!origin || !star || form.isDevelopmentOnly(at.start)) return [];
    return [{ at: origin.value, how: "option" as const, call: undefined, options: value, star }];
  });
}

/** The places where the header is written with `*` by hand. */
export function writtenWildcards(form: ScriptForm): Wildcard[] {
  return form.calls.flatMap((call) => {
    if (call.callee.kind !== "member" || !setters.test(lastNameOf(call.callee) ?? "")) return [];
    const value = headerIn(call, form);
    const star = value && starIn(value, form);
    if (!value || !star || !isOnResponse(call, form) || form.isDevelopmentOnly(call.at.start)) return [];
    const forFiles =
      registrationsAround(form, call.at.start).some(({ isStatic }) => isStatic) ||
      form.functionsAround(call.at.start).some(({ name }) => name === "setHeaders");
    return forFiles ? [] : [{ at: value, how: "header" as const, call, options: undefined, star }];
  });
}

/** `res.set(name, value)`, `res.set({ name: value })`, `res.writeHead(200, { name: value })` */
function headerIn(call: CallValue, form: ScriptForm): Value | undefined {
  const [name, value] = call.args;
  const key = name && form.resolve(name.value);
  if (key?.kind === "string") return key.value.toLowerCase() === HEADER ? value?.value : undefined;
  for (const arg of call.args) {
    const record = form.resolve(arg.value);
    if (record.kind !== "record") continue;
    const entry = record.entries.findLast((candidate) => candidate.name?.toLowerCase() === HEADER);
    if (entry) return entry.value;
  }
  return undefined;
}

/** A `*` that is the value itself: as one of a list it matches no origin at all. */
function starIn(value: Value, form: ScriptForm): Possible | undefined {
  const stars = possibleValues(value, form).filter(
    ({ value: one, listed }) => !listed && one.kind === "string" && one.value.trim() === "*",
  );
  return stars.find(({ conditional }) => !conditional) ?? stars[0];
}

function unpacked(entry: Entry, form: ScriptForm): readonly Entry[] {
  const record = entry.value.kind === "spread" ? form.resolve(entry.value.value) : undefined;
  return record?.kind === "record" ? record.entries : [entry];
}

function isCatchAll(path: string): boolean {
  return /^\/?(\*|\(\.\*\)|\{?\*\w+\}?)$/.test(path);
}
