import { nginxMissingCsp } from "../../../../src/core/rules/nginx/missing-csp";
import { testRule } from "../../../support/rule-tester";

const tls = "listen 443 ssl;\n  server_name app.example.com;";
const policy = "add_header Content-Security-Policy \"default-src 'self'\" always;";
const reported =
  "add_header Content-Security-Policy-Report-Only \"default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'\" always;";

testRule(nginxMissingCsp, {
  valid: [
    { title: "sent by the server", code: `server {\n  ${tls}\n  ${policy}\n  root /a;\n}\n`, proof: policy },
    {
      title: "the value comes from a map",
      code: `server {\n  ${tls}\n  add_header Content-Security-Policy $csp;\n  root /a;\n}\n`,
    },
    {
      title: "one that only reports is on its way",
      code: `server {\n  ${tls}\n  add_header Content-Security-Policy-Report-Only "default-src 'self'";\n  root /a;\n}\n`,
    },
    {
      title: "the page says it of itself",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
        "web/index.html": '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n',
      },
      proof: "default-src",
    },
    {
      title: "Next.js sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  location / { proxy_pass http://web:3000; }\n}\n`,
        "app/page.tsx": "export default function Page() { return null; }\n",
        "middleware.ts":
          'import { NextResponse } from "next/server";\nexport function middleware() {\n  const response = NextResponse.next();\n  response.headers.set("Content-Security-Policy", "default-src \'self\'");\n  return response;\n}\n',
      },
    },
    { title: "an API", code: `server {\n  ${tls}\n  location /api/ { proxy_pass http://app:3000; }\n}\n` },
    {
      title: "a host for the API",
      code: {
        "nginx/app.conf":
          "server {\n  listen 443 ssl;\n  server_name api.example.com;\n  location / { proxy_pass http://app:3000; }\n}\n",
        "web/index.html": "<p>\n",
      },
    },
    {
      title: "an application in a workspace without a page",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  location / { proxy_pass http://app:8000; }\n}\n`,
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
      },
    },
    {
      title: "files that pages load",
      code: `server {\n  ${tls}\n  location /static/ { alias /a; }\n  location ~* \\.(css|js)$ { root /a; }\n  location = /robots.txt { root /a; }\n  location / { return 404; }\n}\n`,
    },
  ],
  invalid: [
    {
      title: "the pages of a browser app",
      code: `«server» {\n  ${tls}\n  location / { root /a; try_files $uri /index.html; }\n}\n`,
      severity: "info",
      fixed: `server {\n  ${tls}\n  ${reported}\n  location / { root /a; try_files $uri /index.html; }\n}\n`,
    },
    {
      title: "an application that has pages",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  location / { proxy_pass http://web:3000; }\n}\n`,
        "app/page.tsx": "export default function Page() { return null; }\n",
      },
    },
    { title: "PHP", code: `«server» {\n  ${tls}\n  location ~ \\.php$ { fastcgi_pass php:9000; }\n}\n` },
    {
      title: "an unknown include may send it",
      code: `«server» {\n  ${tls}\n  include snippets/secret.conf;\n  root /a;\n}\n`,
      severity: "hint",
      fixed: null,
    },
    {
      title: "a location with a policy of its own keeps it",
      code: `«server» {\n  ${tls}\n  root /a;\n  location /b { ${policy} }\n  location /c { add_header A b; }\n}\n`,
      fixed: `server {\n  ${tls}\n  ${reported}\n  root /a;\n  location /b { ${policy} }\n  location /c { add_header A b; ${reported} }\n}\n`,
    },
  ],
});
