import type { CodeForm } from "./code";
import { environmentRead } from "./environment";
import { type CallValue, lastNameOf, stringOf, type Value } from "./value";

/** Code that runs only when `test` holds, or only when it does not. */
export interface Condition {
  readonly test: Value;
  readonly holds: boolean;
}

const developmentWords = /^(dev|devel|development|debug|debugging|local|localhost|test|tests|testing)$/;
/** What the environment is asked about, where it is compared with a word. */
const subjects = /env|stage|mode|profile|tier|deploy|host/i;
const productionWords = /^(prod|production|live|staging)$/;

/** Tests are nested no deeper than people write them. */
const MAX_DEPTH = 10;

/** Whether a condition is met in development (or in tests) only. */
export function isDevelopmentOnly(condition: Condition, form: CodeForm): boolean {
  return stageOf(condition.test, condition.holds, form, 0) === "development";
}

type Stage = "development" | "production" | undefined;

function stageOf(test: Value, holds: boolean, form: CodeForm, depth: number): Stage {
  if (depth > MAX_DEPTH) return undefined;
  const inner = (value: Value, whether = holds) => stageOf(value, whether, form, depth + 1);
  if (test.kind === "operation") {
    const { operator, operands } = test;
    const [left, right] = operands;
    if (!left) return undefined;
    if (operator === "not") return inner(left, !holds);
    if (operator === "and" || operator === "or") {
      const stages = operands.map((operand) => inner(operand));
      // All operands count where all have to be met (or all have to fail), else one of them may let others in.
      const together = (operator === "and") === holds;
      const [first] = stages;
      if (together) return stages.find((stage) => stage !== undefined);
      return stages.every((stage) => stage === first) ? first : undefined;
    }
    return right && compared(left, operator, right, holds, form, depth);
  }
  const stage = stageOfName(nameIn(test, form));
  if (stage) return holds ? stage : opposite(stage);
  const bindings = test.kind === "name" ? form.bindingsOf(test.name, test.at.start) : undefined;
  const [binding] = bindings ?? [];
  return binding && bindings?.length === 1 ? inner(binding.value) : undefined;
}

/** `NODE_ENV === "production"`, `env in ("dev", "local")`, `os.getenv("DEBUG") == "1"` */
function compared(
  left: Value,
  operator: string,
  right: Value,
  holds: boolean,
  form: CodeForm,
  depth: number,
): Stage {
  const negated = operator === "!=" || operator === "not in" || operator === "is not";
  if (!negated && operator !== "==" && operator !== "in" && operator !== "is") return undefined;
  const met = holds !== negated;
  const [subject, object] = stringOf(left) === undefined ? [left, right] : [right, left];
  if (object.kind === "boolean") return stageOf(subject, met === object.value, form, depth + 1);
  const words = object.kind === "list" ? object.items.map(stringOf) : [stringOf(object)];
  if (words.every((word) => word !== undefined && /^(1|true|yes|on)$/i.test(word))) {
    return stageOf(subject, met, form, depth + 1);
  }
  if (!subjects.test(nameIn(subject, form) ?? "")) return undefined;
  const stages = words.map((word) => stageOfWord(word ?? ""));
  const [first] = stages;
  if (!first || !stages.every((stage) => stage === first)) return undefined;
  return met ? first : opposite(first);
}

function opposite(stage: Stage): Stage {
  return stage === "development" ? "production" : "development";
}

/**
 * The variable or member that a test looks at: `DEBUG` in `os.getenv("DEBUG", "").lower()`, `env` in
 * `app.get("env")`.
 */
function nameIn(test: Value, form: CodeForm): string | undefined {
  let subject = test;
  for (let hops = 0; hops < MAX_DEPTH; hops++) {
    const read = environmentRead(subject, form);
    if (read) return read.name;
    if (subject.kind !== "call") return lastNameOf(subject);
    const { callee, args }: CallValue = subject;
    const name = lastNameOf(callee) ?? "";
    const [argument] = args;
    if (callee.kind === "member" && /^(lower|upper|strip|trim|toLowerCase|toUpperCase)$/.test(name)) {
      subject = callee.object;
    } else if (argument && /^bool(ean)?$/i.test(name)) subject = argument.value;
    else return argument ? stringOf(argument.value) : name;
  }
  return undefined;
}

/** `isDev`, `IS_PRODUCTION`, `__DEV__`, `debug`: names that say it in one or two words. */
function stageOfName(name: string | undefined): Stage {
  const words = (name ?? "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_")
    .filter((word) => word !== "" && !/^(is|in|app|flask|django|node|env|mode)$/.test(word));
  const [only] = words;
  return words.length === 1 && only ? stageOfWord(only) : undefined;
}

function stageOfWord(word: string): Stage {
  const lower = word.toLowerCase();
  if (developmentWords.test(lower)) return "development";
  return productionWords.test(lower) ? "production" : undefined;
}
