import type { PythonForm } from "../../files/python/form";
import { importName } from "../../files/python/imports";
import { type CallValue, type FunctionValue, lastNameOf } from "../../files/syntax/value";
import { insertion, replacement } from "../../text/edits";
import { type Span, slice, span } from "../../text/span";
import type { PythonRoute } from "../python/apps";
import type { Fix, Problem } from "../rule";

/** `@limiter.limit(…)` and `@limiter.shared_limit(…)` of a function. */
export interface LimitDecoration {
  readonly handler: FunctionValue;
  readonly decorator: CallValue;
}

/** The limits that stand above functions of the module. */
export function limitDecorations(form: PythonForm): LimitDecoration[] {
  return form.functions.flatMap((handler) =>
    handler.decorators.flatMap((decorator) => {
      if (decorator.kind !== "call" || decorator.callee.kind !== "member") return [];
      const { name, object } = decorator.callee;
      const isLimit = /^(shared_)?limit$/.test(name) && /limiter/i.test(lastNameOf(object) ?? "");
      return isLimit ? [{ handler, decorator }] : [];
    }),
  );
}

/** Decorators apply from the bottom up: a route above which a limit stands gets the function without it. */
export function orderProblem(
  { decorator }: LimitDecoration,
  routes: readonly PythonRoute[],
  form: PythonForm,
): Problem | undefined {
  const last = routes.map((route) => route.decorator).findLast(({ at }) => at.start > decorator.at.start);
  if (!last) return undefined;
  const [limit, route] = [lineOf(decorator, form), lineOf(last, form)];
  const fix: Fix = {
    title: "Put the limit below the route",
    kind: "review",
    edits: [replacement(limit, ""), insertion(route.end, slice(form.text, limit))],
  };
  return {
    at: bare(decorator, form),
    message: "The route above which this stands gets the function without the limit.",
    fixes: isWholeLine(limit, form) && isWholeLine(route, form) ? [fix] : [],
  };
}

/** The lines of a decorator with its `@` and the line break. */
function lineOf({ at, argsAt }: CallValue, { text }: PythonForm): Span {
  const end = text.indexOf("\n", argsAt?.end ?? at.start);
  return span(text.lastIndexOf("\n", at.start - 1) + 1, end < 0 ? text.length : end + 1);
}

function isWholeLine(at: Span, { text }: PythonForm): boolean {
  return text.endsWith("\n", at.end) && /^[ \t]*@/.test(text.slice(at.start, at.end));
}

/** A decorator without its `@` and without the line break. */
function bare({ at, argsAt }: CallValue, { text }: PythonForm): Span {
  return span(text[at.start] === "@" ? at.start + 1 : at.start, argsAt?.end ?? at.end);
}

/** slowapi takes the client's address from an argument of that name. */
export function requestProblem(
  { handler, decorator }: LimitDecoration,
  form: PythonForm,
): Problem | undefined {
  const { parameters, name = "" } = handler;
  if (parameters.some((one) => one.name === "request" || one.name === "websocket")) return undefined;
  // `**kwargs` may bring it.
  const nameAt = form.text.indexOf(name, decorator.at.end);
  const open = form.text.indexOf("(", nameAt);
  const list = form.text.slice(open, handler.body.start);
  if (nameAt < 0 || open < 0 || open > handler.body.start || /\*\*/.test(list)) return undefined;
  const request = importName(form, "fastapi", "Request", ["starlette.requests", "fastapi.requests"]);
  const first = parameters[0];
  const isMethod = first?.name === "self" || first?.name === "cls";
  const added = `request: ${request?.local}`;
  const isBroken = /^\([ \t]*\r?\n/.test(list);
  const edit =
    first && isMethod
      ? insertion(first.at.end, `, ${added}`)
      : insertion(
          isBroken && first ? first.at.start : open + 1,
          parameters.length > 0 ? `${added}, ` : added,
        );
  return {
    at: span(nameAt, nameAt + name.length),
    message: `slowapi finds no argument called request in ${name}, and refuses to start.`,
    fixes: request
      ? [{ title: "Add the argument `request: Request`", kind: "review", edits: [...request.edits, edit] }]
      : [],
  };
}
