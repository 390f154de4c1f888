import { duplicateSecurityHeader } from "../../../../src/core/rules/nginx/duplicate-security-header";
import { testRule } from "../../../support/rule-tester";

const hsts = 'add_header Strict-Transport-Security "max-age=31536000" always;';
const sending = (...headers: string[]) =>
  `import express from "express";\nconst app = express();\napp.use((req, res, next) => {\n${headers
    .map((name) => `  res.setHeader("${name}", "a");\n`)
    .join("")}  next();\n});\napp.listen(3000);\n`;
const server = sending("Strict-Transport-Security");
const nginx = (lines: string, inside = "") =>
  `server {\n  listen 443 ssl;\n  ${lines}\n  location / { proxy_pass http://app:3000;${inside} }\n}\n`;

testRule(duplicateSecurityHeader, {
  valid: [
    { title: "the application is not in the workspace", code: nginx(hsts) },
    {
      title: "the application's is hidden",
      code: {
        "nginx/app.conf": nginx(hsts, " proxy_hide_header Strict-Transport-Security;"),
        "src/server.js": server,
      },
    },
    {
      title: "only files are served",
      code: {
        "nginx/app.conf": `server {\n  listen 443 ssl;\n  ${hsts}\n  root /a;\n}\n`,
        "src/server.js": server,
      },
    },
    {
      title: "the application sends it on some routes",
      code: {
        "nginx/app.conf": nginx(hsts),
        "app/main.py":
          'from fastapi import FastAPI, Response\napp = FastAPI()\n\n\n@app.get("/a")\ndef a(response: Response):\n    response.headers["Strict-Transport-Security"] = "max-age=1"\n',
      },
    },
    {
      title: "a value that a map may leave empty",
      code: {
        "nginx/app.conf": nginx("add_header Strict-Transport-Security $hsts always;"),
        "src/server.js": server,
      },
    },
    {
      title: "requests go to another service",
      code: {
        "nginx/app.conf": nginx(hsts),
        "api/server.js": server,
        "compose.yaml": "services:\n  app:\n    build: ./web\n  api:\n    build: ./api\n",
      },
    },
    {
      title: "one of two applications, nobody knows which",
      code: {
        "nginx/app.conf": nginx(hsts).replace("app:3000", "127.0.0.1:3000"),
        "api/server.js": server,
        "api/package.json": "{}",
        "web/package.json": "{}",
      },
    },
    {
      title: "a variable decides where requests go",
      code: { "nginx/app.conf": nginx(hsts).replace("app:3000", "$backend"), "src/server.js": server },
    },
    {
      title: "a page says it of itself",
      code: {
        "nginx/app.conf": nginx("add_header Referrer-Policy no-referrer;"),
        "public/index.html": '<meta name="referrer" content="no-referrer">\n',
      },
    },
    {
      title: "two policies are both in force",
      code: "server {\n  add_header Content-Security-Policy a;\n  add_header Content-Security-Policy b;\n}\n",
    },
    {
      title: "one of two maps is empty",
      code: "server {\n  add_header X-Frame-Options $a;\n  add_header X-Frame-Options $b;\n}\n",
    },
    {
      title: "without merge the inner one replaces",
      code: `server {\n  ${hsts}\n  location / { ${hsts} }\n}\n`,
    },
  ],
  invalid: [
    {
      title: "HSTS from both",
      code: { "nginx/app.conf": nginx(`«${hsts}»`), "src/server.js": server },
      severity: "warning",
      message: /src\/server\.js sends it as well/,
      fixed: {
        "nginx/app.conf": nginx(hsts, " proxy_hide_header Strict-Transport-Security;"),
        "src/server.js": server,
      },
    },
    {
      title: "left to the application",
      code: { "nginx/app.conf": nginx(`«${hsts}»`), "src/server.js": server },
      fix: "Remove this Strict-Transport-Security, leave it to the application",
      fixed: { "nginx/app.conf": nginx(hsts).replace(`  ${hsts}\n`, ""), "src/server.js": server },
    },
    {
      title: "other headers are information",
      code: {
        "nginx/app.conf": nginx("«add_header X-Frame-Options DENY;»"),
        "src/server.js": sending("X-Frame-Options"),
      },
      severity: "info",
    },
    {
      title: "the service that Compose builds, behind an upstream; two locations",
      code: {
        "nginx/app.conf": `upstream back {\n  server app:3000;\n}\nserver {\n  listen 443 ssl;\n  «${hsts}»\n  location /api { fastcgi_pass back; }\n  location / {\n    proxy_pass http://back;\n  }\n  location /s { root /a; }\n}\n`,
        "app/server.js": server,
        "web/package.json": "{}",
        "app/package.json": "{}",
        "compose.yaml": "services:\n  app:\n    build: ./app\n",
      },
      fixed: {
        "nginx/app.conf": `upstream back {\n  server app:3000;\n}\nserver {\n  listen 443 ssl;\n  ${hsts}\n  location /api { fastcgi_pass back; fastcgi_hide_header Strict-Transport-Security; }\n  location / {\n    proxy_pass http://back;\n    proxy_hide_header Strict-Transport-Security;\n  }\n  location /s { root /a; }\n}\n`,
        "app/server.js": server,
        "web/package.json": "{}",
        "app/package.json": "{}",
        "compose.yaml": "services:\n  app:\n    build: ./app\n",
      },
    },
    {
      title: "the header comes from a file that is included",
      code: {
        "nginx/app.conf": nginx("«include snippets/h.conf;»"),
        "nginx/snippets/h.conf": `${hsts}\n`,
        "src/server.js": server,
      },
    },
    {
      title: "twice in one block",
      code: `server {\n  ${hsts}\n  «add_header Strict-Transport-Security "max-age=60";»\n}\n`,
      severity: "warning",
      fixed: `server {\n  ${hsts}\n}\n`,
    },
    {
      title: "beside an include that brings it in",
      code: {
        "nginx/app.conf": "server {\n  «add_header X-Frame-Options DENY;»\n  include h.conf;\n}\n",
        "nginx/h.conf": "add_header X-Frame-Options DENY;\n",
      },
      fixed: {
        "nginx/app.conf": "server {\n  include h.conf;\n}\n",
        "nginx/h.conf": "add_header X-Frame-Options DENY;\n",
      },
    },
  ],
});
