import { childrenOf } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { isHttpServer, socketsOf } from "../../files/nginx/server";
import type { SourceFile } from "../../files/source";
import { nginxTree } from "../../project/headers/levels";
import { runsNginxFrom } from "../../project/headers/nginx-version";
import type { TextEdit } from "../../text/edits";
import { defineRule } from "../rule";
import { insertAfter, insertInto } from "./insert";

const LINE = "ssl_protocols TLSv1.2 TLSv1.3;";

/** The first version whose own choice is TLS 1.2 and 1.3 (nginx's change log, 1.27.3). */
const firstWithSafeDefault = [1, 27, 3] as const;

export const missingSslProtocols = defineRule({
  id: "nginx/missing-ssl-protocols",
  on: "nginx",
  severity: "hint",
  hardening: true,
  title: "Say which TLS versions are allowed",
  why: "Without ssl_protocols an nginx before 1.27.3 also offers TLS 1.0 and 1.1, which can be decrypted.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
    "https://wiki.mozilla.org/Security/Server_Side_TLS",
  ],
  equivalents: ["semgrep missing-ssl-version"],
  deviations: {
    "semgrep missing-ssl-version":
      "Protocols that the level of http or an include sets count, and so does an nginx whose default is safe.",
  },
  alsoSilencedBy: ["gixy weak_ssl_tls"],
  fix: "safe",
  examples: [
    {
      bad: `«server» {
    listen 443 ssl;
    ssl_certificate app.pem;
    ssl_certificate_key app.key;
    root /srv/app;
}
`,
      good: `server {
    listen 443 ssl;
    ssl_certificate app.pem;
    ssl_certificate_key app.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    root /srv/app;
}
`,
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || runsNginxFrom(firstWithSafeDefault, project)) return;
    for (const places of project.fact(nginxTree).levelsOf(file.path)) {
      const [server] = places;
      if (!server?.block || !places.every(isLeftOpen)) continue;
      const edits = insertAt(server, file);
      yield {
        at: server.block.nameAt,
        message:
          "This server leaves the TLS versions to nginx, which offers TLS 1.0 and 1.1 too before version 1.27.3.",
        ...(edits ? { fixes: [{ title: `Add ${LINE}`, kind: "safe", edits: [edits] }] } : {}),
      };
    }
  },
});

/** Whether `level` is a server with TLS for which nobody says which versions. */
function isLeftOpen(level: NginxLevel): boolean {
  if (!isHttpServer(level) || !socketsOf(level).tls) return false;
  if (level.named("ssl_reject_handshake").length > 0) return false;
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    if (at.named("ssl_protocols").length > 0 || at.hidden.length > 0 || includesCertbot(at)) return false;
  }
  return true;
}

/** certbot's own file names the versions; it is on the server only. */
function includesCertbot(level: NginxLevel): boolean {
  const own = level.block ? childrenOf(level.block) : level.unit.directives;
  return own.some(
    ({ name, args }) => name === "include" && /(^|\/)options-ssl-nginx\.conf$/.test(args[0]?.value ?? ""),
  );
}

function insertAt({ block, unit }: NginxLevel, file: SourceFile): TextEdit | undefined {
  if (!block?.body || unit.path !== file.path) return undefined;
  const children = childrenOf(block).filter(({ body }) => body === undefined);
  const anchor =
    children.findLast(({ name }) => name.startsWith("ssl_")) ??
    children.findLast(({ name }) => name === "listen" || name === "server_name");
  return anchor ? insertAfter(file, anchor.at, [LINE]) : insertInto(file, block.body, [LINE]);
}
