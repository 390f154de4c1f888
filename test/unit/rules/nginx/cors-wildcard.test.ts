import { nginxCorsWildcard } from "../../../../src/core/rules/nginx/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const env = { ".env.production": "FRONTEND_URL=https://app.example.com\n" };
const star = "add_header Access-Control-Allow-Origin «*»;";

function server(lines: string): string {
  return `server {\n  listen 443 ssl;\n  location /api/ {\n    proxy_pass http://api:8000;\n    ${lines}\n  }\n}\n`;
}

function files(conf: string, path = "nginx/app.conf"): Record<string, string> {
  return { ...env, [path]: conf };
}

const map = `map $http_origin $cors_origin {\n  default "";\n  "https://app.example.com" $http_origin;\n}\n\n`;
const limited = "add_header Access-Control-Allow-Origin $cors_origin always;";
const vary = "add_header Vary Origin always;";

testRule(nginxCorsWildcard, {
  valid: [
    { title: "one origin", code: server('add_header Access-Control-Allow-Origin "https://a.example";') },
    {
      title: "an allow-list",
      code: `map $http_origin $cors { default ""; "https://a.example" $http_origin; }\n${server("add_header Access-Control-Allow-Origin $cors always;")}`,
      proof: "add_header Access-Control-Allow-Origin $cors always;",
    },
    { title: "another header", code: server("add_header Timing-Allow-Origin *;") },
    { title: "other CORS headers", code: server("add_header Access-Control-Allow-Headers *;") },
    {
      title: "fonts",
      code: "server {\n  location ~* \\.(?:ttf|otf|eot|woff2?)$ {\n    add_header Access-Control-Allow-Origin *;\n  }\n}\n",
    },
    {
      title: "fonts in an if",
      code: "server {\n  location / {\n    if ($request_filename ~* \\.(eot|ttf|woff)$) {\n      add_header Access-Control-Allow-Origin *;\n    }\n  }\n}\n",
    },
    {
      title: "static files",
      code: 'server {\n  location ^~ /static/ {\n    add_header Access-Control-Allow-Origin "*";\n  }\n  location /.well-known/ {\n    add_header Access-Control-Allow-Origin "*";\n  }\n}\n',
    },
    {
      title: "by content type",
      code: 'map $sent_http_content_type $cors {\n  default "";\n  ~*font/ "*";\n  ~*image/ "*";\n}\nserver {\n  add_header Access-Control-Allow-Origin $cors;\n}\n',
    },
    {
      title: "a variable from elsewhere",
      code: server("add_header Access-Control-Allow-Origin $allowed;"),
    },
    {
      title: "a template's value",
      code: server("add_header Access-Control-Allow-Origin ${CORS_ORIGIN};"),
    },
    {
      title: "a configuration for development",
      code: { "nginx/nginx.dev.conf": server(star).replace(/[«»]/g, "") },
    },
  ],
  invalid: [
    {
      title: "no frontend is known",
      code: server(star),
      severity: "warning",
      fixed: "server {\n  listen 443 ssl;\n  location /api/ {\n    proxy_pass http://api:8000;\n  }\n}\n",
    },
    {
      title: "the frontend is known",
      code: files(server(star)),
      fixed: files(`${map}${server(`${limited}\n    ${vary}`)}`),
    },
    {
      title: "quoted, always, varies",
      code: files(server(`add_header 'Access-Control-Allow-Origin' '«*»' always; add_header Vary Origin;`)),
      fixed: files(
        `${map}${server(`add_header 'Access-Control-Allow-Origin' '$cors_origin' always; add_header Vary Origin;`)}`,
      ),
    },
    {
      title: "with credentials",
      code: server(`${star}\n    add_header Access-Control-Allow-Credentials true;`),
      severity: "error",
      message: /credentials/,
    },
    {
      title: "credentials in another location",
      code: `server {\n  location /a {\n    add_header Access-Control-Allow-Credentials true;\n  }\n  location /b {\n    proxy_pass http://b;\n    ${star}\n  }\n}\n`,
      severity: "warning",
    },
    {
      title: "files of a website",
      code: `server {\n  listen 443 ssl;\n  root /var/www;\n  ${star}\n}\n`,
      severity: "info",
    },
    {
      title: "files behind a login",
      code: `server {\n  listen 443 ssl;\n  root /var/www;\n  auth_basic x;\n  ${star}\n}\n`,
      severity: "warning",
    },
    {
      title: "the answer and its preflight",
      code: files(
        server(
          `${star}\n    if ($request_method = OPTIONS) {\n      ${star}\n      add_header Access-Control-Max-Age 600;\n      return 204;\n    }`,
        ),
      ),
      fixed: files(
        `${map}${server(
          `${limited}\n    ${vary}\n    if ($request_method = OPTIONS) {\n      ${limited}\n      ${vary}\n      add_header Access-Control-Max-Age 600;\n      return 204;\n    }`,
        )}`,
      ),
    },
    {
      title: "the answer and its preflight, no frontend is known",
      code: server(
        `${star}\n    if ($request_method = OPTIONS) {\n      ${star}\n      add_header Access-Control-Max-Age 600;\n      return 204;\n    }`,
      ),
      fixed:
        "server {\n  listen 443 ssl;\n  location /api/ {\n    proxy_pass http://api:8000;\n    if ($request_method = OPTIONS) {\n      add_header Access-Control-Max-Age 600;\n      return 204;\n    }\n  }\n}\n",
    },
    {
      title: "two locations share the map",
      code: files(
        `server {\n  location /a {\n    proxy_pass http://a;\n    ${star}\n  }\n  location /b {\n    proxy_pass http://b;\n    ${star}\n  }\n}\n`,
      ),
      fixed: files(
        `${map}server {\n  location /a {\n    proxy_pass http://a;\n    ${limited}\n    ${vary}\n  }\n  location /b {\n    proxy_pass http://b;\n    ${limited}\n    ${vary}\n  }\n}\n`,
      ),
    },
    {
      title: "inside http, with a comment above",
      code: files(
        `events {}\nhttp {\n    upstream api {\n        server api:8000;\n    }\n\n    # the API\n    server {\n        ${star}\n        location / {\n            proxy_pass http://api;\n        }\n    }\n}\n`,
      ),
      fixed: files(
        `events {}\nhttp {\n    upstream api {\n        server api:8000;\n    }\n\n    map $http_origin $cors_origin {\n        default "";\n        "https://app.example.com" $http_origin;\n    }\n\n    # the API\n    server {\n        ${limited}\n        ${vary}\n        location / {\n            proxy_pass http://api;\n        }\n    }\n}\n`,
      ),
    },
    {
      title: "an allow-list is there",
      code: `map $http_origin $trusted {\n  default "";\n  "https://a.example" $http_origin;\n}\n${server(star)}`,
      fixed: `map $http_origin $trusted {\n  default "";\n  "https://a.example" $http_origin;\n}\n${server(`add_header Access-Control-Allow-Origin $trusted always;\n    ${vary}`)}`,
    },
    {
      title: "all on one line",
      code: files(`server { location / { proxy_pass http://a; ${star} } }\n`),
      fixed: files(
        `${map.replace(/ {2}/g, "    ")}server { location / { proxy_pass http://a; ${limited} ${vary} } }\n`,
      ),
    },
    {
      title: "a fragment, where no map may stand",
      code: files(`location / {\n  proxy_pass http://a;\n  ${star}\n}\n`),
      fixed: files(
        'location / {\n  proxy_pass http://a;\n  add_header Access-Control-Allow-Origin "https://app.example.com";\n}\n',
      ),
    },
    {
      title: "a snippet that a server includes",
      code: {
        ...env,
        "nginx/conf.d/app.conf":
          "server {\n  location / {\n    proxy_pass http://a;\n    include snippets/cors.conf;\n  }\n}\n",
        "nginx/snippets/cors.conf": `${star}\n`,
      },
      fixed: {
        ...env,
        "nginx/conf.d/app.conf":
          "server {\n  location / {\n    proxy_pass http://a;\n    include snippets/cors.conf;\n  }\n}\n",
        "nginx/snippets/cors.conf": 'add_header Access-Control-Allow-Origin "https://app.example.com";\n',
      },
    },
    {
      title: "a host too long for a table",
      code: {
        ".env.production": "FRONTEND_URL=https://a-very-long-name-of-an-app.production.example.com\n",
        "nginx/app.conf": server(star),
      },
      fixed: {
        ".env.production": "FRONTEND_URL=https://a-very-long-name-of-an-app.production.example.com\n",
        "nginx/app.conf": `${map.replace(
          "https://app.example.com",
          "~^https://a-very-long-name-of-an-app\\.production\\.example\\.com$",
        )}${server(`${limited}\n    ${vary}`)}`,
      },
    },
    {
      title: "headers-more",
      code: files(server("more_set_headers 'Access-Control-Allow-Origin: «*»';")),
      fixed: files(server("more_set_headers 'Access-Control-Allow-Origin: https://app.example.com';")),
    },
    {
      title: "a variable that is set",
      code: files(server(`set $cors "«*»"; add_header Access-Control-Allow-Origin $cors;`)),
      severity: "warning",
      fixed: files(
        `${map}${server(`set $cors "$cors_origin"; add_header Access-Control-Allow-Origin $cors;`)}`,
      ),
    },
    {
      title: "the default of a map",
      code: files(
        `map $http_origin $cors {\n  default «*»;\n}\n${server("add_header Access-Control-Allow-Origin $cors always;")}`,
      ),
      fixed: files(
        `map $http_origin $cors {\n  default "";\n  "https://app.example.com" $http_origin;\n}\n${server("add_header Access-Control-Allow-Origin $cors always;")}`,
      ),
    },
    {
      title: "the level above has one as well",
      code: `server {\n  ${star}\n  location / {\n    proxy_pass http://a;\n    ${star}\n  }\n}\n`,
      fixed: "server {\n  location / {\n    proxy_pass http://a;\n  }\n}\n",
    },
    {
      title: "shell templates",
      code: files(server(`${star}\n    proxy_set_header Host $$host;`)),
      fixed: null,
    },
  ],
});
