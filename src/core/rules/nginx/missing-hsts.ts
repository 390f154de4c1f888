import type { NginxLevel } from "../../files/nginx/level";
import { nginxTree } from "../../project/headers/levels";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { addLine, headerFixes } from "./header-fixes";
import { missingHeader } from "./missing-header";
import { PlainSites } from "./plain-sites";
import { hsts } from "./security-headers";

/** More than this is a menu that nobody reads. */
const MAX_FIXES = 3;

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
  check(context) {
    const { file, project } = context;
    let plain: PlainSites | undefined;
    const fixes = (server: NginxLevel) => {
      const levels = () => project.fact(nginxTree).levelsOf(file.path);
      plain ??= new PlainSites(levels().flatMap(([level]) => level ?? []));
      return fixesFor(server, plain.serve(server), context);
    };
    return missingHeader({ header: hsts, fixes }, context);
  },
});

function fixesFor(
  server: NginxLevel,
  isPlainToo: boolean,
  context: FileRuleContext<"nginx">,
): readonly Fix[] {
  const fixes = headerFixes(hsts, server, isPlainToo ? "review" : "safe", context);
  if (fixes.length === 0 || fixes.length >= MAX_FIXES) return fixes;
  const line = hsts.line.replace("31536000", "31536000; includeSubDomains");
  const edits = addLine(hsts, line, server, context);
  return [
    ...fixes,
    { title: "Add Strict-Transport-Security for all sub-domains too", kind: "review", edits },
  ];
}
