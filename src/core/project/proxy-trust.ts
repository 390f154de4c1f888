import type { SourceFile } from "../files/source";
import { defineFact } from "./fact";
import { sameService, serviceRoot } from "./service-root";
import type { ProjectView } from "./view";

interface TrustPart {
  /** It makes a server believe what a proxy says of its clients. */
  readonly trusts: boolean;
  /** It shows how a Python server is started. */
  readonly starts: boolean;
}

const settings =
  /--proxy-headers|--forwarded-allow-ips|FORWARDED_ALLOW_IPS|forwarded_allow_ips|proxy_headers\s*=\s*True|ProxyHeadersMiddleware|ProxyFix|RealIPMiddleware|xff_|TRUSTED_PROXY|PROXY_FIX/;
const servers = /\b(uvicorn|gunicorn|hypercorn|granian|fastapi[ "',]+run|flask[ "',]+run)\b/;

/** What makes Express, Fastify and Koa believe a proxy. */
const scriptSettings = /["']trust proxy["']|\btrustProxy\b|\.proxy\s*=\s*true|\bproxy:\s*true/;

/** Files that make servers believe a proxy, and files that show how a Python server is started. */
export const proxyTrust = defineFact<TrustPart, ReadonlyMap<string, TrustPart>>({
  id: "proxy-trust",
  mentions: {
    javascript: ["proxy"],
    python: ["proxy", "forwarded", "RealIPMiddleware", "xff_", "uvicorn.run("],
  },
  of(file) {
    if (file.is("javascript"))
      return scriptSettings.test(file.text) ? { trusts: true, starts: false } : undefined;
    if (!file.is("python") && !isConfiguration(file)) return undefined;
    const trusts = settings.test(file.text);
    const starts = file.is("python") ? /\buvicorn\.run\(/.test(file.text) : servers.test(file.text);
    return trusts || starts ? { trusts, starts } : undefined;
  },
  join: (parts) => parts,
});

/** Whether the application of Node that the module at `path` belongs to is told that a proxy stands in front. */
export function scriptTrust(path: string, project: ProjectView): boolean {
  return [...project.fact(proxyTrust)].some(
    ([other, { trusts }]) => trusts && isScript(other) && sameService(other, path, project),
  );
}

/** Whether a module of the Python application that the one at `path` belongs to believes a proxy itself. */
export function pythonCodeTrust(path: string, project: ProjectView): boolean {
  return [...project.fact(proxyTrust)].some(
    ([other, { trusts }]) => trusts && other.endsWith(".py") && sameService(other, path, project),
  );
}

/** What the workspace shows of the Python server that runs the module at `path`: whether it believes a proxy. */
export function pythonTrust(path: string, project: ProjectView): "yes" | "no" | "unknown" {
  const parts = [...project.fact(proxyTrust)];
  const root = serviceRoot(path, project);
  const isNear = (other: string) =>
    !isScript(other) &&
    (!other.endsWith(".py") || root === "" || other.startsWith(`${root}/`) || other === path);
  if (parts.some(([other, { trusts }]) => trusts && isNear(other))) return "yes";
  if (parts.some(([other, { starts }]) => starts && isNear(other))) return "no";
  return "unknown";
}

function isScript(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

function isConfiguration(file: SourceFile): boolean {
  return (["dockerfile", "compose", "yaml", "toml", "json", "dotenv"] as const).some((kind) => file.is(kind));
}
