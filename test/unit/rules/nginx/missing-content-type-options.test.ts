import { nginxMissingContentTypeOptions } from "../../../../src/core/rules/nginx/missing-content-type-options";
import { testRule } from "../../../support/rule-tester";

const tls = "listen 443 ssl;\n  server_name app.example.com;";
const nosniff = 'add_header X-Content-Type-Options "nosniff" always;';

testRule(nginxMissingContentTypeOptions, {
  valid: [
    {
      title: "sent by the server",
      code: `server {\n  ${tls}\n  ${nosniff}\n  root /a;\n}\n`,
      proof: nosniff,
    },
    {
      title: "a policy does not replace it, the header of the http level does",
      code: `http {\n  ${nosniff}\n  server {\n    ${tls}\n    root /a;\n  }\n}\n`,
      proof: nosniff,
    },
    {
      title: "an included file sends it",
      code: {
        "nginx/sites-available/app.conf": `server {\n  ${tls}\n  include snippets/headers.conf;\n  root /a;\n}\n`,
        "nginx/snippets/headers.conf": `${nosniff}\n`,
      },
      proof: nosniff,
    },
    {
      title: "Django behind sends it",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  location / { uwsgi_pass app:3000; }\n}\n`,
        "site/settings.py":
          'MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\nSECURE_HSTS_SECONDS = 31536000\n',
      },
    },
    {
      title: "headers-more",
      code: `server {\n  ${tls}\n  more_set_headers "X-Content-Type-Options: nosniff";\n  root /a;\n}\n`,
    },
    {
      title: "only redirects",
      code: `server {\n  ${tls}\n  return 301 https://example.com$request_uri;\n}\n`,
    },
  ],
  invalid: [
    {
      title: "X-Frame-Options is another header",
      code: `«server» {\n  ${tls}\n  add_header X-Frame-Options DENY always;\n  root /a;\n}\n`,
      severity: "warning",
      fixed: `server {\n  ${tls}\n  add_header X-Frame-Options DENY always;\n  ${nosniff}\n  root /a;\n}\n`,
    },
    {
      title: "the set adds what is missing and no more",
      code: `«server» {\n  ${tls}\n  add_header X-Frame-Options DENY always;\n  root /a;\n}\n`,
      fix: "Add X-Content-Type-Options, Referrer-Policy, Strict-Transport-Security",
      fixed: `server {\n  ${tls}\n  add_header X-Frame-Options DENY always;\n  ${nosniff}\n  add_header Referrer-Policy "strict-origin-when-cross-origin" always;\n  add_header Strict-Transport-Security "max-age=31536000" always;\n  root /a;\n}\n`,
    },
    {
      title: "only an API",
      code: `«server» {\n  ${tls}\n  location /api/ { proxy_pass http://app:3000; }\n}\n`,
      severity: "info",
    },
    {
      title: "what the application sends is removed on the way",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  proxy_hide_header X-Content-Type-Options;\n  location / { proxy_pass http://app:3000; }\n}\n`,
        "src/server.js":
          'import express from "express";\nimport helmet from "helmet";\nconst app = express();\napp.use(helmet());\napp.listen(3000);\n',
      },
    },
  ],
});
