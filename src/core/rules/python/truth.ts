import type { PythonForm } from "../../files/python/form";
import type { SourceFile } from "../../files/source";
import { isDevelopmentOnly } from "../../files/syntax/condition";
import { environmentRead } from "../../files/syntax/environment";
import {
  type CallValue,
  lastNameOf,
  type OperationValue,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { pythonModule } from "../../project/python-modules";
import type { ProjectView } from "../../project/view";

/**
 * Whether a switch is on in production. `unset`: it is where a variable of the environment is not set. `text`: the
 * variable is used as text, so that "False" switches it on as well. Undefined where nobody can tell from the code.
 */
export type Truth = "on" | "off" | "unset" | "text" | undefined;

/** Names are followed through this many modules and expressions. */
const MAX_DEPTH = 10;

/** What the switch `value` in `file` comes to in production. */
export function truthOf(value: Value, file: SourceFile<"python">, project: ProjectView): Truth {
  return new Judge(project).of(value, file, 0);
}

class Judge {
  constructor(private readonly project: ProjectView) {}

  of(given: Value, file: SourceFile<"python">, depth: number): Truth {
    if (depth > MAX_DEPTH) return undefined;
    const { form } = file;
    const value = form.resolve(given);
    const inner = (part: Value) => this.of(part, file, depth + 1);
    const read = environmentRead(value, form);
    if (read)
      return read.fallback ? unset(inner(read.fallback), isRaw(value, form), read.fallback) : undefined;
    switch (value.kind) {
      case "boolean":
      case "number":
      case "string":
        return value.value ? "on" : "off";
      case "null":
        return "off";
      case "name":
      case "member":
        return this.named(value, file, depth);
      case "choice":
        if (isDevelopmentOnly({ test: value.test, holds: true }, form)) return inner(value.whenFalse);
        if (isDevelopmentOnly({ test: value.test, holds: false }, form)) return inner(value.whenTrue);
        return same([inner(value.whenTrue), inner(value.whenFalse)]);
      case "operation":
        return this.operation(value, file, depth);
      case "call":
        return this.converted(value, file, depth);
      default:
        return undefined;
    }
  }

  /** A name with several values, or one of another module. */
  private named(value: Value, file: SourceFile<"python">, depth: number): Truth {
    const { form } = file;
    const bindings = value.kind === "name" ? form.bindingsOf(value.name, value.at.start) : undefined;
    if (bindings && bindings.length > 0) {
      const counted = bindings.filter(({ at }) => !form.isDevelopmentOnly(at.start));
      if (counted.length > 20 || counted.some(({ operator }) => operator !== "=")) return undefined;
      return same(counted.map((binding) => this.of(binding.value, file, depth + 1)));
    }
    const qualified = bindings ? undefined : form.qualifiedName(value);
    const end = qualified?.lastIndexOf(".") ?? -1;
    if (qualified === undefined || end <= 0) return undefined;
    const dots = /^\.+$/.test(qualified.slice(0, end)) ? end + 1 : end;
    const module = pythonModule(this.project, file.path, qualified.slice(0, dots));
    const name = qualified.slice(end + 1);
    const assigned = module?.form.bindingsOf(name, module.text.length);
    if (!module || !assigned || assigned.length === 0) return undefined;
    return same(assigned.map((binding) => this.of(binding.value, module, depth + 1)));
  }

  private operation(
    { operator, operands }: OperationValue,
    file: SourceFile<"python">,
    depth: number,
  ): Truth {
    const [left, right] = operands;
    if (!left) return undefined;
    if (operator === "not") {
      const truth = this.of(left, file, depth + 1);
      return truth === "on" ? "off" : truth === "off" ? "on" : undefined;
    }
    if (operator === "and" || operator === "or") {
      const truths = operands.map((operand) => this.of(operand, file, depth + 1));
      const decisive = operator === "or" ? "on" : "off";
      if (truths.includes(decisive)) return decisive;
      if (operator === "or")
        return truths.find((truth) => truth === "text" || truth === "unset") ?? same(truths);
      return same(truths);
    }
    return right && (operator === "==" || operator === "in") ? compared(left, right, file.form) : undefined;
  }

  /** `bool(…)`, `strtobool(…)`, `int(…)` of a variable with a value where it is not set. */
  private converted(call: CallValue, file: SourceFile<"python">, depth: number): Truth {
    const name = lastNameOf(call.callee) ?? "";
    const [argument] = call.args;
    if (!argument || call.args.length > 2) return undefined;
    const value = file.form.resolve(argument.value);
    const read = environmentRead(value, file.form);
    if (name === "bool") return this.of(value, file, depth + 1);
    if (!/bool|^(int|loads|literal_eval|env_flag|truthy|is_true)$/i.test(name) || !read?.fallback)
      return undefined;
    return unset(this.of(read.fallback, file, depth + 1), false, read.fallback);
  }
}

/** A fallback that counts where the variable is not set; without conversion any text is true. */
function unset(truth: Truth, isRaw: boolean, fallback: Value): Truth {
  const word = stringOf(fallback);
  if (word === undefined) return truth === "on" ? "unset" : undefined;
  if (isRaw) return word === "" ? undefined : "text";
  return isWord(word) ? "unset" : undefined;
}

/** `os.getenv`, which gives text, in contrast to helpers that convert it. */
function isRaw(value: Value, form: PythonForm): boolean {
  if (value.kind !== "call") return false;
  const name = form.qualifiedName(value.callee);
  return name === "os.getenv" || name === "os.environ.get";
}

/** `os.getenv("DEBUG", "True").lower() == "true"`, `os.getenv("DEBUG", "1") in ("1", "true")` */
function compared(left: Value, right: Value, form: PythonForm): Truth {
  const subject = stringOf(left) === undefined ? left : right;
  const object = subject === left ? right : left;
  let value = form.resolve(subject);
  while (
    value.kind === "call" &&
    value.callee.kind === "member" &&
    /^(lower|upper|strip|casefold)$/.test(value.callee.name)
  )
    value = form.resolve(value.callee.object);
  const read = environmentRead(value, form);
  const fallback = read?.fallback && form.resolve(read.fallback);
  const given = fallback?.kind === "boolean" ? String(fallback.value) : stringOf(fallback);
  if (given === undefined) return undefined;
  const words = (object.kind === "list" ? object.items : [object]).map(stringOf);
  return words.some(
    (word) => word !== undefined && isWord(word) && word.toLowerCase() === given.toLowerCase(),
  )
    ? "unset"
    : undefined;
}

function isWord(word: string): boolean {
  return /^(1|true|yes|on|y|t)$/i.test(word.trim());
}

function same(truths: readonly Truth[]): Truth {
  const [first] = truths;
  return truths.every((truth) => truth === first) ? first : undefined;
}
