import type { ScriptForm } from "../../files/script/form";
import type { CallValue, RecordValue, Value } from "../../files/syntax/value";

/** An object literal of a module. */
export interface LocatedRecord {
  readonly record: RecordValue;
  /** The call that gets it, or a value that holds it; undefined for what is assigned or given back. */
  readonly call: CallValue | undefined;
  /** The keys that lead to it from the argument: `ssl` in `new Pool({ ssl: { … } })`. */
  readonly path: readonly string[];
}

const MAX_DEPTH = 12;

/** All object literals that are passed on, assigned or given back, in no particular order. Linear in the text. */
export function recordsOf(form: ScriptForm): LocatedRecord[] {
  const found: LocatedRecord[] = [];
  const seen = new Set<number>();
  const collect = (value: Value, call: CallValue | undefined, path: readonly string[]): void => {
    if (path.length > MAX_DEPTH) return;
    if (value.kind === "record") {
      if (seen.has(value.at.start)) return;
      seen.add(value.at.start);
      found.push({ record: value, call, path });
      for (const entry of value.entries)
        collect(entry.value, call, entry.name === undefined ? path : [...path, entry.name]);
    } else if (value.kind === "list") for (const item of value.items) collect(item, call, path);
    else if (value.kind === "spread") collect(value.value, call, path);
    else if (value.kind === "choice") {
      collect(value.whenTrue, call, path);
      collect(value.whenFalse, call, path);
    } else if (value.kind === "operation") for (const operand of value.operands) collect(operand, call, path);
    // Calls are listed by themselves, what stands in functions as well.
    else if (value.kind === "function" && value.result) collect(value.result, undefined, []);
  };
  for (const call of form.calls) for (const { value } of call.args) collect(value, call, []);
  for (const { value } of form.assignments) collect(value, undefined, []);
  for (const { value } of form.returns) collect(value, undefined, []);
  for (const { result } of form.functions) if (result) collect(result, undefined, []);
  return found;
}
