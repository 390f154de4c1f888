import type { PythonForm } from "../../files/python/form";
import { importName } from "../../files/python/imports";
import type { TextEdit } from "../../text/edits";

/**
 * The statement that makes `app` take address, scheme and host of a request from the one proxy in front of it; undefined
 * where the name of the middleware is taken.
 */
export function proxyFix(
  form: PythonForm,
  app: string,
): { readonly lines: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  const middleware = importName(form, "werkzeug.middleware.proxy_fix", "ProxyFix");
  return (
    middleware && {
      lines: [`${app}.wsgi_app = ${middleware.local}(${app}.wsgi_app, x_for=1, x_proto=1, x_host=1)`],
      edits: middleware.edits,
    }
  );
}
