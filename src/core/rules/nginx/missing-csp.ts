import type { NginxLevel } from "../../files/nginx/level";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { addLine } from "./header-fixes";
import { missingHeader } from "./missing-header";
import { contentSecurityPolicy } from "./security-headers";

/** A policy that only reports satisfies this rule without proving anything: `nginx/csp-report-only` takes over. */
export const nginxMissingCsp = defineRule({
  id: "nginx/missing-csp",
  on: "nginx",
  severity: "info",
  hardening: true,
  title: "Send a Content-Security-Policy with pages",
  why: "A policy limits where a page may load scripts from, so that a script which somebody manages to inject does not run.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP",
    "https://cheatsheetseries.owasp.org/cheatsheets/Content_Security_Policy_Cheat_Sheet.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      title: "first a policy that reports what it would block",
      bad: `«server» {
    listen 443 ssl;
    server_name app.example.com;
    root /var/www/app;
}
`,
      good: `server {
    listen 443 ssl;
    server_name app.example.com;
    add_header Content-Security-Policy-Report-Only "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'" always;
    root /var/www/app;
}
`,
    },
  ],
  check: (context) =>
    missingHeader({ header: contentSecurityPolicy, fixes: (server) => fixesFor(server, context) }, context),
});

function fixesFor(server: NginxLevel, context: FileRuleContext<"nginx">): readonly Fix[] {
  const edits = addLine(contentSecurityPolicy, contentSecurityPolicy.line, server, context);
  if (edits.length === 0) return [];
  return [{ title: "Add a Content-Security-Policy that only reports at first", kind: "review", edits }];
}
