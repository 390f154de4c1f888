import type { NginxWord } from "../../files/nginx/form";
import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";
import { isHttpServer, serverNames, socketsOf } from "../../files/nginx/server";
import { nginxTree } from "../../project/headers/levels";
import {
  httpsRedirectIn,
  isCatchAll,
  matchesAll,
  plainListens,
  serversBeside,
} from "../../project/redirects/nginx";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type FileRuleContext, type Fix, type Problem } from "../rule";
import { namesOfTls, sharesName } from "./site-names";
import { tlsInFrontOf } from "./tls-in-front";

export const redirectNotHttps = defineRule({
  id: "nginx/redirect-not-https",
  on: "nginx",
  severity: "warning",
  title: "Redirect straight to HTTPS",
  why: "A redirect from plain HTTP that stays on plain HTTP can be read and changed on the way, and whoever follows it is kept away from the secure site for one more step, or for good.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#return",
    "https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/TLS",
  ],
  equivalents: ["semgrep insecure-redirect"],
  deviations: {
    "semgrep insecure-redirect":
      "A rewrite of single paths, or one in a server with TLS, is left alone: it keeps the scheme that the visitor came with.",
  },
  fix: "safe",
  examples: [
    {
      bad: `server {
    listen 80;
    server_name www.example.com;
    return 301 «$scheme://example.com$request_uri»;
}

server {
    listen 443 ssl;
    server_name example.com www.example.com;
    root /srv/www;
}
`,
      good: `server {
    listen 80;
    server_name www.example.com;
    return 301 https://example.com$request_uri;
}

server {
    listen 443 ssl;
    server_name example.com www.example.com;
    root /srv/www;
}
`,
    },
  ],
  *check(context) {
    const sites = new Map<NginxLevel | undefined, ReadonlySet<string> | undefined>();
    for (const [server] of context.project.fact(nginxTree).levelsOf(context.file.path)) {
      if (!server || !isHttpServer(server) || socketsOf(server).tls || !plainListens(server)) continue;
      const root = server.children.find(isCatchAll);
      if (httpsRedirectIn(server) || (root && httpsRedirectIn(root))) continue;
      const around = root ? [server, root] : [server];
      const levels = around.flatMap((level) => [
        level,
        ...level.children.filter((child) => child.name === "if"),
      ]);
      for (const target of levels.flatMap(redirectTargets)) {
        if (!sites.has(server.parent)) sites.set(server.parent, namesOfTls(serversBeside(server)));
        const problem = problemAt(target, server, sites.get(server.parent), context);
        if (problem) yield problem;
      }
    }
  },
});

interface Target {
  readonly word: NginxWord;
  readonly unit: PlacedDirective["unit"];
}

/** Where everything that reaches `level` is redirected to, as far as it stays on plain HTTP. */
function redirectTargets(level: NginxLevel): Target[] {
  const returned = level.named("return").flatMap(({ directive, unit }): Target[] => {
    const [code, target] = directive.args;
    const word = target ?? code;
    const isRedirect = target === undefined || /^30[12378]$/.test(code?.value ?? "");
    return word && isRedirect && /^(http|\$scheme|\$\{scheme\}):\/\//i.test(word.value)
      ? [{ word, unit }]
      : [];
  });
  const rewritten = level.named("rewrite").flatMap(({ directive, unit }): Target[] => {
    const [pattern, word, flag] = directive.args;
    if (!pattern || !word || !matchesAll(pattern.value)) return [];
    const isRelative = word.value.startsWith("/") && /^(redirect|permanent)$/.test(flag?.value ?? "");
    const stays = isRelative || /^(http|\$scheme|\$\{scheme\}):\/\//i.test(word.value);
    return stays ? [{ word, unit }] : [];
  });
  return [...returned, ...rewritten];
}

function problemAt(
  { word, unit }: Target,
  server: NginxLevel,
  secure: ReadonlySet<string> | undefined,
  { file, project }: FileRuleContext<"nginx">,
): Problem | undefined {
  const host = /^[^/]*:\/\/([^/:]*)/.exec(word.value)?.[1]?.replace(/\$.*$/, "").toLowerCase();
  const isLocal =
    host !== undefined && /^(localhost|127\.|10\.|192\.168\.|.+\.(local|internal|test)$)/.test(host);
  if (unit.path !== file.path || isLocal) return undefined;
  const names = host ? [host] : serverNames(server);
  const isSecureSite =
    secure !== undefined && (names.length === 0 || names.every((name) => sharesName(name, secure)));
  if (!secure && tlsInFrontOf(server, file.path, project) !== undefined) return undefined;
  const isWritten = /^http:/i.test(word.value);
  return {
    at: word.at,
    message: isWritten
      ? "This redirect sends visitors on over plain HTTP."
      : "This redirect leaves visitors who come over plain HTTP there.",
    // A site without TLS in sight may have it somewhere else.
    ...(secure || isWritten ? {} : { severity: "hint" }),
    fixes: [fixFor(word, isSecureSite)],
  };
}

function fixFor(word: NginxWord, isSecureSite: boolean): Fix {
  const scheme = /^(["']?)(http|\$scheme|\$\{scheme\}):\/\//i.exec(word.raw);
  const start = word.at.start + (word.quote === undefined ? 0 : 1);
  const edit = scheme
    ? replacement({ start, end: start + (scheme[2] ?? "").length }, "https")
    : insertion(start, "https://$host");
  return { title: "Redirect to https://", kind: isSecureSite ? "safe" : "review", edits: [edit] };
}
