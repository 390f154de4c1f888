import assert from "node:assert/strict";
import { agreedTls, hasOnce, lacks } from "./support/http";
import { live } from "./support/live";
import { askSecurely as ask, echo, inFolder, proxied, site } from "./support/nginx-site";
import type { LiveServer } from "./support/servers";
import { nginx } from "./support/web-servers";

const pages = site("    root /var/www/app;");
const names = [
  "x-frame-options",
  "x-content-type-options",
  "referrer-policy",
  "strict-transport-security",
] as const;

async function allFour(server: LiveServer, path: string, status: number): Promise<void> {
  const answer = await ask(server, path);
  assert.equal(answer.status, status);
  hasOnce(answer, "x-frame-options", /^SAMEORIGIN$/);
  hasOnce(answer, "x-content-type-options", /^nosniff$/);
  hasOnce(answer, "referrer-policy", /^strict-origin-when-cross-origin$/);
  hasOnce(answer, "strict-transport-security", /^max-age=31536000$/);
}

live(nginx, [
  {
    shows: "all four once, on pages and on 404",
    rule: "nginx/missing-frame-options",
    fix: "Add the four security headers",
    files: inFolder(pages),
    before: async (server) => lacks(await ask(server, "/"), ...names),
    after: async (server) => {
      await allFour(server, "/", 200);
      await allFour(server, "/nowhere", 404);
    },
  },
  {
    shows: "all four once before an application, on 500 as well",
    rule: "nginx/missing-content-type-options",
    fix: "Add the four security headers",
    files: inFolder(proxied),
    upstream: echo,
    before: async (server) => lacks(await ask(server, "/api/"), ...names),
    after: async (server) => {
      await allFour(server, "/api/", 200);
      await allFour(server, "/api/fail", 500);
    },
  },
  {
    shows: "all four once where a location has headers of its own",
    rule: "nginx/missing-frame-options",
    fix: "Add the four security headers",
    files: inFolder(
      site(`    root /var/www/app;

    location = /index.html {
        add_header Cache-Control "no-cache";
    }`),
    ),
    before: async (server) => lacks(await ask(server, "/index.html"), ...names),
    after: async (server) => {
      await allFour(server, "/index.html", 200);
      hasOnce(await ask(server, "/index.html"), "cache-control", /^no-cache$/);
    },
  },
  {
    shows: "all four from a file that several blocks include",
    rule: "nginx/missing-hsts",
    fix: "Create",
    files: inFolder(
      site(`    root /var/www/app;

    location = /index.html {
        add_header Cache-Control "no-cache";
    }`),
    ),
    before: async (server) => lacks(await ask(server, "/"), ...names),
    after: async (server) => {
      await allFour(server, "/index.html", 200);
      await allFour(server, "/nowhere", 404);
    },
  },
  {
    shows: "the policy that only reports",
    rule: "nginx/missing-csp",
    files: inFolder(pages),
    before: async (server) => lacks(await ask(server, "/"), "content-security-policy-report-only"),
    after: async (server) => {
      const answer = await ask(server, "/");
      hasOnce(answer, "content-security-policy-report-only", /default-src 'self'/);
      lacks(answer, "content-security-policy");
    },
  },
  {
    shows: "the header in the location as well",
    rule: "nginx/add-header-inheritance-drop",
    files: inFolder(
      site(`    root /var/www/app;
    add_header X-Frame-Options "DENY" always;

    location = /index.html {
        add_header Cache-Control "no-cache";
    }`),
    ),
    before: async (server) => lacks(await ask(server, "/index.html"), "x-frame-options"),
    after: async (server) => {
      for (const path of ["/index.html", "/nowhere"])
        hasOnce(await ask(server, path), "x-frame-options", /^DENY$/);
    },
  },
  {
    shows: "the header on 404 as well",
    rule: "nginx/add-header-missing-always",
    files: inFolder(site('    root /var/www/app;\n    add_header X-Frame-Options "DENY";')),
    before: async (server) => lacks(await ask(server, "/nowhere"), "x-frame-options"),
    after: async (server) => hasOnce(await ask(server, "/nowhere"), "x-frame-options", /^DENY$/),
  },
  {
    shows: "a long HSTS",
    rule: "nginx/hsts-max-age-low",
    files: inFolder(
      site('    root /var/www/app;\n    add_header Strict-Transport-Security "max-age=3600" always;'),
    ),
    before: async (server) => hasOnce(await ask(server, "/"), "strict-transport-security", /^max-age=3600$/),
    after: async (server) =>
      hasOnce(await ask(server, "/"), "strict-transport-security", /^max-age=31536000$/),
  },
  {
    shows: "a value that browsers understand",
    rule: "nginx/invalid-header-value",
    files: inFolder(site('    root /var/www/app;\n    add_header X-Frame-Options "ALLOWALL" always;')),
    before: async (server) => hasOnce(await ask(server, "/"), "x-frame-options", /^ALLOWALL$/),
    after: async (server) => hasOnce(await ask(server, "/"), "x-frame-options", /^(DENY|SAMEORIGIN)$/),
  },
  {
    shows: "no version, on errors either",
    rule: "nginx/server-tokens",
    files: {
      "nginx/nginx.conf": "events {}\n\nhttp {\n    include mime.types;\n    include conf.d/*.conf;\n}\n",
      ...inFolder(pages),
    },
    before: async (server) => hasOnce(await ask(server, "/nowhere"), "server", /^nginx\/\d/),
    after: async (server) => {
      const answer = await ask(server, "/nowhere");
      hasOnce(answer, "server", /^nginx$/);
      assert.doesNotMatch(answer.body, /nginx\/\d/);
    },
  },
  {
    shows: "the way to HTTPS for every path",
    rule: "nginx/no-https-redirect",
    files: inFolder(`server {
    listen 80;
    server_name app.example.com;
    root /var/www/app;
}

${pages}`),
    before: async (server) => assert.equal((await server.ask("/index.html?a=1")).status, 200),
    after: async (server) => {
      const answer = await server.ask("/index.html?a=1");
      assert.ok(answer.status === 301 || answer.status === 308, String(answer.status));
      assert.equal(answer.get("location"), "https://app.example.com/index.html?a=1");
      assert.equal((await ask(server, "/index.html")).status, 200);
    },
  },
  {
    shows: "HTTPS where it sent on to HTTP",
    rule: "nginx/redirect-not-https",
    files: inFolder(`server {
    listen 80;
    server_name app.example.com;
    return 301 $scheme://app.example.com$request_uri;
}

${pages}`),
    before: async (server) => assert.match((await server.ask("/a")).get("location") ?? "", /^http:/),
    after: async (server) =>
      assert.equal((await server.ask("/a")).get("location"), "https://app.example.com/a"),
  },
  {
    shows: "no header out of the path",
    rule: "nginx/header-injection",
    files: inFolder(`server {
    listen 80;
    server_name app.example.com;
    return 301 https://$host$uri;
}
`),
    before: async (server) => hasOnce(await server.ask("/a%0d%0aX-Evil:%20yes"), "x-evil", /^yes$/),
    after: async (server) => {
      const answer = await server.ask("/a%0d%0aX-Evil:%20yes");
      lacks(answer, "x-evil");
      hasOnce(answer, "location", /^https:\/\/app\.example\.com\/a%0d%0aX-Evil:%20yes$/);
    },
  },
  {
    shows: "TLS 1.1 is refused, 1.2 is not",
    rule: "nginx/weak-tls-protocols",
    files: inFolder(
      site(`    ssl_protocols TLSv1 TLSv1.1 TLSv1.2;
    ssl_ciphers DEFAULT:@SECLEVEL=0;
    root /var/www/app;`),
    ),
    before: async ({ tlsPort }) => assert.equal(await agreedTls(tlsPort, "TLSv1.1"), "TLSv1.1"),
    after: async ({ tlsPort }) => {
      assert.equal(await agreedTls(tlsPort, "TLSv1.1"), undefined);
      assert.equal(await agreedTls(tlsPort, "TLSv1.2"), "TLSv1.2");
    },
  },
  {
    shows: "no file from beside the folder",
    rule: "nginx/alias-traversal",
    files: inFolder(site("    location /files {\n        alias /var/www/app/files/;\n    }")),
    before: async (server) => assert.equal((await ask(server, "/files../index.html")).status, 200),
    after: async (server) => assert.notEqual((await ask(server, "/files../index.html")).status, 200),
  },
]);
