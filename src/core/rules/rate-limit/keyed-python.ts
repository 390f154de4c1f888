import type { PythonForm } from "../../files/python/form";
import { addStatementsAfter } from "../../files/python/insert";
import type { SourceFile } from "../../files/source";
import { type CallValue, entryNamed, lastNameOf, pathOf, positional } from "../../files/syntax/value";
import { proxies } from "../../project/headers/edges";
import { pythonCodeTrust, pythonTrust } from "../../project/proxy-trust";
import { pythonPackagesIn } from "../../project/python-packages";
import { serviceRoot } from "../../project/service-root";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { isBehindProxy } from "../express/trust-proxy";
import { trustStatement } from "../fastapi/proxy-middleware";
import { proxyFix } from "../flask/proxy-fix";
import { pythonApps } from "../python/apps";
import type { FileRuleContext, Problem } from "../rule";
import { fixWhereMade } from "./where-made";

type Python = SourceFile<"python">;

/** Files that start servers and that Liftoff does not read. */
const starters =
  /(^|\/)(Procfile|[\w.-]*(start|entrypoint|run|serve|gunicorn|uvicorn)[\w.-]*\.sh|supervisord\.conf|[\w@.-]+\.service|Makefile)$/;
/** A proxy on the machine itself: uvicorn believes it without being told. */
const localUpstream =
  /(?:proxy_pass|reverse_proxy|ProxyPass\s+\S+)\s+(?:https?:\/\/)?(?:127\.0\.0\.1|localhost|unix)\b/;

/** Limiters of Python that count by the address of a proxy. */
export function* keyedInPython({ file, project }: FileRuleContext<"python">): Generator<Problem> {
  const { form } = file;
  if (!/slowapi|flask_limiter/.test(form.text) || !form.clean) return;
  const limiter = form.calls.find((call) => countsByAddress(call, form));
  if (!limiter || form.isDevelopmentOnly(limiter.at.start) || !isBehindProxy(project)) return;
  const isSlowapi = (form.qualifiedName(limiter.callee) ?? "").startsWith("slowapi");
  if (isSlowapi ? believesProxy(file.path, project) : pythonCodeTrust(file.path, project)) return;
  yield {
    at: limiter.callee.at,
    message:
      "All clients share one limit: behind the proxy of this workspace every request comes from its address.",
    fixes: fixWhereMade(
      "Take the address of a client from the proxy in front",
      "python",
      file,
      project,
      (home) => trustEdits(isSlowapi ? "fastapi" : "flask", home, project),
    ),
  };
}

/** `Limiter(key_func=get_remote_address)`, `Limiter(get_remote_address, app=app)` */
function countsByAddress(call: CallValue, form: PythonForm): boolean {
  const name = form.qualifiedName(call.callee) ?? "";
  if (!/^(slowapi|slowapi\.extension|flask_limiter)\.Limiter$/.test(name)) return false;
  const key = entryNamed(call.args, "key_func")?.value ?? positional(call, 0);
  return /^(slowapi|flask_limiter)\.util\.(get_remote_address|get_ipaddr)$/.test(
    (key && form.qualifiedName(key)) ?? "",
  );
}

/** Whether uvicorn is told to believe the proxy, or may be told so where nobody sees it. */
function believesProxy(path: string, project: ProjectView): boolean {
  const trust = pythonTrust(path, project);
  if (trust === "yes") return true;
  if (trust === "unknown" && project.pathsLike(starters).length > 0) return true;
  const edges = project.fact(proxies).flatMap((edge) => project.file(edge)?.text ?? []);
  return edges.length > 0 && edges.every((text) => localUpstream.test(text));
}

function trustEdits(
  framework: "fastapi" | "flask",
  { form, path }: Python,
  project: ProjectView,
): TextEdit[] {
  const [app, ...others] = pythonApps(form).filter((one) => one.framework === framework);
  if (!app?.assigned || app.name === undefined || others.length > 0) return [];
  if (framework === "flask") {
    const added = proxyFix(form, app.name);
    const edit = added && addStatementsAfter(form, app.assigned.at.start, added.lines);
    return edit ? [...added.edits, edit] : [];
  }
  const manifest = pythonPackagesIn(project, serviceRoot(path, project));
  if (manifest?.isComplete && !manifest.distributions.includes("uvicorn")) return [];
  const added = trustStatement(form, app.name);
  // What is added last gets the request first: it has to come before the limiter counts.
  const last = form.calls.findLast(
    ({ callee }) =>
      lastNameOf(callee) === "add_middleware" && pathOf(callee) === `${app.name}.add_middleware`,
  );
  const edit = added && addStatementsAfter(form, (last ?? app.assigned).at.start, added.lines);
  return edit ? [...added.edits, edit] : [];
}
