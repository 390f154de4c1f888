import type { PythonForm } from "../../files/python/form";
import { importName } from "../../files/python/imports";
import { addAfter } from "../../files/python/insert";
import type { Assignment } from "../../files/syntax/outline";
import { quoteOf } from "../../files/syntax/style";
import { type CallValue, pathOf } from "../../files/syntax/value";
import type { Fix } from "../rule";

const values: ReadonlyMap<string, string> = new Map([
  ["X-Frame-Options", "SAMEORIGIN"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Strict-Transport-Security", "max-age=31536000"],
]);

/**
 * A middleware behind the statement that creates the application. None where the application has no name to
 * hang it on. `isProxied`: HSTS is left to the proxy.
 */
export function middlewareFix(
  form: PythonForm,
  call: CallValue,
  assigned: Assignment | undefined,
  isProxied: boolean,
): Fix[] {
  const app = assigned && pathOf(assigned.target);
  const isFastApi = form.qualifiedName(call.callee)?.startsWith("fastapi.") ?? false;
  const request = isFastApi
    ? importName(form, "fastapi", "Request", ["starlette.requests", "fastapi.requests"])
    : importName(form, "starlette.requests", "Request");
  const base = isFastApi ? undefined : importName(form, "starlette.middleware.base", "BaseHTTPMiddleware");
  if (app === undefined || !assigned || !request || (!isFastApi && !base)) return [];
  const name = freeName(form);
  const quote = quoteOf(form.text, '"');
  const quoted = (text: string) => quote + text + quote;
  const headers = [...values].filter(([header]) => !isProxied || header !== "Strict-Transport-Security");
  const lines = [
    ...(isFastApi ? [`@${app}.middleware(${quoted("http")})`] : []),
    `async def ${name}(request: ${request.local}, call_next):`,
    "    response = await call_next(request)",
    ...headers.map(
      ([header, value]) => `    response.headers.setdefault(${quoted(header)}, ${quoted(value)})`,
    ),
    "    return response",
  ];
  const after = base ? [`${app}.add_middleware(${base.local}, dispatch=${name})`] : [];
  const inserted = addAfter(form, assigned.at.start, lines, after);
  if (!inserted) return [];
  const title = `Add a middleware that sends ${headers.map(([header]) => header).join(", ")}`;
  return [{ title, kind: "review", edits: [...(base?.edits ?? []), ...request.edits, inserted] }];
}

function freeName(form: PythonForm): string {
  const names = ["security_headers", "add_security_headers", "set_security_headers"];
  return names.find((name) => !form.mentions(name)) ?? "send_security_headers";
}
