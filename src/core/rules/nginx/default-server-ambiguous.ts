import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { nginxTree } from "../../project/headers/levels";
import { insertion } from "../../text/edits";
import { defineRule, type FileRuleContext, type Fix, type Problem } from "../rule";

/** A server on one socket. */
interface Listener {
  readonly server: NginxLevel;
  /** Undefined for a server without any, which gets port 80. */
  readonly listen: NginxDirective | undefined;
  readonly isDefault: boolean;
}

export const nginxDefaultServerAmbiguous = defineRule({
  id: "nginx/default-server-ambiguous",
  on: "nginx",
  severity: "hint",
  hardening: true,
  title: "Say which server answers to unknown names",
  why: "The first server in the order of the files answers to every name that no other one has. A new file whose name comes first silently takes its place.",
  references: ["https://nginx.org/en/docs/http/request_processing.html"],
  equivalents: ["gixy default_server_flag"],
  deviations: {
    "gixy default_server_flag":
      "Where the first server is called _ or has no name at all it is plain which one is meant.",
  },
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen «80»;
    server_name app.example.com;
}

server {
    listen 80;
    server_name api.example.com;
}
`,
      good: `server {
    listen 80 default_server;
    server_name app.example.com;
}

server {
    listen 80;
    server_name api.example.com;
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const around = new Set<NginxLevel>();
    for (const [level] of project.fact(nginxTree).levelsOf(file.path)) {
      if (level?.name === "server" && level.parent) around.add(level.parent);
    }
    for (const parent of around) yield* problemsIn(parent, context);
  },
});

function* problemsIn(parent: NginxLevel, { file }: FileRuleContext<"nginx">): Generator<Problem> {
  // What is hidden may hold the default; servers of mail have none.
  if (parent.hidden.length > 0 || /^(mail|upstream)$/.test(parent.name)) return;
  const sockets = new Map<string, Listener[]>();
  for (const server of parent.children) {
    if (server.name !== "server") continue;
    for (const [socket, listener] of listenersOf(server, parent)) {
      const known = sockets.get(socket);
      if (!known) sockets.set(socket, [listener]);
      else if (known.at(-1)?.server !== server) known.push(listener);
    }
  }
  for (const [socket, listeners] of sockets) {
    const [first, second] = listeners;
    if (!first || !second || listeners.some(({ isDefault }) => isDefault) || isCatchAll(first.server))
      continue;
    if (first.server.unit.path !== file.path) continue;
    const count = listeners.length === 2 ? "Two" : `${listeners.length}`;
    yield {
      at: first.listen?.args[0]?.at ?? first.server.block?.nameAt ?? { start: 0, end: 0 },
      message: `${count} servers listen on ${socket}, and this one answers to all other names only because it comes first.`,
      fixes: parent.name === "stream" ? [] : fixesFor(first, file.path),
    };
  }
}

function* listenersOf(server: NginxLevel, parent: NginxLevel): Generator<[string, Listener]> {
  const listens = server.named("listen");
  if (listens.length === 0 && parent.name !== "stream")
    yield ["port 80", { server, listen: undefined, isDefault: false }];
  for (const { directive } of listens) {
    const [address, ...options] = directive.args.map(({ value }) => value.toLowerCase());
    const socket = socketOf(address ?? "");
    if (socket === undefined) continue;
    const datagram = options.find((option) => option === "quic" || option === "udp");
    const isDefault = options.includes("default_server") || options.includes("default");
    yield [datagram ? `${socket} (${datagram})` : socket, { server, listen: directive, isDefault }];
  }
}

/** The address and port that `listen` names, in one spelling; undefined for what is no network address. */
function socketOf(address: string): string | undefined {
  if (address.startsWith("unix:") || /[${]/.test(address)) return undefined;
  const [, host = "", port = "80"] =
    /^(\[[^\]]*\]|[^:]*?)(?::(\d+))?$/.exec(/^\d+$/.test(address) ? `:${address}` : address) ?? [];
  if (host === "" || host === "*" || host === "0.0.0.0") return `port ${port}`;
  // `[::0]` and `[0:0:0:0:0:0:0:0]` are `[::]`.
  return `${/^\[[0:]*\]$/.test(host) ? "[::]" : host}:${port}`;
}

function isCatchAll(server: NginxLevel): boolean {
  const names = server.named("server_name").flatMap(({ directive }) => directive.args);
  return names.some(({ value }) => value === "_" || value === "");
}

function fixesFor({ listen, server }: Listener, path: string): Fix[] {
  const last = listen?.args.at(-1);
  const isHere = server
    .named("listen")
    .some(({ directive, unit }) => directive === listen && unit.path === path);
  const [address] = listen?.args ?? [];
  if (!last || !address || !isHere || !listen?.terminator) return [];
  const edits = [insertion(address.at.end, " default_server")];
  return [{ title: "Add default_server, which it is anyway", kind: "safe", edits }];
}
