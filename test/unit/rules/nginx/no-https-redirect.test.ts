import { noHttpsRedirect } from "../../../../src/core/rules/nginx/no-https-redirect";
import { testRule } from "../../../support/rule-tester";

const block = (lines: readonly string[]) => `server {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const secure = block(["listen 443 ssl;", "server_name a.example;", "root /a;"]);
const redirect = "return 301 https://$host$request_uri;";
const plain = (...lines: string[]) => block(["listen 80;", "server_name a.example;", ...lines]);
const open = block(["«listen 80;»", "server_name a.example;", "root /a;"]);

testRule(noHttpsRedirect, {
  valid: [
    { title: "redirected", code: plain(redirect) + secure, proof: redirect },
    {
      title: "the challenges stay",
      code:
        plain("location ^~ /.well-known/acme-challenge/ { root /a; }", `location / { ${redirect} }`) + secure,
      proof: redirect,
    },
    {
      title: "what certbot writes",
      code: plain(`if ($host = a.example) { ${redirect} }`, "return 404;") + secure,
    },
    {
      title: "health is answered, the rest redirected",
      code: plain('location = /healthz { return 200 "ok"; }', `location / { ${redirect} }`) + secure,
    },
    { title: "turned away", code: plain("return 444;") + secure },
    { title: "redirected to another name", code: plain("return 301 $scheme://www.a.example;") + secure },
    { title: "no TLS in the workspace", code: plain("root /a;") },
    { title: "another site", code: block(["listen 80;", "server_name b.example;", "root /b;"]) + secure },
    { title: "for the machine itself", code: block(["listen 127.0.0.1:80;", "root /b;"]) + secure },
    { title: "localhost", code: block(["listen 80;", "server_name localhost;", "root /b;"]) + secure },
    {
      title: "at another port",
      code: block(["listen 8080;", "server_name a.example;", "root /b;"]) + secure,
    },
    {
      title: "the figures of nginx",
      code: block(["listen 80;", "location /status { stub_status; }"]) + secure,
    },
    {
      title: "health for every name",
      code: block(["listen 80 default_server;", 'return 200 "ok";']) + secure,
    },
    {
      title: "for every name, while the secure one is redirected",
      code: block(["listen 80 default_server;", "server_name _;", "root /b;"]) + plain(redirect) + secure,
    },
    {
      title: "an include that nobody knows",
      code: plain("include /srv/redirect.conf;", "root /a;") + secure,
    },
    {
      title: "the platform in front redirects",
      code: {
        "fly.toml": "[http_service]\n  force_https = true\n",
        "nginx.conf": plain("root /a;") + secure,
      },
    },
    {
      title: "another file for another stage",
      code: { "nginx/http.conf": plain("root /a;"), "nginx/https.conf": secure },
    },
    { title: "not finished", code: `${plain("root /a;")}${secure.replace(/\}\n$/, "")}` },
    { title: "in development", code: { "docker/dev/nginx.conf": plain("root /a;") + secure } },
  ],
  invalid: [
    {
      title: "files over plain HTTP",
      code: open + secure,
      severity: "warning",
      message: /Requests for a\.example over plain HTTP are answered/,
      fixed: block(["listen 80;", "server_name a.example;", redirect]) + secure,
    },
    {
      title: "the rest of the server goes, what it needs stays",
      code:
        block([
          "«listen 80 default_server;»",
          "listen [::]:80 default_server;",
          "server_name a.example;",
          "# logs",
          "access_log /var/log/a.log;",
          "root /a;",
          "index index.html;",
          "location /.well-known/ { }",
          "location /api/ { proxy_pass http://api; }",
          "location / { try_files $uri /index.html; }",
          "location ~ \\.php$ { fastcgi_pass php; }",
        ]) + secure,
      fixed:
        block([
          "listen 80 default_server;",
          "listen [::]:80 default_server;",
          "server_name a.example;",
          "# logs",
          "access_log /var/log/a.log;",
          "root /a;",
          "location /.well-known/ { }",
          `location / { ${redirect} }`,
        ]) + secure,
    },
    {
      title: "no location for everything: one beside the challenges",
      code:
        block([
          "«listen 80;»",
          "server_name a.example;",
          "location /.well-known/acme-challenge/ { root /a; }",
          "location /api/ { proxy_pass http://api; }",
        ]) + secure,
      fixed:
        block([
          "listen 80;",
          "server_name a.example;",
          `location / { ${redirect} }`,
          "location /.well-known/acme-challenge/ { root /a; }",
        ]) + secure,
    },
    {
      title: "one server for both, with challenges",
      code: block([
        "«listen 80;»",
        "listen [::]:80;",
        "listen 443 ssl;",
        "server_name a.example;",
        "root /a;",
        "location /.well-known/acme-challenge/ { root /b; }",
      ]),
      fixed:
        block([
          "listen 80;",
          "listen [::]:80;",
          "server_name a.example;",
          "location /.well-known/acme-challenge/ { root /b; }",
          "location / {",
          `  ${redirect}`,
          "}",
        ]) +
        "\n" +
        block([
          "listen 443 ssl;",
          "server_name a.example;",
          "root /a;",
          "location /.well-known/acme-challenge/ { root /b; }",
        ]),
    },
    {
      title: "for every name, the secure one among them",
      code: block(["«listen 80 default_server;»", "server_name _;", "root /b;"]) + secure,
      message: /Requests for this site/,
    },
    {
      title: "in another file of the folder",
      code: { "nginx/conf.d/a.conf": open, "nginx/conf.d/tls.conf": secure },
    },
    {
      title: "a fixed text under the secure name",
      code: block(["«listen 80;»", "server_name a.example;", 'location / { return 200 "hi"; }']) + secure,
    },
    {
      title: "something in front ends TLS: a hint, and no fix that may go in circles",
      code: {
        "compose.yaml": "services:\n  tunnel:\n    image: cloudflare/cloudflared:latest\n",
        "nginx/app.conf": open + secure,
      },
      severity: "hint",
      message: /in front \(cloudflare\/cloudflared:latest\)/,
      fixed: null,
    },
    {
      title: "nginx knows of a proxy in front",
      code:
        block(["«listen 80;»", "server_name a.example;", "set_real_ip_from 10.0.0.0/8;", "root /a;"]) +
        secure,
      severity: "hint",
      fixed: null,
    },
  ],
});
