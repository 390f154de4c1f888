import { rateLimitUnusable } from "../../../../src/core/rules/nginx/rate-limit-unusable";
import { testRule } from "../../../support/rule-tester";

const zone = "limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;";
const status = "limit_req_status 429;";
const head = `${zone}\n${status}\n`;
const at = (body: string, path = "/api/") =>
  `server {\n  location ${path} { ${body} proxy_pass http://a; }\n}\n`;

testRule(rateLimitUnusable, {
  valid: [
    { title: "burst, zone and status", code: head + at("limit_req zone=api burst=20 nodelay;") },
    { title: "delay instead of nodelay", code: head + at("limit_req zone=api burst=12 delay=8;") },
    { title: "dry run", code: `${zone}\nlimit_req_dry_run on;\n${at("limit_req zone=api;")}` },
    { title: "a strict limit on a login", code: head + at("limit_req zone=api;", "= /login") },
    {
      title: "a zone for logins",
      code: `limit_req_zone $binary_remote_addr zone=login:10m rate=5r/m;\n${status}\n${at("limit_req zone=login burst=3;")}`,
    },
    { title: "a variable", code: head + at("limit_req zone=api burst=$burst;") },
    {
      title: "the status is set on the server",
      code: `${zone}\nserver {\n  ${status}\n  location / { limit_req zone=api burst=20; proxy_pass http://a; }\n}\n`,
    },
    {
      title: "another status by choice",
      code: `${zone}\nlimit_req_status 444;\n${at("limit_req zone=api burst=20;")}`,
    },
    {
      title: "a page turns 503 into 429",
      code: `${zone}\nerror_page 503 =429 /slow.html;\n${at("limit_req zone=api burst=20;")}`,
    },
    {
      title: "zone and status are elsewhere",
      code: { "nginx/sites-available/app.conf": at("limit_req zone=api burst=20 nodelay;") },
    },
    {
      title: "http holds both",
      code: {
        "nginx/nginx.conf": `http {\n  ${zone}\n  ${status}\n  include conf.d/*.conf;\n}\n`,
        "nginx/conf.d/app.conf": at("limit_req zone=api burst=20 nodelay;"),
      },
    },
    {
      title: "an include may hold the zone",
      code: {
        "nginx.conf": `http {\n  include /etc/nginx/zones.conf;\n  ${at("limit_req zone=other burst=20;")}}\n`,
      },
    },
    {
      title: "a folder outside the workspace may hold the zone",
      code: {
        "nginx.conf": `http {\n  include /etc/nginx/conf.d/*.conf;\n  ${at("limit_req zone=other burst=20;")}}\n`,
      },
    },
    {
      title: "a snippet used where a zone is and where none is",
      code: {
        "nginx/nginx.conf": `http {\n  ${head}  server {\n    location /a { include snippets/l.conf; proxy_pass http://a; }\n  }\n}\n`,
        "nginx/snippets/l.conf": "limit_req zone=api burst=20 nodelay;\n",
      },
    },
  ],
  invalid: [
    {
      title: "a burst of two",
      code: head + at("«limit_req zone=api burst=2;»"),
      fixed: head + at("limit_req zone=api burst=20 nodelay;"),
    },
    {
      title: "a small burst without delay",
      code: head + at("«limit_req zone=api burst=3 nodelay;»"),
      fixed: head + at("limit_req zone=api burst=20 nodelay;"),
    },
    {
      title: "on the whole server",
      code: `${head}server {\n  «limit_req zone=api;»\n  location / { proxy_pass http://a; }\n}\n`,
    },
    {
      title: "in a snippet",
      code: {
        "nginx/nginx.conf": `http {\n  ${head}  server {\n    location /a { include snippets/l.conf; proxy_pass http://a; }\n  }\n}\n`,
        "nginx/snippets/l.conf": "«limit_req zone=api;»\n",
      },
    },
    {
      title: "no status, in a fragment",
      code: `${zone}\n${at("«limit_req» zone=api burst=20 nodelay;")}`,
      fixed: `${zone}\n${at("limit_req zone=api burst=20 nodelay; limit_req_status 429;")}`,
    },
    {
      title: "no status for several limits: one line for all",
      code: {
        "nginx.conf": `http {\n  ${zone}\n  server {\n    location /a { «limit_req» zone=api burst=20; proxy_pass http://a; }\n    location /b { limit_req zone=api burst=9; proxy_pass http://a; }\n  }\n}\n`,
      },
      fixed: {
        "nginx.conf": `http {\n  ${zone}\n  ${status}\n  server {\n    location /a { limit_req zone=api burst=20; proxy_pass http://a; }\n    location /b { limit_req zone=api burst=9; proxy_pass http://a; }\n  }\n}\n`,
      },
    },
    {
      title: "503 in so many words",
      code: `${zone}\nlimit_req_status 503;\n${at("«limit_req» zone=api burst=20;")}`,
      fixed: `${zone}\n${status}\n${at("limit_req zone=api burst=20;")}`,
    },
    {
      title: "a zone that nobody declares",
      code: { "nginx.conf": `http {\n  ${status}\n  ${at("limit_req «zone=api» burst=20;")}}\n` },
      severity: "error",
      fixed: { "nginx.conf": `http {\n  ${status}\n  ${zone}\n  ${at("limit_req zone=api burst=20;")}}\n` },
    },
    {
      title: "both at once",
      code: `${zone}\n${at("limit_req zone=api;")}`,
      count: 2,
      fixed: `${zone}\n${at("limit_req zone=api burst=20 nodelay; limit_req_status 429;")}`,
    },
  ],
});
