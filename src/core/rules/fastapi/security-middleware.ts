import type { PythonForm } from "../../files/python/form";
import { importName } from "../../files/python/imports";
import { addAfter } from "../../files/python/insert";
import type { Assignment } from "../../files/syntax/outline";
import { quoteOf } from "../../files/syntax/style";
import { type CallValue, pathOf } from "../../files/syntax/value";
import type { ProjectView } from "../../project/view";
import { addedHeaders, freeName, settingLines } from "../python/security-headers";
import type { Fix } from "../rule";

/**
 * A middleware behind the statement that creates the application. None where the application has no name to
 * hang it on.
 */
export function middlewareFix(
  form: PythonForm,
  call: CallValue,
  assigned: Assignment | undefined,
  project: ProjectView,
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
  const headers = addedHeaders(project);
  const lines = [
    ...(isFastApi ? [`@${app}.middleware(${quoted("http")})`] : []),
    `async def ${name}(request: ${request.local}, call_next):`,
    "    response = await call_next(request)",
    ...settingLines(form, headers).map((line) => `    ${line}`),
    "    return response",
  ];
  const after = base ? [`${app}.add_middleware(${base.local}, dispatch=${name})`] : [];
  const inserted = addAfter(form, assigned.at.start, lines, after);
  if (!inserted) return [];
  const title = `Add a middleware that sends ${headers.map(([header]) => header).join(", ")}`;
  return [{ title, kind: "review", edits: [...(base?.edits ?? []), ...request.edits, inserted] }];
}
