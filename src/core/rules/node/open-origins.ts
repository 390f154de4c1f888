import type { ScriptForm } from "../../files/script/form";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  type FunctionValue,
  isTrue,
  type OperationValue,
  type RegexValue,
  type Value,
} from "../../files/syntax/value";
import { contains } from "../../text/span";
import { opensEverything } from "../cors/open-pattern";
import type { CorsLibrary, CorsUse } from "./cors-uses";
import { isChecked, requestPartOf } from "./request-values";

/** What makes an `origin` option allow whichever origin asks: `true`, a pattern for all, a function that says yes. */
export function openOrigin(origin: Value, { library }: CorsUse, form: ScriptForm): Possible | undefined {
  const found = possibleValues(origin, form).filter(({ value }) => opens(value, library, form));
  return found.find(({ conditional }) => !conditional) ?? found[0];
}

function opens(value: Value, library: CorsLibrary, form: ScriptForm): boolean {
  const takesAll = library === "cors" || library === "@fastify/cors";
  if (value.kind === "boolean") return takesAll && value.value;
  if (value.kind === "regex") return takesAll && matchesAny(value);
  const fn = functionOf(value, form);
  return fn !== undefined && allowsAll(fn, library, form);
}

/** The libraries ask whether a pattern matches any part of an origin. */
function matchesAny({ source }: RegexValue): boolean {
  return opensEverything(source) || /^\^?(\.|https?\??(:(\\\/\\\/)?)?)$/.test(source);
}

/** A function that is written in place, or declared by its name. */
function functionOf(value: Value, form: ScriptForm): FunctionValue | undefined {
  if (value.kind === "function") return value;
  if (value.kind !== "name") return undefined;
  const named = form.functions.filter(({ name }) => name === value.name);
  return named.length === 1 ? named[0] : undefined;
}

/** Whether `fn` says yes to every origin, whatever it is. */
function allowsAll(fn: FunctionValue, library: CorsLibrary, form: ScriptForm): boolean {
  const [first, second] = fn.parameters;
  if (library === "@koa/cors") return givesOrigin(fn, undefined, form);
  if (!first) return false;
  const origin: Value = { kind: "name", at: first.at, name: first.name };
  const answers = second
    ? form.calls.filter((call) => contains(fn.body, call.at) && isCallOf(call, second.name))
    : [];
  if (isChecked({ fn, value: origin }, origin, fn.body.end, form, answers)) return false;
  if (library === "hono/cors") return givesOrigin(fn, first.name, form);
  // cors: (origin, callback) => callback(null, true)
  const isYes = (value: Value | undefined) =>
    isTrue(value) || (value?.kind === "name" && value.name === first.name);
  if (second) return answers.length > 0 && answers.every(({ args }) => isYes(args[1]?.value));
  const results = resultsOf(fn, form);
  return library === "@fastify/cors" && results.length > 0 && results.every(isYes);
}

/** Whether all that `fn` returns is the caller's origin: its parameter called `name`, or what it reads of the request. */
function givesOrigin(fn: FunctionValue, name: string | undefined, form: ScriptForm): boolean {
  const results = resultsOf(fn, form);
  return (
    results.length > 0 &&
    results.every((given) => {
      // origin || "*"
      const value = given.kind === "operation" && isFallback(given) ? (given.operands[0] ?? given) : given;
      if (name !== undefined && value.kind === "name" && value.name === name) return true;
      const part = requestPartOf(value, form);
      return part !== undefined && !isChecked(part, value, fn.body.end, form);
    })
  );
}

function isFallback({ operator }: OperationValue): boolean {
  return operator === "or" || operator === "??";
}

function resultsOf(fn: FunctionValue, form: ScriptForm): readonly Value[] {
  if (fn.result) return [fn.result];
  return form.returns
    .filter(({ at }) => contains(fn.body, at) && form.functionsAround(at.start)[0]?.at.start === fn.at.start)
    .map(({ value }) => value);
}

function isCallOf({ callee }: CallValue, name: string): boolean {
  return callee.kind === "name" && callee.name === name;
}
