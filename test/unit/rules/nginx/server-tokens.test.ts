import { serverTokens } from "../../../../src/core/rules/nginx/server-tokens";
import { testRule } from "../../../support/rule-tester";

const http = (lines: string) => `http {\n  ${lines}\n}\n`;
const site = "server { listen 80; root /a; }";

testRule(serverTokens, {
  valid: [
    { title: "off at http", code: http(`server_tokens off;\n  ${site}`), proof: "server_tokens off" },
    {
      title: "off in every server",
      code: http("server { server_tokens off; }\n  server { listen 81; server_tokens off; }"),
      proof: "server_tokens off",
    },
    { title: "a fragment without http", code: "server {\n  listen 80;\n}\n" },
    { title: "a string of nginx plus", code: http(`server_tokens '';\n  ${site}`) },
    {
      title: "off in a file that is included",
      code: {
        "nginx/nginx.conf": http(`include snippets/hide.conf;\n  ${site}`),
        "nginx/snippets/hide.conf": "server_tokens off;\n",
      },
    },
    {
      title: "off in the sites that are loaded",
      code: {
        "nginx/nginx.conf": http("include /etc/nginx/conf.d/*.conf;"),
        "nginx/conf.d/app.conf": "server {\n  listen 80;\n  server_tokens off;\n}\n",
      },
    },
    { title: "an include that nobody knows", code: http(`include /srv/secret.conf;\n  ${site}`) },
    { title: "a Server header of its own", code: http(`more_set_headers "Server: shop";\n  ${site}`) },
    { title: "no Server header", code: http(`more_clear_headers Server;\n  ${site}`) },
    { title: "nothing is served", code: http("types { text/html html; }") },
    { title: "stream has no such thing", code: "stream {\n  server { listen 53; proxy_pass dns; }\n}\n" },
    { title: "not finished", code: `http {\n  ${site}\n` },
    { title: "a test's file", code: { "tests/nginx.conf": http(site) } },
  ],
  invalid: [
    {
      title: "sites from a folder",
      code: "events {}\n«http» {\n  include mime.types;\n  default_type text/plain; # c\n\n  include /etc/nginx/conf.d/*.conf;\n}\n",
      severity: "warning",
      fixed:
        "events {}\nhttp {\n  include mime.types;\n  default_type text/plain; # c\n  server_tokens off;\n\n  include /etc/nginx/conf.d/*.conf;\n}\n",
    },
    {
      title: "the line waits in a comment",
      code: `«http» {\n\tsendfile on;\n\t# server_tokens off;\n\n\t${site}\n}\n`,
      fixed: `http {\n\tsendfile on;\n\tserver_tokens off;\n\n\t${site}\n}\n`,
    },
    {
      title: "in a comment of one server only",
      code: "«http» {\n  server {\n    # server_tokens off;\n    listen 80;\n  }\n}\n",
      fixed: "http {\n  server_tokens off;\n  server {\n    # server_tokens off;\n    listen 80;\n  }\n}\n",
    },
    {
      title: "off in one server of two",
      code: "«http» {\n  server { server_tokens off; }\n  server { listen 81; }\n}\n",
    },
    {
      title: "an excerpt, on one line",
      severity: "hint",
      code: "«http» { server { listen 80; } }\n",
      fixed: "http { server_tokens off; server { listen 80; } }\n",
    },
    {
      title: "on in a location",
      code: "location / {\n  server_tokens «on»;\n}\n",
      fixed: "location / {\n  server_tokens off;\n}\n",
    },
    { title: "build", code: "http {\n  server_tokens «build»;\n  server { listen 80; }\n}\n" },
  ],
});
