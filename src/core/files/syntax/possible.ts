import type { CodeForm } from "./code";
import { isDevelopmentOnly } from "./condition";
import { environmentRead } from "./environment";
import type { CallValue, OperationValue, Value } from "./value";

/** One value that an expression may give in production. */
export interface Possible {
  readonly value: Value;
  /** It is given under some condition only, or where a variable is not set. */
  readonly conditional: boolean;
  /** It is an element of a list, not the value itself. */
  readonly listed: boolean;
}

/** Values that are built of more parts than this are not looked at in full. */
const MAX_PARTS = 2_000;

/** Methods and functions that keep the elements of what they are called on. */
const keepers = new Set("strip trim map filter flat concat toLowerCase lower".split(" "));

/** Functions that make a list of their argument. */
const listMakers = new Set("list tuple set sorted Set from parse loads".split(" "));

/**
 * The single values that `value` may hold in production: elements of lists, branches, fallbacks of environment
 * variables. Branches for development are left out. What is not known is given as it stands.
 */
export function possibleValues(value: Value, form: CodeForm): Possible[] {
  const search = new Search(form);
  search.collect(value, { conditional: false, listed: false });
  return search.found;
}

type How = Omit<Possible, "value">;

class Search {
  readonly found: Possible[] = [];
  /** A name may be assigned what is built from itself. */
  private readonly seen = new Set<Value>();

  constructor(private readonly form: CodeForm) {}

  collect(given: Value, how: How): void {
    const value = this.form.resolve(given);
    if (this.seen.has(value) || this.seen.size > MAX_PARTS) return;
    this.seen.add(value);
    switch (value.kind) {
      case "list":
        for (const item of value.items) this.collect(item, { ...how, listed: true });
        break;
      case "spread":
        this.collect(value.value, how);
        break;
      case "comprehension":
        this.collect(value.source, { ...how, listed: true });
        break;
      case "choice": {
        const whenTrue = !isDevelopmentOnly({ test: value.test, holds: true }, this.form);
        const whenFalse = !isDevelopmentOnly({ test: value.test, holds: false }, this.form);
        const conditional = how.conditional || (whenTrue && whenFalse);
        if (whenTrue) this.collect(value.whenTrue, { ...how, conditional });
        if (whenFalse) this.collect(value.whenFalse, { ...how, conditional });
        break;
      }
      case "operation":
        this.collectOperation(value, how);
        break;
      case "call":
        this.collectCall(value, how);
        break;
      default:
        this.found.push({ value, ...how });
    }
  }

  private collectOperation(value: OperationValue, how: How): void {
    const { operator, operands } = value;
    const [first, second] = operands;
    if (operator === "+") for (const operand of operands) this.collect(operand, how);
    else if ((operator === "or" || operator === "??") && first && second) {
      this.collect(first, how);
      this.collect(second, { ...how, conditional: true });
    } else if (operator === "and" && first && second) {
      const never = isDevelopmentOnly({ test: first, holds: true }, this.form);
      if (!never) this.collect(second, { ...how, conditional: true });
    } else this.found.push({ value, ...how });
  }

  private collectCall(value: CallValue, how: How): void {
    const read = environmentRead(value, this.form);
    const { callee, args } = value;
    const [argument] = args;
    const name = callee.kind === "member" || callee.kind === "name" ? callee.name : "";
    if (read) {
      this.found.push({ value, ...how });
      if (read.fallback) this.collect(read.fallback, { ...how, conditional: true });
    } else if (callee.kind === "member" && name === "split")
      this.collect(callee.object, { ...how, listed: true });
    else if (callee.kind === "member" && keepers.has(name)) this.collect(callee.object, how);
    else if (argument && listMakers.has(name)) this.collect(argument.value, { ...how, listed: true });
    else this.found.push({ value, ...how });
  }
}
