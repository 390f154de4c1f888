import type { ScriptForm } from "../../files/script/form";
import { type FunctionValue, pathOf, type Value } from "../../files/syntax/value";
import type { Span } from "../../text/span";

/** Definitions are followed so far: a middleware made by a function that joins others. */
const MAX_DEPTH = 3;
const MAX_NAMES = 20;

/** Tells what a middleware is by the words it is written with: its own, and those of what it names in this module. */
export class MiddlewareWords {
  private readonly functions = new Map<string, FunctionValue>();
  /** Definitions that were looked through already, by their place. */
  private readonly known = new Map<number, boolean>();

  constructor(
    private readonly form: ScriptForm,
    private readonly words: RegExp,
  ) {
    for (const one of form.functions) if (one.name !== undefined) this.functions.set(one.name, one);
  }

  /** Whether `value` is written with one of the words, here or where it is defined. */
  isIn(value: Value, depth = 0): boolean {
    if (this.words.test(this.form.text.slice(value.at.start, value.at.end))) return true;
    if (depth > MAX_DEPTH) return false;
    return namesIn(value).some((name) => {
      const module = this.form.qualifiedName(name);
      return (module !== undefined && this.words.test(module)) || this.isDefinedWith(name, depth + 1);
    });
  }

  private isDefinedWith(name: Value, depth: number): boolean {
    if (name.kind !== "name") return false;
    const [binding] = this.form.bindingsOf(name.name, name.at.start) ?? [];
    const definition = binding?.value ?? this.functions.get(name.name);
    // A name that is used in its own definition leads nowhere.
    if (!definition || definition.at.start === name.at.start) return false;
    const known = this.known.get(definition.at.start);
    if (known !== undefined) return known;
    this.known.set(definition.at.start, false);
    const result = this.isIn(definition, depth);
    this.known.set(definition.at.start, result);
    return result;
  }
}

/** The names that a call, a list or a member is made of. */
function namesIn(value: Value): Value[] {
  const found: Value[] = [];
  const collect = (part: Value) => {
    if (found.length >= MAX_NAMES) return;
    if (part.kind === "name") found.push(part);
    else if (part.kind === "member") {
      found.push(part);
      collect(part.object);
    } else if (part.kind === "call") {
      collect(part.callee);
      for (const arg of part.args) collect(arg.value);
    } else if (part.kind === "list") for (const item of part.items) collect(item);
    else if (part.kind === "spread") collect(part.value);
  };
  collect(value);
  return found;
}

/** What to point at: the function that a call calls, or the value itself. */
export function headOf(value: Value): Span {
  const isNamed = value.kind === "call" && pathOf(value.callee) !== "require";
  return isNamed ? value.callee.at : value.at;
}
