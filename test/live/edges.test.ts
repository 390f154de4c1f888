import assert from "node:assert/strict";
import { protectedAt, unprotected } from "./support/checks";
import { hasOnce, lacks } from "./support/http";
import { live } from "./support/live";
import { apache, caddy } from "./support/web-servers";

const tls = { tls: true };

live(apache, [
  {
    shows: "each once, on 404 as well",
    rule: "edge/missing-security-headers",
    files: {
      "apache/site.conf": `<VirtualHost *:443>
    ServerName app.example.com
    DocumentRoot /var/www/app
    SSLEngine on
    SSLCertificateFile /etc/ssl/app.pem
    SSLCertificateKeyFile /etc/ssl/app.key
</VirtualHost>
`,
    },
    before: unprotected("/", undefined, tls),
    after: protectedAt({ "/": 200, "/nowhere": 404 }, undefined, tls),
  },
  {
    shows: "the header on 404 as well",
    rule: "edge/missing-security-headers",
    files: {
      "apache/site.conf": `<VirtualHost *:443>
    ServerName app.example.com
    DocumentRoot /var/www/app
    SSLEngine on
    SSLCertificateFile /etc/ssl/app.pem
    SSLCertificateKeyFile /etc/ssl/app.key
    Header always set X-Frame-Options "DENY"
    Header set X-Content-Type-Options "nosniff"
    Header always set Referrer-Policy "no-referrer"
    Header always set Strict-Transport-Security "max-age=31536000"
</VirtualHost>
`,
    },
    before: async (server) => {
      hasOnce(await server.ask("/", tls), "x-content-type-options", /^nosniff$/);
      lacks(await server.ask("/nowhere", tls), "x-content-type-options");
    },
    after: async (server) => {
      for (const path of ["/", "/nowhere"]) {
        hasOnce(await server.ask(path, tls), "x-content-type-options", /^nosniff$/);
      }
    },
  },
]);

live(caddy, [
  {
    shows: "each once, on 404 as well",
    rule: "edge/missing-security-headers",
    files: { Caddyfile: "app.example.com {\n\troot * /var/www/app\n\tfile_server\n}\n" },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404 }),
  },
  {
    shows: "each once before an application, on 500 as well",
    rule: "edge/missing-security-headers",
    files: { Caddyfile: "app.example.com {\n\treverse_proxy 127.0.0.1:8000\n}\n" },
    upstream: (request, response) => {
      response.statusCode = request.url === "/fail" ? 500 : 200;
      response.end("ok");
    },
    before: async (server) => {
      assert.equal((await server.ask("/fail")).status, 500);
      await unprotected("/")(server);
    },
    after: protectedAt({ "/": 200, "/fail": 500 }),
  },
]);
