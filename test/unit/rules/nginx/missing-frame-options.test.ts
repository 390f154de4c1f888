import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { nginxMissingContentTypeOptions } from "../../../../src/core/rules/nginx/missing-content-type-options";
import { nginxMissingFrameOptions } from "../../../../src/core/rules/nginx/missing-frame-options";
import { missingHsts } from "../../../../src/core/rules/nginx/missing-hsts";
import { nginxMissingReferrerPolicy } from "../../../../src/core/rules/nginx/missing-referrer-policy";
import { applyEdits } from "../../../../src/core/text/edits";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const tls = "listen 443 ssl;\n  server_name app.example.com;";
const frames = 'add_header X-Frame-Options "SAMEORIGIN" always;';
const helmet =
  'import express from "express";\nimport helmet from "helmet";\nconst app = express();\napp.use(helmet());\napp.listen(3000);\n';

const app =
  'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.middleware("http")\nasync def headers(request, call_next):\n    response = await call_next(request)\n    response.headers["X-Frame-Options"] = "DENY"\n    return response\n';

testRule(nginxMissingFrameOptions, {
  valid: [
    {
      title: "the application behind sends it with every page, files aside",
      code: {
        "api/main.py": app,
        "nginx/app.conf": `server {\n  ${tls}\n  root /a;\n  location / { try_files $uri @app; }\n  location @app { proxy_pass http://api:8000; }\n  location /assets/ { expires 1y; }\n}\n`,
      },
    },
    { title: "sent by the server", code: `server {\n  ${tls}\n  ${frames}\n  root /a;\n}\n`, proof: frames },
    {
      title: "a policy about frames does the same",
      code: `server {\n  ${tls}\n  add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'none'" always;\n  root /a;\n}\n`,
      proof: "frame-ancestors",
    },
    {
      title: "a policy from a map may be about frames",
      code: `server {\n  ${tls}\n  add_header Content-Security-Policy $csp always;\n  root /a;\n}\n`,
    },
    {
      title: "the value comes from a map",
      code: `server {\n  ${tls}\n  add_header X-Frame-Options $frames always;\n  root /a;\n}\n`,
      proof: "$frames",
    },
    {
      title: "only redirects",
      code: `server {\n  ${tls}\n  return 301 https://example.com$request_uri;\n}\n`,
    },
    {
      title: "the redirect beside the site",
      code: `server {\n  listen 80;\n  return 301 https://$host$request_uri;\n}\nserver {\n  ${tls}\n  ${frames}\n  root /a;\n}\n`,
    },
    {
      title: "plain HTTP beside TLS is not where headers belong",
      code: `server {\n  listen 80;\n  root /a;\n}\nserver {\n  ${tls}\n  ${frames}\n  root /a;\n}\n`,
    },
    {
      title: "only the machine itself gets there",
      code: "server {\n  listen 127.0.0.1:8080;\n  root /a;\n}\n",
    },
    { title: "a socket", code: "server {\n  listen unix:/run/a.sock;\n  root /a;\n}\n" },
    {
      title: "figures for the monitoring",
      code: "server {\n  listen 8081;\n  location /nginx_status { stub_status; allow 10.0.0.0/8; deny all; }\n  location / { return 404; }\n}\n",
    },
    {
      title: "a line of text",
      code: 'server {\n  listen 8080;\n  location /health { return 200 "ok"; }\n}\n',
    },
    {
      title: "closed to the public",
      code: "server {\n  listen 8080;\n  allow 10.0.0.0/8;\n  deny all;\n  root /a;\n}\n",
    },
    {
      title: "the application behind sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  location / { proxy_pass http://app:3000; }\n}\n`,
        "src/server.js": helmet,
      },
      proof: "helmet()",
    },
    {
      title: "the host in front sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
        "vercel.json":
          '{ "headers": [{ "source": "/(.*)", "headers": [{ "key": "X-Frame-Options", "value": "DENY" }] }] }\n',
      },
    },
    {
      title: "the proxy in front is the one to send it",
      code: {
        "edge/nginx.conf": `server {\n  ${tls}\n  ${frames}\n  location / { proxy_pass http://web:8080; }\n}\n`,
        "web/nginx.conf": "server {\n  listen 8080;\n  root /a;\n}\n",
      },
    },
    {
      title: "Caddy in front is the one to send it",
      code: {
        Caddyfile: "example.com {\n  header X-Frame-Options DENY\n  reverse_proxy web:8080\n}\n",
        "web/nginx.conf": "server {\n  listen 8080;\n  root /a;\n}\n",
      },
    },
    {
      title: "the nginx behind sends it with the files that it serves",
      code: {
        "edge/nginx.conf": `server {\n  ${tls}\n  location / { proxy_pass http://web:8080; }\n}\n`,
        "web/nginx.conf": `server {\n  listen 8080;\n  ${frames}\n  root /a;\n}\n`,
      },
    },
    {
      title: "lost in a location only: another rule speaks",
      code: `server {\n  ${tls}\n  ${frames}\n  root /a;\n  location /b { add_header A b; }\n}\n`,
    },
    { title: "locations without their server", code: "location / {\n  root /a;\n}\n" },
    { title: "stream", code: "stream {\n  server {\n    listen 443 ssl;\n    proxy_pass app;\n  }\n}\n" },
    { title: "a file that does not parse", code: `server {\n  ${tls}\n  root /a\n` },
    { title: "a test's file", code: { "tests/nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n` } },
  ],
  invalid: [
    {
      title: "an application in a language that is not read may send it",
      code: {
        Gemfile: "source 'https://rubygems.org'\n",
        "config/nginx.conf": `«server» {\n  ${tls}\n  location / { proxy_pass http://127.0.0.1:3000; }\n}\n`,
      },
      severity: "hint",
      message: /unless the application of Gemfile does/,
    },
    {
      title: "an image that is made elsewhere may send it",
      code: {
        "compose.yaml": "services:\n  app:\n    image: ghcr.io/acme/app:1\n",
        "nginx.conf": `«server» {\n  ${tls}\n  location / { proxy_pass http://app:3000; }\n}\n`,
      },
      severity: "hint",
      message: /unless the image of app does/,
    },
    {
      title: "an image that is built here is read",
      code: {
        "compose.yaml": "services:\n  app:\n    image: acme/app\n    build: .\n",
        "nginx.conf": `«server» {\n  ${tls}\n  location / { proxy_pass http://app:3000; }\n}\n`,
      },
      severity: "warning",
    },
    {
      title: "a name that a template puts in",
      code: "«server» {\n  listen 443 ssl;\n  server_name ${DOMAIN};\n  root /a;\n}\n",
      message: /^Responses of this server carry/,
    },
    {
      title: "the application behind sends it, but the pages are files of nginx",
      code: {
        "api/main.py": app,
        "nginx/app.conf": `«server» {\n  ${tls}\n  root /a;\n  location / { try_files $uri /index.html; }\n  location /api/ { proxy_pass http://api:8000; }\n}\n`,
      },
      fixed: {
        "api/main.py": app,
        "nginx/app.conf": `server {\n  ${tls}\n  ${frames}\n  root /a;\n  location / { try_files $uri /index.html; }\n  location /api/ { proxy_pass http://api:8000; }\n}\n`,
      },
    },
    {
      title: "a container that serves files over plain HTTP, TLS ends before it",
      code: "«server» {\n  listen 8080;\n  root /usr/share/nginx/html;\n  location / { try_files $uri /index.html; }\n}\n",
      severity: "warning",
      fixed: `server {\n  listen 8080;\n  ${frames}\n  root /usr/share/nginx/html;\n  location / { try_files $uri /index.html; }\n}\n`,
    },
    {
      title: "a container's set leaves out what browsers take over HTTPS only",
      code: "«server» {\n  listen 8080;\n  root /a;\n}\n",
      fix: "Add X-Frame-Options, X-Content-Type-Options, Referrer-Policy",
      fixed: `server {\n  listen 8080;\n  ${frames}\n  add_header X-Content-Type-Options "nosniff" always;\n  add_header Referrer-Policy "strict-origin-when-cross-origin" always;\n  root /a;\n}\n`,
    },
    {
      title: "a policy without a word about frames",
      code: `«server» {\n  ${tls}\n  add_header Content-Security-Policy "default-src 'self'" always;\n  root /a;\n}\n`,
      fixed: `server {\n  ${tls}\n  add_header Content-Security-Policy "default-src 'self'" always;\n  ${frames}\n  root /a;\n}\n`,
    },
    {
      title: "an API is shown to nobody: info",
      code: `«server» {\n  ${tls}\n  location /api/ { proxy_pass http://app:3000; }\n  location /health { return 200 "ok"; }\n}\n`,
      severity: "info",
    },
    {
      title: "a host for the API",
      code: "«server» {\n  listen 443 ssl;\n  server_name api.example.com;\n  location / { proxy_pass http://app:3000; }\n}\n",
      severity: "info",
    },
    {
      title: "an unknown include may send it: a hint without a fix",
      code: `«server» {\n  ${tls}\n  include snippets/secret.conf;\n  root /a;\n}\n`,
      severity: "hint",
      message: /unless include snippets\/secret\.conf does: it is not in the workspace/,
      fixed: null,
    },
    {
      title: "a page cannot say it of itself",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  root /a;\n}\n`,
        "public/index.html": '<meta http-equiv="X-Frame-Options" content="DENY">\n',
      },
    },
    {
      title: "another site on another machine: each ends TLS itself",
      code: {
        "sites/a.conf": `server {\n  listen 443 ssl;\n  server_name a.example.com;\n  ${frames}\n  root /a;\n}\n`,
        "sites/b.conf":
          "«server» {\n  listen 443 ssl;\n  server_name b.example.com;\n  location / { proxy_pass http://app:3000; }\n}\n",
      },
    },
    {
      title: "a location that has the policy is left alone",
      code: `«server» {\n  ${tls}\n  root /a;\n  location /a { add_header Content-Security-Policy "frame-ancestors *"; }\n  location /b { add_header A b; }\n}\n`,
      fixed: `server {\n  ${tls}\n  ${frames}\n  root /a;\n  location /a { add_header Content-Security-Policy "frame-ancestors *"; }\n  location /b { add_header A b; ${frames} }\n}\n`,
    },
  ],
});

describe("the four security headers together", () => {
  const path = "nginx/app.conf";
  const set = [
    nginxMissingFrameOptions,
    nginxMissingContentTypeOptions,
    nginxMissingReferrerPolicy,
    missingHsts,
  ];
  const text = `server {\n  ${tls}\n  root /a;\n  location /assets/ { add_header Cache-Control public; }\n  location /a { ${frames} }\n}\n`;
  const check = (nginx: string) => lint(projectOf({ [path]: nginx }), set, resolveConfig());

  it("each rule tells of its own at the server and offers all that are missing", () => {
    const { findings } = check(text);
    assert.deepEqual(findings.map(({ rule, at }) => `${rule} ${text.slice(at.start, at.end)}`).sort(), [
      "nginx/missing-content-type-options server",
      "nginx/missing-frame-options server",
      "nginx/missing-hsts server",
      "nginx/missing-referrer-policy server",
    ]);
    for (const { fixes } of findings) assert.equal(fixes[1]?.title, "Add the four security headers");
  });

  it("applied by any of them, the set leaves nothing to tell and repeats nothing", () => {
    for (const { fixes } of check(text).findings) {
      const after = applyEdits(text, fixes[1]?.edits ?? []);
      assert.deepEqual(check(after).findings, []);
      assert.equal(check(after).proofs.length, set.length);
      assert.equal(after.match(/X-Frame-Options/g)?.length, 3);
    }
  });
});
