import type { NginxLevel } from "./level";

const passes = ["proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass"];

/**
 * The hosts that `level` itself hands requests to, without their ports, those of an `upstream` in its place; none where
 * it hands on nothing or a variable decides.
 */
export function passHosts(level: NginxLevel): readonly string[] {
  const pass = passes.map((name) => level.named(name)[0]).find((found) => found !== undefined);
  const host = hostIn(pass?.directive.args[0]?.value.replace(/^[a-z]+:\/\//, "") ?? "");
  if (host === undefined) return [];
  const servers = upstreamOf(host, level)?.named("server") ?? [];
  if (servers.length === 0) return [host];
  return servers.flatMap(({ directive }) => hostIn(directive.args[0]?.value ?? "") ?? []);
}

function hostIn(target: string): string | undefined {
  return /^([\w.-]+)([:/]|$)/.exec(target)?.[1];
}

function upstreamOf(name: string, level: NginxLevel): NginxLevel | undefined {
  for (let at = level.parent; at; at = at.parent) {
    const found = upstreamsAt(at).get(name);
    if (found) return found;
  }
  return undefined;
}

/** Levels do not change, and every location inside asks. */
const known = new WeakMap<NginxLevel, ReadonlyMap<string, NginxLevel>>();

function upstreamsAt(level: NginxLevel): ReadonlyMap<string, NginxLevel> {
  const upstreams = known.get(level) ?? readUpstreams(level);
  known.set(level, upstreams);
  return upstreams;
}

function readUpstreams(level: NginxLevel): ReadonlyMap<string, NginxLevel> {
  const found = new Map<string, NginxLevel>();
  if (level.named("upstream").length === 0) return found;
  for (const child of level.children) {
    const name = child.name === "upstream" ? child.block?.args[0]?.value : undefined;
    if (name !== undefined && !found.has(name)) found.set(name, child);
  }
  return found;
}
