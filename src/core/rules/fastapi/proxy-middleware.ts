import type { PythonForm } from "../../files/python/form";
import { importName } from "../../files/python/imports";
import { quoteOf } from "../../files/syntax/style";
import { pythonTrust } from "../../project/proxy-trust";
import { pythonPackagesIn } from "../../project/python-packages";
import { serviceRoot } from "../../project/service-root";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { isBehindProxy } from "../express/trust-proxy";

/** Networks in which proxies and the routers of platforms stand; clients come from elsewhere. */
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

interface Added {
  readonly lines: readonly string[];
  readonly edits: readonly TextEdit[];
}

const nothing: Added = { lines: [], edits: [] };

/**
 * The statement that makes `app` take the address of a client from a proxy in a private network; nothing where no proxy
 * stands in front, where it is told to already, or where uvicorn, which brings the middleware, is not installed.
 */
export function proxyMiddleware(form: PythonForm, app: string, path: string, project: ProjectView): Added {
  if (!isBehindProxy(project) || pythonTrust(path, project) === "yes") return nothing;
  const installed = pythonPackagesIn(project, serviceRoot(path, project))?.distributions ?? [];
  if (!installed.includes("uvicorn") && !form.mentions("uvicorn")) return nothing;
  return trustStatement(form, app) ?? nothing;
}

/** The same whatever stands in front; undefined where the name of the middleware is taken. */
export function trustStatement(form: PythonForm, app: string): Added | undefined {
  const middleware = importName(form, "uvicorn.middleware.proxy_headers", "ProxyHeadersMiddleware");
  if (!middleware) return undefined;
  const quote = quoteOf(form.text, '"');
  const hosts = privateNetworks.map((network) => quote + network + quote).join(", ");
  return {
    lines: [`${app}.add_middleware(${middleware.local}, trusted_hosts=[${hosts}])`],
    edits: middleware.edits,
  };
}
