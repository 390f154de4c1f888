import { forwards } from "../../files/nginx/server";
import { defineRule } from "../rule";
import { headerFixes } from "./header-fixes";
import { missingHeader } from "./missing-header";
import { referrerPolicy } from "./security-headers";

/**
 * The fix writes down what current browsers do by themselves, so it is `safe` for files; an application behind may
 * send a stricter policy, which it would override.
 */
export const nginxMissingReferrerPolicy = defineRule({
  id: "nginx/missing-referrer-policy",
  on: "nginx",
  severity: "hint",
  hardening: true,
  title: "Say how much of an address other sites get to see",
  why: "Where the policy is left to the browser, an old one sends whole addresses, query included, to every site that a page links to or loads from.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Referrer-Policy",
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: `«server» {
    listen 443 ssl;
    server_name app.example.com;
    add_header X-Frame-Options "DENY" always;
    root /var/www/app;
}
`,
      good: `server {
    listen 443 ssl;
    server_name app.example.com;
    add_header X-Frame-Options "DENY" always;
    add_header Referrer-Policy "strict-origin-when-cross-origin" always;
    root /var/www/app;
}
`,
    },
  ],
  check: (context) =>
    missingHeader(
      {
        header: referrerPolicy,
        fixes: (server) => headerFixes(referrerPolicy, server, forwards(server) ? "review" : "safe", context),
      },
      context,
    ),
});
