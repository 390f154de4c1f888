import type { ScriptForm } from "../../files/script/form";
import {
  type CallValue,
  entryNamed,
  hasSpread,
  positional,
  type RecordValue,
} from "../../files/syntax/value";

/** How a package of limiters is told what to count by, and how many requests. */
export interface LimiterPackage {
  /** The package, or what it exports. */
  readonly names: readonly string[];
  readonly framework: "express" | "fastify" | "koa";
  /** Options that decide what is counted. */
  readonly key: readonly string[];
  readonly limit: readonly string[];
  readonly window: string;
  /** Milliseconds where the option is not given. */
  readonly usualWindow: number;
  readonly store: readonly string[];
}

const packages: readonly LimiterPackage[] = [
  {
    names: ["express-rate-limit", "express-rate-limit.rateLimit"],
    framework: "express",
    key: ["keyGenerator"],
    limit: ["limit", "max"],
    window: "windowMs",
    usualWindow: 60_000,
    store: ["store"],
  },
  {
    names: ["@fastify/rate-limit", "fastify-rate-limit"],
    framework: "fastify",
    key: ["keyGenerator"],
    limit: ["max"],
    window: "timeWindow",
    usualWindow: 60_000,
    store: ["redis", "store"],
  },
  {
    names: ["koa-ratelimit"],
    framework: "koa",
    key: ["id"],
    limit: ["max"],
    window: "duration",
    usualWindow: 3_600_000,
    store: [],
  },
];

/** A limiter that a module sets up. */
export interface LimiterCall {
  readonly package: LimiterPackage;
  readonly call: CallValue;
  /** Undefined where there are none; `unknown` where they are built elsewhere. */
  readonly options: RecordValue | "unknown" | undefined;
}

/** The limiters of well-known packages that a module sets up in production. */
export function limiterCalls(form: ScriptForm): LimiterCall[] {
  if (!/rate-?limit/i.test(form.text)) return [];
  return form.calls.flatMap((call) => {
    if (form.isDevelopmentOnly(call.at.start)) return [];
    const called = packageOf(form.qualifiedName(call.callee));
    if (called && called.framework !== "fastify")
      return [{ package: called, call, options: optionsAt(call, 0, form) }];
    // app.register(rateLimit, { max: 100 })
    const plugin =
      call.callee.kind === "member" && call.callee.name === "register" ? positional(call, 0) : undefined;
    const registered = plugin && packageOf(form.qualifiedName(plugin));
    if (registered?.framework !== "fastify") return [];
    return [{ package: registered, call, options: optionsAt(call, 1, form) }];
  });
}

function packageOf(name: string | undefined): LimiterPackage | undefined {
  return packages.find(({ names }) => name !== undefined && names.includes(name));
}

function optionsAt(call: CallValue, index: number, form: ScriptForm): LimiterCall["options"] {
  const given = positional(call, index);
  if (!given) return call.args.length > index ? "unknown" : undefined;
  const options = form.resolve(given);
  return options.kind === "record" && !hasSpread(options.entries) ? options : "unknown";
}

/** Whether a limiter has one of the options called `names`; also where nobody can tell. */
export function mayHave({ options }: LimiterCall, names: readonly string[]): boolean {
  if (options === undefined) return false;
  return options === "unknown" || names.some((name) => entryNamed(options.entries, name) !== undefined);
}
