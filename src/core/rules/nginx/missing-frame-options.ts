import { defineRule } from "../rule";
import { isApiServer } from "./content-kind";
import { headerFixes } from "./header-fixes";
import { missingHeader } from "./missing-header";
import { frameOptions } from "./security-headers";

/** The fix is for a person to pick: a page that others embed on purpose disappears from theirs. */
export const nginxMissingFrameOptions = defineRule({
  id: "nginx/missing-frame-options",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Forbid other sites to show your pages in a frame",
  why: "A page that can be framed anywhere lets a foreign site lay invisible parts of yours over its own and steal clicks.",
  references: [
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/frame-ancestors",
  ],
  equivalents: [],
  fix: "review",
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
    add_header X-Frame-Options "SAMEORIGIN" always;
    root /var/www/app;
}
`,
    },
    {
      title: "all four at once, also where a location has headers of its own",
      fix: "Add the four security headers",
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
    add_header X-Frame-Options "SAMEORIGIN" always;
    add_header X-Content-Type-Options "nosniff" always;
    add_header Referrer-Policy "strict-origin-when-cross-origin" always;
    add_header Strict-Transport-Security "max-age=31536000" always;
    root /var/www/app;

    location /assets/ {
        add_header Cache-Control "public, immutable";
        add_header X-Frame-Options "SAMEORIGIN" always;
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "strict-origin-when-cross-origin" always;
        add_header Strict-Transport-Security "max-age=31536000" always;
    }
}
`,
    },
  ],
  check: (context) =>
    missingHeader(
      {
        header: frameOptions,
        fixes: (server) => headerFixes(frameOptions, server, "review", context),
        severity: (server) => (isApiServer(server) ? "info" : undefined),
      },
      context,
    ),
});
