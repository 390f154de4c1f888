import { nginxDefaultServerAmbiguous } from "../../../../src/core/rules/nginx/default-server-ambiguous";
import { testRule } from "../../../support/rule-tester";

function servers(...lists: string[]): string {
  const all = lists.map((lines, i) => `  server {\n    ${lines}\n    server_name ${"abc"[i]}.test;\n  }\n`);
  return `http {\n${all.join("")}}\n`;
}

testRule(nginxDefaultServerAmbiguous, {
  valid: [
    servers("listen 80;"),
    servers("listen 80 default_server;", "listen 80;"),
    servers("listen 80;", "listen *:80 default_server;"),
    servers("listen 80;", "listen [::]:80;"),
    servers("listen 80;", "listen 8080;"),
    servers("listen 80; listen 0.0.0.0:80;", "listen 8080;"),
    servers("listen 80;", "listen 443 ssl; listen 443 quic;"),
    servers("listen unix:/run/a.sock;", "listen unix:/run/a.sock;"),
    servers("listen ${PORT};", "listen ${PORT};"),
    servers("", "listen 80 default_server;"),
    {
      title: "the first has no name",
      code: "server {\n  listen 80;\n  server_name _;\n  return 444;\n}\nserver {\n  listen 80;\n  server_name a.test;\n}\n",
    },
    {
      title: "mail",
      code: "mail {\n  server {\n    listen 1110;\n  }\n  server {\n    listen 1110;\n  }\n}\n",
    },
    {
      title: "upstreams",
      code: "upstream a {\n  server a:80;\n  server b:80;\n}\n",
    },
    {
      title: "the default may be in a file that is not here",
      code: servers("listen 80;", "listen 80;").replace("http {", "http {\n  include servers.conf;"),
    },
    {
      title: "the default is in another file",
      code: {
        "nginx/conf.d/a.conf": "server {\n  listen 80;\n  server_name a.test;\n}\n",
        "nginx/conf.d/b.conf": "server {\n  listen 80;\n  server_name b.test;\n}\n",
        "nginx/conf.d/default.conf": "server {\n  listen 80 default_server;\n}\n",
      },
    },
  ],
  invalid: [
    {
      code: servers("listen «80»;", "listen 0.0.0.0:80;"),
      severity: "hint",
      fixed: servers("listen 80 default_server;", "listen 0.0.0.0:80;"),
    },
    { code: servers("listen «127.0.0.1»;", "listen 127.0.0.1:80;") },
    { code: servers("listen «[::]:80»;", "listen [::0]:80;") },
    {
      code: servers("listen «443» ssl http2;", "listen 443 ssl;"),
      fixed: servers("listen 443 default_server ssl http2;", "listen 443 ssl;"),
    },
    {
      title: "of several sockets one",
      code: servers("listen 443 ssl default_server; listen «443» quic;", "listen 443 ssl; listen 443 quic;"),
    },
    { title: "without listen", code: servers("", "").replace("server", "«server»"), fixed: null },
    {
      title: "streams",
      code: "stream {\n  server {\n    listen «1»;\n    proxy_pass a;\n  }\n  server {\n    listen 1;\n    proxy_pass b;\n  }\n}\n",
      fixed: null,
    },
    {
      title: "in two files",
      code: {
        "nginx/conf.d/a.conf": "server {\n  listen «80»;\n  server_name a.test;\n}\n",
        "nginx/conf.d/b.conf": "server {\n  listen 80;\n  server_name b.test;\n}\n",
      },
    },
  ],
});
