import { defineRule } from "../rule";
import { isApiServer } from "./content-kind";
import { headerFixes } from "./header-fixes";
import { missingHeader } from "./missing-header";
import { contentTypeOptions } from "./security-headers";

/** The fix is for a person to pick: a script that is sent as something else stops to run. */
export const nginxMissingContentTypeOptions = defineRule({
  id: "nginx/missing-content-type-options",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Tell browsers to trust the Content-Type that you send",
  why: "Without nosniff a browser may guess from the content that a file somebody uploaded is a script or a page, and run it as yours.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Content-Type-Options",
    "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `«server» {
    listen 8080;
    add_header X-Frame-Options "DENY" always;

    location / {
        root /usr/share/nginx/html;
        try_files $uri /index.html;
    }
}
`,
      good: `server {
    listen 8080;
    add_header X-Frame-Options "DENY" always;
    add_header X-Content-Type-Options "nosniff" always;

    location / {
        root /usr/share/nginx/html;
        try_files $uri /index.html;
    }
}
`,
    },
  ],
  check: (context) =>
    missingHeader(
      {
        header: contentTypeOptions,
        fixes: (server) => headerFixes(contentTypeOptions, server, "review", context),
        severity: (server) => (isApiServer(server) ? "info" : undefined),
      },
      context,
    ),
});
