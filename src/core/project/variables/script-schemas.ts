import { isVariableName } from "../../data/environment-names";
import type { ScriptForm } from "../../files/script/form";
import {
  type CallValue,
  type Entry,
  lastNameOf,
  pathOf,
  positional,
  type Value,
} from "../../files/syntax/value";
import type { Span } from "../../text/span";
import type { Need } from "./read";

/** A variable that a schema of the environment describes. */
export interface SchemaEntry {
  readonly name: string;
  readonly at: Span;
  readonly need: Need;
}

const records = new Set(["process.env", "import.meta.env", "Bun.env"]);
const parsers = new Set(["parse", "safeParse", "parseAsync", "safeParseAsync", "assert"]);
const objects = new Set(["object", "strictObject", "looseObject", "extend", "safeExtend", "merge", "type"]);
/** Schemas are chained: `z.object({…}).extend({…}).superRefine(…)`. */
const MAX_CHAIN = 20;

/** The variables in the schemas by which a module checks its environment: of zod, t3-env and envalid. */
export function schemaNeeds(form: ScriptForm): SchemaEntry[] {
  if (
    !/createEnv|cleanEnv|[pP]arse(?:Async)?\(\s{0,20}(?:\{\s{0,40}\.\.\.)?(?:process|import|Bun)\b/.test(
      form.text,
    )
  )
    return [];
  return form.calls.flatMap((call) => recordsOf(call, form)).flatMap((record) => entriesOf(record, form));
}

function recordsOf(call: CallValue, form: ScriptForm): Value[] {
  const name = lastNameOf(call.callee) ?? "";
  const first = positional(call, 0);
  if (name === "createEnv" && first) {
    const options = form.resolve(first);
    const entries = options.kind === "record" ? options.entries : [];
    return entries.flatMap((entry) =>
      /^(?:server|client|shared)$/.test(entry.name ?? "") ? [entry.value] : [],
    );
  }
  if (!first || !isEnvironment(first)) return [];
  const second = positional(call, 1);
  if (name === "cleanEnv") return second ? [second] : [];
  if (!parsers.has(name) || call.callee.kind !== "member") return [];
  return chained(call.callee.object, form);
}

/** `process.env`, or a record of it and more. */
function isEnvironment(value: Value): boolean {
  if (value.kind !== "record") return records.has(pathOf(value) ?? "");
  return value.entries.some(
    (entry) => entry.value.kind === "spread" && records.has(pathOf(entry.value.value) ?? ""),
  );
}

/** The records that a chain of calls is made of. */
function chained(schema: Value, form: ScriptForm): Value[] {
  const found: Value[] = [];
  let value = form.resolve(schema);
  for (let i = 0; i < MAX_CHAIN && value.kind === "call"; i++) {
    const { callee } = value;
    const argument = positional(value, 0);
    if (argument && objects.has(lastNameOf(callee) ?? "")) found.push(...inside(argument, form));
    if (callee.kind !== "member") break;
    value = form.resolve(callee.object);
  }
  return found;
}

function inside(argument: Value, form: ScriptForm): Value[] {
  const value = form.resolve(argument);
  return value.kind === "call" ? chained(value, form) : [value];
}

function entriesOf(given: Value, form: ScriptForm): SchemaEntry[] {
  const record = form.resolve(given);
  if (record.kind !== "record") return [];
  return record.entries.flatMap((entry) => {
    const { name, nameAt } = entry;
    if (name === undefined || !nameAt || !isVariableName(name)) return [];
    const quoted = nameAt.end - nameAt.start > name.length ? 1 : 0;
    return [
      { name, at: { start: nameAt.start + quoted, end: nameAt.end - quoted }, need: needOf(entry, form) },
    ];
  });
}

function needOf({ value }: Entry, form: ScriptForm): Need {
  const written = form.text.slice(value.at.start, Math.min(value.at.end, value.at.start + 2_000));
  return /\b(?:optional|default|nullish|catch|prefault|undefined)\b\s{0,8}[(:]|\bz\.undefined\b/.test(written)
    ? "optional"
    : "required";
}
