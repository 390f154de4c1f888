import type { NginxLevel } from "../../files/nginx/level";
import { passHosts } from "../../files/nginx/pass";

/**
 * Where `level` proxies to: `own` for a host of the project or its network, `foreign` for somebody else's site, which
 * wants its own name. Undefined when a variable that nothing here sets decides.
 */
export function proxyTarget(level: NginxLevel): "own" | "foreign" | undefined {
  const written = level.named("proxy_pass")[0]?.directive.args[0]?.value;
  if (written === undefined) return undefined;
  if (/^https?:\/\/unix:/.test(written)) return "own";
  const hosts = written.includes("$") ? hostsOfVariable(written, level) : passHosts(level);
  if (hosts.length === 0) return undefined;
  return hosts.every(isForeign) ? "foreign" : "own";
}

/** `set $app http://app:3000; proxy_pass $app;`, written so that nginx resolves the name again and again. */
function hostsOfVariable(written: string, level: NginxLevel): readonly string[] {
  const name = /^(?:https?:\/\/)?\$\{?(\w+)\}?/.exec(written)?.[1];
  const isAddress = name === undefined && !/^[a-z]+:\/\/[^/]*\$/.test(written);
  if (isAddress) return /^[a-z]+:\/\/([\w.-]+)/.exec(written)?.slice(1, 2) ?? [];
  for (let at: NginxLevel | undefined = level; at && name !== undefined; at = at.parent) {
    const found = at.named("set").findLast(({ directive }) => directive.args[0]?.value === `$${name}`);
    const value = found?.directive.args[1]?.value.replace(/^[a-z]+:\/\//, "");
    if (value !== undefined) return /^([\w.-]+)([:/]|$)/.exec(value)?.slice(1, 2) ?? [];
  }
  return [];
}

/** A name of the public Internet: those of services and of a company's network have one label, or end otherwise. */
function isForeign(host: string): boolean {
  const last = /\.([a-z]{2,})$/i.exec(host)?.[1]?.toLowerCase();
  return (
    last !== undefined && !/^(local|internal|localhost|lan|svc|cluster|home|corp|intranet|test)$/.test(last)
  );
}
