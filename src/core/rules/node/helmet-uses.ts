import type { ScriptForm } from "../../files/script/form";
import { type CallValue, type Entry, lastNameOf, type RecordValue } from "../../files/syntax/value";

/** One place where helmet, or a package around it, is set up. */
export interface HelmetUse {
  /** `helmet(…)`, `app.register(helmet, …)` */
  readonly call: CallValue;
  /** Where the options stand among the arguments. */
  readonly index: number;
  /** The options; undefined where there are none or they are not known. */
  readonly options: RecordValue | undefined;
  /** The options one by one, those of an unpacked record included. */
  readonly entries: readonly Entry[];
}

const packages = new Set(["helmet", "koa-helmet", "@fastify/helmet", "fastify-helmet", "helmet.helmet"]);
const honoMiddleware = "hono/secure-headers.secureHeaders";

/** All uses that count in production. */
export function helmetUses(form: ScriptForm): HelmetUse[] {
  if (!/helmet|secureHeaders/.test(form.text)) return [];
  return form.calls.flatMap((call): HelmetUse[] => {
    const index = optionsIndex(call, form);
    if (index === undefined || form.isDevelopmentOnly(call.at.start)) return [];
    const given = call.args[index];
    const options = given && form.resolve(given.value);
    if (options?.kind !== "record") return [{ call, index, options: undefined, entries: [] }];
    const entries = options.entries.flatMap((entry) => {
      const record = entry.value.kind === "spread" ? form.resolve(entry.value.value) : undefined;
      return record?.kind === "record" ? record.entries : [entry];
    });
    return [{ call, index, options, entries }];
  });
}

function optionsIndex(call: CallValue, form: ScriptForm): number | undefined {
  const name = form.qualifiedName(call.callee) ?? "";
  if (packages.has(name) || name === honoMiddleware) return 0;
  const [first] = call.args;
  const registers = lastNameOf(call.callee) === "register" && first;
  return registers && packages.has(form.qualifiedName(first.value) ?? "") ? 1 : undefined;
}
