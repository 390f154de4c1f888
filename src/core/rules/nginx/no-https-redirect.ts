import type { NginxLevel } from "../../files/nginx/level";
import { contentLevels, isHttpServer, serverNames } from "../../files/nginx/server";
import { nginxTree } from "../../project/headers/levels";
import { redirectedInFrontOf } from "../../project/redirects";
import { isCatchAll, plainAnswer, plainListens, serversBeside } from "../../project/redirects/nginx";
import { defineRule, type FileRuleContext, type Report } from "../rule";
import { redirectFix } from "./redirect-fix";
import { namesOfTls, namesOrAny, sharesName } from "./site-names";
import { tlsInFrontOf } from "./tls-in-front";

export const noHttpsRedirect = defineRule({
  id: "nginx/no-https-redirect",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Send plain HTTP on to HTTPS",
  why: "Whoever types the address or follows an old link stays on plain HTTP, where passwords, cookies and pages can be read and changed on the way.",
  references: [
    "https://nginx.org/en/docs/http/configuring_https_servers.html",
    "https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/TLS",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `server {
    «listen 80;»
    server_name app.example.com;

    location /.well-known/acme-challenge/ {
        root /var/www/certbot;
    }

    location / {
        proxy_pass http://app:3000;
    }
}

server {
    listen 443 ssl;
    server_name app.example.com;

    location / {
        proxy_pass http://app:3000;
    }
}
`,
      good: `server {
    listen 80;
    server_name app.example.com;

    location /.well-known/acme-challenge/ {
        root /var/www/certbot;
    }

    location / {
        return 301 https://$host$request_uri;
    }
}

server {
    listen 443 ssl;
    server_name app.example.com;

    location / {
        proxy_pass http://app:3000;
    }
}
`,
    },
    {
      title: "one server for both",
      bad: `server {
    «listen 80;»
    listen 443 ssl;
    server_name app.example.com;
    root /srv/app;
}
`,
      good: `server {
    listen 80;
    server_name app.example.com;
    return 301 https://$host$request_uri;
}

server {
    listen 443 ssl;
    server_name app.example.com;
    root /srv/app;
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const sites = new Map<NginxLevel | undefined, SecureSites | undefined>();
    for (const [server] of project.fact(nginxTree).levelsOf(file.path)) {
      if (!server || !isHttpServer(server)) continue;
      if (!sites.has(server.parent)) sites.set(server.parent, secureSites(server));
      const report = reportOn(server, sites.get(server.parent), context);
      if (report) yield report;
    }
  },
});

/** The names that have TLS at one level of the configuration. */
interface SecureSites {
  readonly names: ReadonlySet<string>;
  /** Those among them that no server for plain HTTP names: they come to the one that answers to every name. */
  readonly unclaimed: readonly string[];
}

function secureSites(server: NginxLevel): SecureSites | undefined {
  const servers = serversBeside(server);
  const names = namesOfTls(servers);
  if (!names) return undefined;
  const claimed = new Set(servers.filter((each) => plainListens(each)).flatMap(serverNames));
  return { names, unclaimed: [...names].filter((name) => !sharesName(name, claimed)) };
}

function reportOn(
  server: NginxLevel,
  secure: SecureSites | undefined,
  { file, project }: FileRuleContext<"nginx">,
): Report | undefined {
  const answer = plainAnswer(server);
  if (answer?.kind === "redirect") {
    const { directive, unit } = answer.from;
    return { proves: directive.at, path: unit.path, message: "Plain HTTP is sent on to HTTPS." };
  }
  const names = namesOrAny(server).filter((name) => !isLocal(name));
  const isSecureElsewhere = names.some((name) =>
    name === "" ? (secure?.unclaimed.length ?? 0) > 0 : secure && sharesName(name, secure.names),
  );
  if (answer?.kind !== "content" || !isSecureElsewhere || !servesPublic(server, names)) return undefined;
  if (server.hidden.length > 0 || redirectedInFrontOf(file.path, project)) return undefined;
  const front = tlsInFrontOf(server, file.path, project);
  const name = names.find((each) => each !== "") ?? "this site";
  const listen = plainListens(server)?.find((each) => each.unit.path === file.path && !each.include);
  return {
    at: listen?.directive.at ?? server.block?.nameAt ?? { start: 0, end: 0 },
    message: front
      ? `Requests for ${name} over plain HTTP are answered here, unless what is in front (${front}) sends them to HTTPS.`
      : `Requests for ${name} over plain HTTP are answered instead of being sent on to HTTPS.`,
    // Behind something that ends TLS a redirect by nginx may go in circles.
    ...(front ? { severity: "hint" } : { fixes: redirectFix(server, file) }),
  };
}

function isLocal(name: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\]|.+\.(local|localhost|internal|test))$/.test(name);
}

/** Whether somebody gets more over plain HTTP than the figures of nginx, or a line for whoever checks its health. */
function servesPublic(server: NginxLevel, names: readonly string[]): boolean {
  const root = server.children.find(isCatchAll);
  return [...contentLevels(root ?? server)].some((level) => {
    const isClosed = level.named("deny").some(({ directive }) => directive.args[0]?.value === "all");
    const isFixed = level.named("return").length > 0;
    const isHealth = isFixed && (level.name === "location" ? !isCatchAll(level) : names.includes(""));
    return !isClosed && !isHealth && level.named("stub_status").length === 0;
  });
}
