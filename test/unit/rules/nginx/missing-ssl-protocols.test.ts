import { missingSslProtocols } from "../../../../src/core/rules/nginx/missing-ssl-protocols";
import { testRule } from "../../../support/rule-tester";

const line = "ssl_protocols TLSv1.2 TLSv1.3;";
const server = (...lines: string[]) =>
  `server {\n  listen 443 ssl;\n${lines.map((each) => `  ${each}\n`).join("")}}\n`;

testRule(missingSslProtocols, {
  valid: [
    server(line),
    { title: "beside the servers", code: `${line}\n${server("root /a;")}` },
    { title: "at http", code: `http {\n  ${line}\n  ${server("root /a;")}}\n` },
    { title: "plain HTTP", code: "server {\n  listen 80;\n}\n" },
    { title: "the handshake is refused", code: server("ssl_reject_handshake on;") },
    { title: "certbot's file", code: server("include /etc/letsencrypt/options-ssl-nginx.conf;") },
    { title: "an include that nobody knows", code: server("include snippets/ssl-params.conf;") },
    {
      title: "an include of the workspace",
      code: {
        "nginx/app.conf": server("include snippets/tls.conf;"),
        "nginx/snippets/tls.conf": `${line}\n`,
      },
    },
    {
      title: "an nginx with a safe default",
      code: {
        "compose.yaml": "services:\n  web:\n    image: nginx:1.28.0-alpine\n",
        "nginx/app.conf": server("root /a;"),
      },
    },
    { title: "in development", code: { "docker/dev/nginx.conf": server("root /a;") } },
    { title: "not finished", code: "server {\n  listen 443 ssl;\n" },
  ],
  invalid: [
    {
      title: "behind the other lines about TLS",
      code: `«server» {\n  listen 443 ssl;\n  server_name a.example;\n  ssl_certificate a.pem; # c\n  root /a;\n}\n`,
      severity: "hint",
      fixed: `server {\n  listen 443 ssl;\n  server_name a.example;\n  ssl_certificate a.pem; # c\n  ${line}\n  root /a;\n}\n`,
    },
    {
      title: "an nginx whose version is not known for sure",
      code: {
        "compose.yaml": "services:\n  web:\n    image: nginx:1.28\n",
        "nginx/app.conf": `«server» {\n  listen 443 ssl;\n}\n`,
      },
    },
  ],
});
