import { nginxCorsLocalhost } from "../../../../src/core/rules/nginx/cors-localhost";
import { testRule } from "../../../support/rule-tester";

const env = { ".env.production": "FRONTEND_URL=https://app.example.com\n" };

function map(...entries: string[]): string {
  return `map $http_origin $cors_origin {\n  default "";\n${entries.map((entry) => `  ${entry}\n`).join("")}}\n`;
}

testRule(nginxCorsLocalhost, {
  valid: [
    map('"https://app.example.com" $http_origin;'),
    map('"https://localhost.example.com" $http_origin;', '"http://tauri.localhost" $http_origin;'),
    {
      title: "methods for the own machine, which let nobody in by themselves",
      code: 'map $http_origin $allow_methods {\n  ~^http://localhost(:\\d+)?$ "GET, HEAD";\n}\nserver {\n  add_header Access-Control-Allow-Methods $allow_methods;\n}\n',
    },
    {
      title: "the shell of an app",
      code: map('"capacitor://localhost" $http_origin;', '"http://localhost" $http_origin;'),
    },
    { title: "turned away", code: map('"http://localhost:3000" "";') },
    { title: "a map of something else", code: "map $host $x {\n  localhost 1;\n  http://localhost 1;\n}\n" },
    { title: "where requests go", code: "location / {\n  proxy_pass http://localhost:3000;\n}\n" },
    {
      title: "a configuration for development",
      code: { "nginx/local.conf": map('"http://localhost:3000" $http_origin;') },
    },
    {
      title: "development by its folder",
      code: { ".devcontainer/nginx.conf": map('"http://localhost:3000" $http_origin;') },
    },
    {
      title: "refused",
      code: "if ($http_origin ~ ^http://localhost) {\n  return 403;\n}\n",
    },
    { title: "a pattern for any host", code: map("~^http://[a-z]+\\.example\\.com$ $http_origin;") },
  ],
  invalid: [
    {
      title: "one of several",
      code: map('"https://app.example.com" $http_origin;', "«http://127.0.0.1:5173» $http_origin;"),
      severity: "warning",
      fixed: map('"https://app.example.com" $http_origin;'),
    },
    {
      title: "the only one, the frontend is known",
      code: { ...env, "nginx/app.conf": map('"«http://localhost:3000»" 1;') },
      fixed: { ...env, "nginx/app.conf": map('"https://app.example.com" 1;') },
    },
    { title: "the only one", code: map('"«http://localhost:3000»" 1;'), fixed: null },
    {
      title: "IPv6, and all addresses",
      code: map("'«http://[::1]:3000»' 1;", '"«http://0.0.0.0:3000»" 1;'),
      fixed: null,
    },
    { title: "a name of the local network", code: map('"«http://box.local»" 1;'), fixed: null },
    {
      title: "a pattern",
      code: map('"~«^https?://(localhost|127\\.0\\.0\\.1)(:\\d+)?$»" $http_origin;'),
      fixed: null,
    },
    {
      title: "a part of a pattern",
      code: 'if ($http_origin ~* "«^https?://(localhost:3000|app\\.example\\.com)$»") {\n  add_header Access-Control-Allow-Origin $http_origin;\n}\n',
      fixed: null,
    },
    {
      title: "a comparison",
      code: "if ($http_origin = '«http://localhost:3000»') {\n  set $cors 1;\n}\n",
      fixed: null,
    },
    {
      title: "the header",
      code: {
        ...env,
        "nginx/app.conf":
          "location / {\n  add_header 'Access-Control-Allow-Origin' '«http://localhost:5173»';\n}\n",
      },
      fixed: {
        ...env,
        "nginx/app.conf":
          "location / {\n  add_header 'Access-Control-Allow-Origin' 'https://app.example.com';\n}\n",
      },
    },
    {
      title: "headers-more",
      code: 'more_set_headers "Access-Control-Allow-Origin: «http://localhost»";\n',
      fixed: null,
    },
  ],
});
