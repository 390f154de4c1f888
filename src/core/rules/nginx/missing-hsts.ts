import { headersAt, hidesUpstream, isUncertain, sends } from "../../files/nginx/effective";
import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { contentLevels, forwards, isHttpServer, serverNames, socketsOf } from "../../files/nginx/server";
import { nginxTree } from "../../project/headers/levels";
import { headers } from "../../project/headers/model";
import { defineRule, type FileRuleContext, isProof, type Report } from "../rule";
import { headerFixes } from "./header-fixes";
import { PlainSites } from "./plain-sites";

const HSTS = "strict-transport-security";

/**
 * The first fix adds this one header and is `safe` where the file shows no content over plain HTTP for the same
 * names: browsers then do by themselves what the server makes them do anyway, for this host alone. Where a
 * page is still served over HTTP the header would shut it, so the fix is for a person to pick; so are the other
 * headers, because X-Frame-Options can break a page that is embedded elsewhere.
 */
export const missingHsts = defineRule({
  id: "nginx/missing-hsts",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Send Strict-Transport-Security with HTTPS responses",
  why: "Without the header a browser opens the site over plain HTTP whenever a link or the user says so, and that first request can be read and redirected by anybody on the way.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security",
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
    "https://www.rfc-editor.org/rfc/rfc6797",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: `«server» {
    listen 443 ssl;
    server_name app.example.com;
    root /var/www/app;
}
`,
      good: `server {
    listen 443 ssl;
    server_name app.example.com;
    add_header Strict-Transport-Security "max-age=31536000" always;
    root /var/www/app;
}
`,
    },
    {
      title: "a location with headers of its own inherits none",
      bad: `«server» {
    listen 443 ssl;
    server_name app.example.com;
    root /var/www/app;

    location /assets/ {
        add_header Cache-Control "public, immutable";
    }
}
`,
      good: `server {
    listen 443 ssl;
    server_name app.example.com;
    add_header Strict-Transport-Security "max-age=31536000" always;
    root /var/www/app;

    location /assets/ {
        add_header Cache-Control "public, immutable";
        add_header Strict-Transport-Security "max-age=31536000" always;
    }
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const groups = project.fact(nginxTree).levelsOf(file.path);
    const plain = new PlainSites(groups.flatMap(([level]) => level ?? []));
    for (const places of groups) {
      const reports = places.map((server) => judge(server, plain, context));
      // A block that is used in several places is fine when it is in one of them: the others are not its fault.
      const report = reports.includes(undefined)
        ? undefined
        : (reports.find((one) => one && isProof(one)) ?? reports[0]);
      if (report) yield report;
    }
  },
});

function judge(server: NginxLevel, plain: PlainSites, context: FileRuleContext<"nginx">): Report | undefined {
  const { block } = server;
  if (!block || !isHttpServer(server) || !socketsOf(server).tls) return undefined;
  const content = [...contentLevels(server)];
  const lacking = content.filter((level) => !sends(level, HSTS) && !isAround(level));
  if (lacking.length === 0) return proofIn(content);
  const { path } = context.file;
  const model = context.project.fact(headers);
  const received = receives(server, lacking);
  const other = model.sentInFrontOf(path, HSTS) ?? (received ? model.sentBehind(path, HSTS) : undefined);
  if (other) return { proves: other.at, path: other.path, message: `${other.path} sends it.` };
  const message = `Responses of ${serverNames(server)[0] ?? "this server"} carry no Strict-Transport-Security header`;
  const include =
    isUncertain(server) || lacking.every(isUncertain) ? hiddenAt(lacking[0] ?? server) : undefined;
  const doubt = include ?? model.opaqueInFrontOf(path) ?? (received ? model.opaqueBehind(path) : undefined);
  if (doubt === undefined) {
    const kind = plain.serve(server) ? "review" : "safe";
    return { at: block.nameAt, message: `${message}.`, fixes: headerFixes(HSTS, server, kind, context) };
  }
  const reason = include ? "is not in the workspace" : "computes its headers";
  return { at: block.nameAt, message: `${message}, unless ${doubt} does: it ${reason}.`, severity: "hint" };
}

/** Whether a level around sends the header, so that it is lost on the way and another rule's matter. */
function isAround(level: NginxLevel): boolean {
  for (let at = level.parent; at; at = at.parent) if (sends(at, HSTS)) return true;
  return false;
}

/** Whether the header of an application behind reaches the browser through this server. */
function receives(server: NginxLevel, levels: readonly NginxLevel[]): boolean {
  return forwards(server) && !levels.some((level) => hidesUpstream(level, HSTS));
}

function proofIn(content: readonly NginxLevel[]): Report | undefined {
  const sent = content.map((level) => headersAt(level).find(({ name }) => name === HSTS));
  const [first] = sent;
  if (!first || sent.includes(undefined) || /max-age="?0+\b/.test(first.value ?? "")) return undefined;
  const { directive, unit } = first.from;
  return { proves: directive.at, path: unit.path, message: "Strict-Transport-Security is in force." };
}

function hiddenAt(level: NginxLevel | undefined): string | undefined {
  for (let at = level; at; at = at.parent) {
    const [hidden] = at.hidden;
    if (hidden) return describe(hidden);
  }
  return undefined;
}

function describe(hidden: NginxDirective): string {
  return hidden.name === "include" ? `include ${hidden.args[0]?.value ?? ""}` : hidden.name;
}
