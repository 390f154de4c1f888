import type { PythonForm } from "../../files/python/form";
import { isDevelopmentOnly } from "../../files/syntax/condition";
import {
  type CallValue,
  entryNamed,
  type FunctionValue,
  lastNameOf,
  positional,
  type Value,
} from "../../files/syntax/value";
import { contains, slice } from "../../text/span";
import { routesIn } from "./apps";

/** A place where an answer shows what went wrong inside. */
export interface ExposedError {
  /** What shows it: `str(e)`, `traceback.format_exc()`, a text with either in it. */
  readonly value: Value;
  readonly isTrace: boolean;
  /** Whatever may go wrong is shown: not only errors that were made to be shown. */
  readonly isBroad: boolean;
  /** The status that the answer has, where it is written. */
  readonly status: number | undefined;
}

const traceMakers = /^traceback\.(format_exc|format_exception|format_tb|format_stack|print_exc)$/;
const responses =
  /^(fastapi|starlette|flask|django|rest_framework|ninja)\b.*\.(\w*Response|jsonify|make_response|abort|HTTPException|APIException|HttpError)$/;
const texts = /^(str|repr|dict|list|format|join|strip|jsonify|json|dumps|jsonable_encoder)$/;
const broad = /^(Exception|BaseException|InternalServerError)$/;
const MAX_DEPTH = 8;

/** Where answers of a module show its errors, in production. */
export function exposedErrors(form: PythonForm): ExposedError[] {
  const handlers = handlersOf(form);
  const found = [
    ...form.calls
      .filter((call) => responses.test(form.qualifiedName(call.callee) ?? ""))
      .flatMap((call) => call.args.flatMap(({ value }) => search(value, statusOf(call, form), form, 0))),
    ...form.returns
      .filter(({ at }) => handlers.has(form.functionsAround(at.start)[0]?.at.start ?? -1))
      .flatMap(({ value }) => search(value, undefined, form, 0)),
  ];
  const places = new Map<number, ExposedError>();
  for (const error of found) {
    const { start } = error.value.at;
    if (!places.has(start) && !form.isDevelopmentOnly(start)) places.set(start, error);
  }
  return [...places.values()].sort((one, other) => one.value.at.start - other.value.at.start);
}

/** Where the functions start that answer requests: routes, handlers of errors, views of Django. */
function handlersOf(form: PythonForm): Set<number> {
  const routes = routesIn(form).map(({ handler }) => handler.at.start);
  const others = form.functions.filter(({ decorators, parameters, name }) => {
    const [first, second] = parameters.map((parameter) => parameter.name);
    const isView = first === "request" || (first === "self" && second === "request");
    const isRoute =
      isView && /\b(django|rest_framework)\b/.test(form.text) && !/^_|middleware/.test(name ?? "");
    return isRoute || decorators.some((one) => /^(errorhandler|exception_handler)$/.test(calledName(one)));
  });
  return new Set([...routes, ...others.map(({ at }) => at.start)]);
}

function calledName(decorator: Value): string {
  return lastNameOf(decorator.kind === "call" ? decorator.callee : decorator) ?? "";
}

function search(given: Value, status: number | undefined, form: PythonForm, depth: number): ExposedError[] {
  if (depth > MAX_DEPTH) return [];
  const inner = (value: Value) => search(value, status, form, depth + 1);
  const own = sourceOf(given, form);
  if (own) return [{ ...own, value: given, status }];
  switch (given.kind) {
    case "name": {
      const value = form.resolve(given);
      const [found] = value.kind === "name" ? [] : inner(value);
      return found ? [{ ...found, value: given }] : [];
    }
    case "record":
      return given.entries.flatMap(({ value }) => inner(value));
    case "list":
      return given.items.flatMap(inner);
    case "operation":
      return /^(\+|%|or)$/.test(given.operator) ? given.operands.flatMap(inner) : [];
    case "choice":
      return [
        ...(isDevelopmentOnly({ test: given.test, holds: true }, form) ? [] : inner(given.whenTrue)),
        ...(isDevelopmentOnly({ test: given.test, holds: false }, form) ? [] : inner(given.whenFalse)),
      ];
    case "call":
      return isPassing(given, form) ? given.args.flatMap(({ value }) => inner(value)) : [];
    default:
      return [];
  }
}

/** Whether a call gives on what it is given: `jsonify(…)`, `"…".format(…)`. */
function isPassing(call: CallValue, form: PythonForm): boolean {
  return texts.test(lastNameOf(call.callee) ?? "") || responses.test(form.qualifiedName(call.callee) ?? "");
}

function sourceOf(value: Value, form: PythonForm): { isTrace: boolean; isBroad: boolean } | undefined {
  if (value.kind === "call") {
    if (traceMakers.test(form.qualifiedName(value.callee) ?? "")) return { isTrace: true, isBroad: true };
    const [argument] = value.args;
    const isText = /^(str|repr)$/.test(lastNameOf(value.callee) ?? "") && value.args.length === 1;
    return isText && argument ? errorNamed(argument.value, form) : undefined;
  }
  if (value.kind === "name") return errorNamed(value, form);
  if (value.kind === "member")
    return /^(args|__traceback__|message|orig)$/.test(value.name)
      ? errorNamed(value.object, form, value.name)
      : undefined;
  return value.kind === "other" ? inFormat(value, form) : undefined;
}

/** `f"failed: {e}"`, `f"{traceback.format_exc()}"` */
function inFormat(value: Value, form: PythonForm) {
  const text = slice(form.text, value.at);
  if (!/^[a-z]{0,2}f[a-z]?["']|^f/i.test(text) || text.length > 2_000) return undefined;
  if (/\{\s*traceback\.format_exc\(\)/.test(text)) return { isTrace: true, isBroad: true };
  for (const match of text.matchAll(
    /\{\s*(?:(?:str|repr)\(\s*)?([A-Za-z_]\w{0,40})\s*\)?\s*(?:![rsa])?(?::[^{}]{0,20})?\}/g,
  )) {
    const found = caughtAs(match[1] ?? "", value.at.start, form);
    if (found) return { isTrace: false, ...found };
  }
  return undefined;
}

function errorNamed(value: Value, form: PythonForm, member?: string) {
  const found = value.kind === "name" ? caughtAs(value.name, value.at.start, form) : undefined;
  return found && { isTrace: member === "__traceback__", ...found };
}

/** The exception that is called `name` at `offset`: of an `except` clause, or what a handler of errors is given. */
function caughtAs(name: string, offset: number, form: PythonForm): { isBroad: boolean } | undefined {
  const clause = form.handlersAt(offset).find((handler) => handler.name === name);
  if (clause) {
    const { caught } = clause;
    const classes = caught?.kind === "list" ? caught.items : caught ? [caught] : [];
    return { isBroad: classes.length === 0 || classes.some((one) => broad.test(lastNameOf(one) ?? "")) };
  }
  const around = form
    .functionsAround(offset)
    .find(({ parameters }) => parameters.some((one) => one.name === name));
  const decorator = around?.decorators.find((one) =>
    /^(errorhandler|exception_handler)$/.test(calledName(one)),
  );
  if (!around || decorator?.kind !== "call" || name !== errorParameter(around)) return undefined;
  const given = positional(decorator, 0);
  const isBroad =
    broad.test((given && lastNameOf(given)) ?? "") || (given?.kind === "number" && given.value >= 500);
  return isBroad ? { isBroad } : undefined;
}

/** Flask gives the error alone, FastAPI behind the request. */
function errorParameter({ parameters }: FunctionValue): string | undefined {
  return parameters.at(-1)?.name;
}

function statusOf(call: CallValue, form: PythonForm): number | undefined {
  const named = ["status_code", "status", "code"].map((name) => entryNamed(call.args, name)?.value);
  const first = positional(call, 0);
  const value =
    named.find((one) => one !== undefined) ??
    (first?.kind === "number" ? first : undefined) ??
    positional(call, 1);
  if (!value) return undefined;
  const known = form.resolve(value);
  if (known.kind === "number") return known.value;
  const word = /(?:HTTP_)?(\d{3})/.exec(lastNameOf(value) ?? slice(form.text, value.at))?.[1];
  return word === undefined ? undefined : Number(word);
}

/** The body of the clause or function around a place, as far as it is text of this module. */
export function bodyAround(offset: number, form: PythonForm): string {
  const [handler] = form.handlersAt(offset);
  const body = handler?.body ?? form.functionsAround(offset)[0]?.body;
  return body && contains(body, { start: offset, end: offset }) ? slice(form.text, body) : "";
}
