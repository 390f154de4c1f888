import type { ScriptForm } from "../../files/script/form";
import {
  type CallValue,
  type FunctionValue,
  lastNameOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { contains, slice } from "../../text/span";

/** A value that a client chooses: a header, a parameter or a field of the request. */
export interface RequestPart {
  /** The function that gets the request. */
  readonly fn: FunctionValue;
  readonly value: Value;
}

const parts = /^(headers?|query|body|params|cookies|searchParams)$/;
const getters = /^(get|header|query|param)$/;
/** What reads a URL into its parts, or keeps a text as it is. */
const readers = /^(parse|URL|URLSearchParams|String|decodeURIComponent)$/;
/** What hangs on a request without coming from the client. */
const foreign = /^(app|locals|session|state|user|env|server|config)$/;
/** A function that is longer than this is looked at near its end. */
const MAX_BODY = 20_000;
/** A value that is written longer than this is not read to its end. */
const MAX_VALUE = 300;
const requestNames = /^_?(req(uest)?|ctx|context|c)$/;

/** What `value` takes from the request as it is; undefined where it is something else, or not certain. */
export function requestPartOf(value: Value, form: ScriptForm): RequestPart | undefined {
  const source = form.resolve(value);
  const root = requestIn(source, false);
  const fn = root && form.functionsAround(source.at.start).find((one) => takes(one, root.name));
  return fn && { fn, value: source };
}

/**
 * The name of the request that `value` is read from, by members, getters and readers of URLs alone. `isPart`: what is
 * asked of it further out is one part of it already.
 */
function requestIn(value: Value, isPart: boolean): { readonly name: string } | undefined {
  switch (value.kind) {
    case "name":
      return isPart && value.name !== "this" ? value : undefined;
    case "member":
      if (foreign.test(value.name)) return undefined;
      // `req.headers` as a whole is no text.
      return requestIn(
        value.object,
        isPart || parts.test(lastNameOf(value.object) ?? "") || value.name === "url",
      );
    case "index":
      return requestIn(value.object, isPart || parts.test(lastNameOf(value.object) ?? ""));
    case "call":
      return requestInCall(value, isPart);
    default:
      return undefined;
  }
}

function requestInCall({ callee, args }: CallValue, isPart: boolean): { readonly name: string } | undefined {
  const name = lastNameOf(callee) ?? "";
  const [first] = args;
  if (first && readers.test(name)) return requestIn(first.value, isPart);
  if (callee.kind !== "member") return undefined;
  // Hono's c.get() reads what a middleware has left.
  if (name === "get" && callee.object.kind === "name" && callee.object.name === "c") return undefined;
  // req.get("Origin"), c.req.header("Origin"), new URL(req.url).searchParams.get("origin")
  if (getters.test(name) && first && stringOf(first.value) !== undefined)
    return requestIn(callee.object, true);
  return /^(toString|trim|toLowerCase)$/.test(name) ? requestIn(callee.object, isPart) : undefined;
}

/** Whether `fn` answers requests and calls the request `name`. */
function takes({ parameters }: FunctionValue, name: string): boolean {
  const names = parameters.map((parameter) => parameter.name);
  const index = names.indexOf(name);
  return (
    index >= 0 &&
    (requestNames.test(name) || (index === 0 && /^_?(res|reply|response)/i.test(names[1] ?? "")))
  );
}

/**
 * Whether the function looks at `part`, used as `given`, before `end`: compares it, looks it up, hands it to a function
 * that may check it. What is only asked for being there, or written to a log, is not looked at; nor do the calls in
 * `answers` look at it.
 */
export function isChecked(
  { fn, value }: RequestPart,
  given: Value,
  end: number,
  form: ScriptForm,
  answers: readonly CallValue[] = [],
): boolean {
  const { text } = form;
  const names = new Set([slice(text, value.at), ...(given.kind === "name" ? [given.name] : [])]);
  for (const assignment of form.assignments) {
    if (assignment.target.kind !== "name" || !contains(fn.body, assignment.at)) continue;
    // const requested = req.headers.origin || ""
    const code = text.slice(
      assignment.value.at.start,
      Math.min(assignment.value.at.end, assignment.value.at.start + MAX_VALUE),
    );
    if ([...names].some((name) => mentions(code, name))) names.add(assignment.target.name);
  }
  const calls = form.calls.filter(({ at }) => fn.body.start <= at.start && at.end <= end);
  const isHandedOn = calls.some((call) => !answers.includes(call) && isCheck(call, names, text));
  return isHandedOn || isCompared([...names], text.slice(Math.max(fn.body.start, end - MAX_BODY), end));
}

function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`).test(code);
}

function escaped(name: string): string {
  return name.slice(0, MAX_VALUE).replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** `allowed.includes(origin)`, `isAllowed(origin)`, `origin.endsWith(…)` */
function isCheck({ callee, args }: CallValue, names: ReadonlySet<string>, text: string): boolean {
  const method = lastNameOf(callee) ?? "";
  const isKnown = (value: Value) => names.has(slice(text, value.at));
  if (callee.kind === "member" && isKnown(callee.object))
    return /^(match|endsWith|startsWith|includes|indexOf|search|localeCompare)$/.test(method);
  if (
    /^(log|info|warn|error|debug|trace|set|header|setHeader|append|appendHeader|String|Boolean|vary)$/.test(
      method,
    )
  )
    return false;
  return args.some(({ value }) => isKnown(value));
}

/** `origin === "…"`, `origin in allowed`, `allowed[origin]`, `switch (origin)`; comparing with nothing says nothing. */
function isCompared(names: readonly string[], code: string): boolean {
  return names.some((name) => {
    const written = escaped(name);
    const nothing = "(?!\\s*(?:undefined|null|''|\"\")(?![\\w$]))";
    const after = new RegExp(`(?<![\\w$.])${written}\\s{0,9}(?:[!=]==?(?!=)${nothing}|in\\s)`);
    const before = new RegExp(`(?:[!=]==?\\s{0,9}|\\[|\\bswitch\\s{0,9}\\(\\s{0,9})${written}(?![\\w$.])`);
    return after.test(code) || before.test(code);
  });
}
