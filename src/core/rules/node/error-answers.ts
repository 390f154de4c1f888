import type { ScriptForm } from "../../files/script/form";
import { possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  type Entry,
  lastNameOf,
  pathOf,
  rootNameOf,
  type Value,
} from "../../files/syntax/value";
import { slice } from "../../text/span";
import { isOnResponse } from "./registration";

/** How much of an error an answer shows. */
export type Shown = "stack" | "error" | "message";

/** A part of an answer that tells of an error. */
export interface ErrorAnswer {
  readonly value: Value;
  readonly shown: Shown;
  /** Where the value stands: the whole answer, or an entry of a record in it. */
  readonly entry: Entry | undefined;
  /** The entries beside it. */
  readonly among: readonly Entry[];
  /** The call or the assignment that answers. */
  readonly at: number;
  /** The method, where a call answers. */
  readonly method: string | undefined;
}

const answering = /^(send|json|jsonp|end|write|text|html|body|render)$/;
const errorName = /^_?(e|ex|er|err|error|exc|exception|reason|cause)$|(Err|Error|Exception)$/;
const MAX_DEPTH = 6;

/** The places of the module that put errors into answers, in production. */
export function errorAnswers(form: ScriptForm): ErrorAnswer[] {
  if (!/\bres|\breply\b|\bctx\b|\bc\./.test(form.text)) return [];
  const called = form.calls.flatMap((call) => {
    const method = lastNameOf(call.callee) ?? "";
    if (call.callee.kind !== "member" || !answering.test(method) || !isAnswer(call, form)) return [];
    return call.args.flatMap(({ value }) => shownIn(value, call.at.start, call));
  });
  const assigned = form.assignments.flatMap(({ target, value, at }) =>
    /^(ctx|context|this)\.(response\.)?body$/.test(pathOf(target) ?? "")
      ? shownIn(value, at.start, undefined)
      : [],
  );
  return [...called, ...assigned].filter(
    ({ at, value }) => !form.isDevelopmentOnly(at) && !form.isDevelopmentOnly(value.at.start),
  );

  function shownIn(value: Value, at: number, call: CallValue | undefined): ErrorAnswer[] {
    const method = call && lastNameOf(call.callee);
    const found: ErrorAnswer[] = [];
    collect(value, undefined, [], 0);
    return found;

    function collect(part: Value, entry: Entry | undefined, among: readonly Entry[], depth: number): void {
      const shown = shownBy(part, at, form);
      if (shown && !(shown === "error" && isSerialized(value, call)))
        found.push({ value: part, shown, entry, among, at, method });
      if (shown || depth > MAX_DEPTH) return;
      if (part.kind === "record")
        for (const one of part.entries) {
          const inner = one.value.kind === "spread" ? one.value.value : one.value;
          collect(inner, one, part.entries, depth + 1);
        }
      else if (part.kind === "list") for (const item of part.items) collect(item, entry, among, depth + 1);
      else if (part.kind === "choice" || (part.kind === "operation" && /^(and|or|\?\?)$/.test(part.operator)))
        for (const one of possibleValues(part, form)) {
          if (one.value !== part) collect(one.value, entry, among, depth + 1);
        }
    }
  }
}

function isAnswer(call: CallValue, form: ScriptForm): boolean {
  const root = rootNameOf(call.callee);
  return root === "reply" || root === "c" || isOnResponse(call, form);
}

/** `reply.send(error)`: Fastify sends of an error its message only. */
function isSerialized(value: Value, call: CallValue | undefined): boolean {
  return value.kind === "name" && call !== undefined && rootNameOf(call.callee) === "reply";
}

function shownBy(given: Value, at: number, form: ScriptForm): Shown | undefined {
  const resolved = given.kind === "name" ? form.resolve(given) : given;
  const value = resolved.kind === "member" || resolved.kind === "call" ? resolved : given;
  if (value.kind === "name") return isError(value, at, form) ? "error" : undefined;
  if (value.kind === "member" && (value.name === "stack" || value.name === "message")) {
    const name = lastNameOf(value.object) ?? "";
    const isOfError = errorName.test(name) || isError(value.object, at, form);
    return isOfError ? (value.name === "stack" ? "stack" : "message") : undefined;
  }
  if (value.kind !== "call") return undefined;
  const method = lastNameOf(value.callee) ?? "";
  const [first] = value.args;
  // JSON.stringify(err, Object.getOwnPropertyNames(err)) and util.inspect(err) write the stack as well.
  const writesAll = method === "inspect" || (method === "stringify" && value.args.length > 1);
  return writesAll && first && isError(first.value, at, form) ? "stack" : undefined;
}

/** Whether `value` is an error that was caught, or handed to the function around it. */
function isError(value: Value, at: number, form: ScriptForm): boolean {
  if (value.kind !== "name") return false;
  if (form.caughtAt(at).includes(value.name)) return true;
  return form.functionsAround(at).some(({ parameters, at: whole }) => {
    const [first] = parameters;
    if (first?.name !== value.name) return false;
    return errorName.test(value.name) || isHandler(whole.start, form);
  });
}

/** `.catch((x) => …)` */
function isHandler(start: number, form: ScriptForm): boolean {
  const around = form.callsAround(start).find(({ args }) => args.some(({ at }) => at.start === start));
  return around !== undefined && /^(catch|onError|setErrorHandler)$/.test(lastNameOf(around.callee) ?? "");
}

/** Whether only some errors reach the code at `offset`: those that a condition lets through, or a status of 4xx. */
export function isForSomeErrors({ at, value }: ErrorAnswer, form: ScriptForm): boolean {
  const name = /^\w+/.exec(slice(form.text, value.at))?.[0];
  const tests = form.conditionsAt(at).map(({ test }) => slice(form.text, test.at));
  if (tests.some((test) => name !== undefined && new RegExp(`\\b${name}\\b`).test(test))) return true;
  return /\.(status|code)\(\s{0,20}4\d\d\b/.test(form.text.slice(at, value.at.start));
}

/** The handler of `errorhandler`, which is made for development. */
export function errorHandlers(form: ScriptForm): CallValue[] {
  if (!/error-?handler/i.test(form.text)) return [];
  return form.callsTo("errorhandler", "express.errorHandler").filter((call) => {
    if (form.isDevelopmentOnly(call.at.start)) return false;
    const assigned = form.assignments.find(({ value }) => value.at.start === call.at.start);
    const name = assigned?.target.kind === "name" ? assigned.target.name : undefined;
    const uses = form.calls.filter(({ args }) =>
      args.some(({ value }) => name !== undefined && value.kind === "name" && value.name === name),
    );
    return uses.length === 0 || uses.some(({ at }) => !form.isDevelopmentOnly(at.start));
  });
}
