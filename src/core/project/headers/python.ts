import type { PythonForm } from "../../files/python/form";
import type { SourceFile } from "../../files/source";
import {
  type CallValue,
  entryNamed,
  lastNameOf,
  pathOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import type { Span } from "../../text/span";
import { djangoHeaders } from "./django";
import { likelyHeaders, type SentHeader, sentWith, talisman } from "./libraries";
import type { HeaderPart, HeaderProvider } from "./provider";
import { type WrittenHeader, WrittenHeaders } from "./written";

/** Words without which a module sets no protective header. */
const words =
  /frame-options|content-type-options|transport-security|security-policy|referrer-policy|permissions-policy|cross-origin-|security_?headers|secure_?headers|talisman|secweb|\bsecure\b|SECURE_|X_FRAME/i;

/** Middleware that is there to set protective headers, by the name that somebody gave it. */
const likelyNames = /secur(e|ity)_?headers?|^secweb$|^helmet|content_?security_?policy|frame_?options/i;

/**
 * The protective headers that a Python module makes its application send: middleware and hooks written by hand,
 * flask-talisman, `secure` and the like, Django's settings. Undefined where it sends none.
 */
export function headersOfPython(file: SourceFile<"python">): HeaderPart | undefined {
  return words.test(file.text) ? headersInPython(file.form) : undefined;
}

/** The same without looking for a word first. */
export function headersInPython(form: PythonForm): HeaderPart | undefined {
  const written = new WrittenHeaders(form);
  const providers = [
    ...written.headers.map((header) =>
      toProvider(header, header.at, isEverywhere(header, form) ? "all" : "some"),
    ),
    ...form.calls
      .flatMap((call) => headersOfLibrary(call, form))
      .filter(({ at }) => !form.isDevelopmentOnly(at.start)),
    ...djangoHeaders(form).map((header) => toProvider(header, header.at, "all")),
  ];
  return providers.length > 0 || written.opaque
    ? { providers, proxies: false, opaque: written.opaque }
    : undefined;
}

/** An unhandled exception is answered outside of all middleware: nothing here is sure to be on error responses. */
function toProvider({ header, value }: SentHeader, at: Span, scope: "all" | "some"): HeaderProvider {
  return { layer: "app", header, value, onErrors: false, scope, at };
}

function headersOfLibrary(call: CallValue, form: PythonForm): HeaderProvider[] {
  const name = form.qualifiedName(call.callee) ?? "";
  const send = (headers: readonly SentHeader[]) =>
    headers.map((header) => toProvider(header, call.at, "all"));
  if (name === "flask_talisman.Talisman" || name === "talisman.Talisman") {
    return send(sentWith(talisman, call.args, form));
  }
  const isSecure =
    name === "secure.Secure" || name === "secure.SecureHeaders" || name.startsWith("secure.Secure.");
  return isSecure || installsLikely(call, name, form) ? send(sentWith(likelyHeaders, [], form)) : [];
}

/**
 * Whether a call installs a middleware that is defined elsewhere and named for these headers:
 * `app.add_middleware(SecurityHeadersMiddleware)`, `SecWeb(app=app)`. What is defined here shows what it sets.
 */
function installsLikely(call: CallValue, name: string, form: PythonForm): boolean {
  const isLikely = (value: Value) => {
    const qualified = form.qualifiedName(value)?.split(".").at(-1);
    return qualified !== undefined && likelyNames.test(qualified);
  };
  const method = lastNameOf(call.callee) ?? "";
  if (/^(add_middleware|Middleware|user_middleware|append|insert)$/.test(method)) {
    return call.args.some((arg) => isLikely(arg.value));
  }
  return name !== "" && isLikely(call.callee) && call.args.length > 0;
}

/** Not in a route's own function, nor in a hook of one part of the application. */
function isEverywhere(header: WrittenHeader, form: PythonForm): boolean {
  const around = form.functionsAround(header.setAt);
  const takes = (name: string) =>
    around.some((fn) => fn.parameters.some((parameter) => parameter.name === name));
  if (
    around.some((fn) => fn.decorators.some((decorator) => isRoute(decorator) || isPartHook(decorator, form)))
  ) {
    return false;
  }
  const [inner] = around;
  const isView =
    inner?.parameters[0]?.name === "request" || /^(get|post|put|patch|delete)$/.test(inner?.name ?? "");
  return !isView || takes("call_next") || takes("get_response") || takes("response");
}

/** `@app.get("/path")`, `@router.api_route("/path")`, `@bp.route("/path")` */
function isRoute(decorator: Value): boolean {
  if (decorator.kind !== "call") return false;
  const method = lastNameOf(decorator.callee) ?? "";
  const path = stringOf(decorator.args[0]?.value) ?? stringOf(entryNamed(decorator.args, "path")?.value);
  return (
    path !== undefined && /^(get|post|put|patch|delete|head|options|route|api_route|websocket)$/.test(method)
  );
}

/** `@blueprint.after_request` */
function isPartHook(decorator: Value, form: PythonForm): boolean {
  if (decorator.kind !== "member" || decorator.name !== "after_request") return false;
  const owner = form.resolve(decorator.object);
  return (
    owner.kind === "call" &&
    lastNameOf(owner.callee) === "Blueprint" &&
    pathOf(decorator.object) !== undefined
  );
}
