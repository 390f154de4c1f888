import { nginxCorsOriginReflected } from "../../../../src/core/rules/nginx/cors-origin-reflected";
import { testRule } from "../../../support/rule-tester";

const env = { ".env.production": "FRONTEND_URL=https://app.example.com\n" };

function server(lines: string): string {
  return `server {\n  listen 443 ssl;\n  location /api/ {\n    proxy_pass http://api:8000;\n    ${lines}\n  }\n}\n`;
}

function files(conf: string): Record<string, string> {
  return { ...env, "nginx/app.conf": conf };
}

const own = "add_header Access-Control-Allow-Origin «$http_origin»;";
const plain = own.replace(/[«»]/g, "");
const map = `map $http_origin $cors_origin {\n  default "";\n  "https://app.example.com" $http_origin;\n}\n\n`;

testRule(nginxCorsOriginReflected, {
  valid: [
    {
      title: "an allow-list",
      code: `map $http_origin $cors {\n  default "";\n  "https://a.example" $http_origin;\n  ~^https://.*\\.example\\.com$ $http_origin;\n}\n${server("add_header Access-Control-Allow-Origin $cors;")}`,
    },
    { title: "behind a pattern", code: server(`if ($http_origin ~* ^https://a\\.example$) { ${plain} }`) },
    { title: "behind a comparison", code: server(`if ($http_origin = https://a.example) { ${plain} }`) },
    {
      title: "set behind a pattern",
      code: server(
        'set $cors ""; if ($http_origin ~* (https?://(www\\.)?a\\.example)$) { set $cors $http_origin; } add_header Access-Control-Allow-Origin $cors;',
      ),
    },
    {
      title: "behind a flag that a pattern sets",
      code: server(
        `set $ok ""; if ($http_origin ~ ^https://a\\.example$) { set $ok "1"; } if ($request_method = OPTIONS) { set $ok "\${ok}o"; } if ($ok = "1o") { ${plain} return 204; }`,
      ),
    },
    {
      title: "behind a flag of a map",
      code: `map $http_origin $ok {\n  default 0;\n  "https://a.example" 1;\n}\n${server(`if ($ok) { ${plain} }`)}`,
    },
    {
      title: "a map of a map",
      code: `map $http_origin $ok {\n  "https://a.example" 1;\n}\nmap $ok $cors {\n  1 $http_origin;\n}\n${server("add_header Access-Control-Allow-Origin $cors;")}`,
    },
    {
      title: "others are turned away before",
      code: server(`if ($http_origin !~ ^https://a\\.example$) { return 403; } ${plain}`),
    },
    { title: "behind a variable from elsewhere", code: server(`if ($is_trusted) { ${plain} }`) },
    {
      title: "the site's own origin",
      code: server("add_header Access-Control-Allow-Origin $scheme://$host;"),
    },
    { title: "fonts", code: `server {\n  location ~ \\.woff2$ {\n    ${plain}\n  }\n}\n` },
    {
      title: "a list kept elsewhere",
      code: `map $http_origin $cors {\n  default "";\n  include origins.map;\n}\n${server("add_header Access-Control-Allow-Origin $cors;")}`,
    },
  ],
  invalid: [
    {
      title: "no frontend is known",
      code: server(own),
      severity: "warning",
      fixed: "server {\n  listen 443 ssl;\n  location /api/ {\n    proxy_pass http://api:8000;\n  }\n}\n",
    },
    {
      title: "with credentials",
      code: files(server(`${own}\n    add_header Access-Control-Allow-Credentials "true";`)),
      severity: "error",
      message: /signed-in user/,
      fixed: files(
        `${map}${server('add_header Access-Control-Allow-Origin $cors_origin always;\n    add_header Vary Origin always;\n    add_header Access-Control-Allow-Credentials "true";')}`,
      ),
    },
    {
      title: "braces and quotes",
      code: files(server('add_header Access-Control-Allow-Origin "«${http_origin}»" always;')),
      fixed: files(
        `${map}${server('add_header Access-Control-Allow-Origin "$cors_origin" always;\n    add_header Vary Origin always;')}`,
      ),
    },
    {
      title: "an if that only asks for one",
      code: server(`if ($http_origin) { ${own} }`),
      severity: "warning",
    },
    { title: "an if that anything matches", code: server(`if ($http_origin ~ .+) { ${own} }`) },
    {
      title: "an if about the method",
      code: server(`if ($request_method = OPTIONS) { ${own} return 204; } ${own}`),
    },
    {
      title: "the default of a map",
      code: files(
        `map $http_origin $cors {\n  default «$http_origin»;\n}\n${server("add_header Access-Control-Allow-Origin $cors always;")}`,
      ),
      fixed: files(
        `map $http_origin $cors {\n  default "";\n  "https://app.example.com" $http_origin;\n}\n${server("add_header Access-Control-Allow-Origin $cors always;")}`,
      ),
    },
    {
      title: "a map of methods",
      code: `map $request_method $cors {\n  OPTIONS «$http_origin»;\n}\n${server("add_header Access-Control-Allow-Origin $cors always;")}`,
      fixed: null,
    },
    {
      title: "set without a check",
      code: server("set $cors «$http_origin»; add_header Access-Control-Allow-Origin $cors;"),
      fixed: null,
    },
    {
      title: "the map is in another file",
      code: {
        "nginx/nginx.conf": "http {\n  include conf.d/*.conf;\n}\n",
        "nginx/conf.d/cors.conf": "map $http_origin $cors {\n  default $http_origin;\n}\n",
        "nginx/conf.d/app.conf": server("add_header Access-Control-Allow-Origin «$cors»;"),
      },
      fixed: null,
    },
  ],
});
