import { nginxProxyPassNormalized } from "../../../../src/core/rules/nginx/proxy-pass-normalized";
import { testRule } from "../../../support/rule-tester";

function location(lines: string, path = "/b"): string {
  return `location ${path} {\n  ${lines}\n}\n`;
}

const raw = "rewrite ^ $request_uri;";

testRule(nginxProxyPassNormalized, {
  valid: [
    location("proxy_pass http://app:3000;"),
    location("proxy_pass http://app:3000/b;", "= /a"),
    location("proxy_pass $backend;"),
    location("proxy_pass http://unix:/run/app.sock;"),
    location("proxy_pass http://app/prefix$request_uri;"),
    location(`${raw} rewrite ^/b/(.*)$ /$1 break; proxy_pass http://app/$1;`),
    location(`${raw} rewrite ^/b(/.*)$ $1 break; proxy_pass http://app:80$document_uri;`),
    location(`rewrite ^ $REQUEST_URI; rewrite ^/b(/.*) $1 break; proxy_pass http://app$1;`),
    location(`if ($arg_x) { ${raw} rewrite ^/b/(.*)$ /$1 break; proxy_pass http://app/$1; }`),
    location(`if ($arg_x) { ${raw} } ${raw} rewrite ^/b/(.*)$ /$1 break; proxy_pass http://app/$1;`),
    { title: "streams", code: "stream {\n  server {\n    listen 1;\n    proxy_pass app:1;\n  }\n}\n" },
  ],
  invalid: [
    {
      code: location("proxy_pass http://app:3000«/»;", "/api/"),
      severity: "hint",
      fixed: null,
    },
    {
      code: location("proxy_pass 'http://app:3000«/»';", "/"),
      fixed: location("proxy_pass 'http://app:3000';", "/"),
    },
    {
      title: "one for a file",
      code: `${location("proxy_pass http://a«/x/y»;")}${location("proxy_pass http://b/;", "/c")}`,
      count: 1,
    },
    { code: location("proxy_pass http://unix:/run/app.sock:«/»;") },
    { code: location("set $uri_suffix /x; rewrite ^ $request_uri; proxy_pass http://app«/$uri_suffix»;") },
    {
      title: "the raw path is not used",
      code: location(`${raw} proxy_pass «http://app»;`),
      message: /second time/,
    },
    { title: "in an if", code: location(`${raw} if ($arg_x) { proxy_pass http://app«/»; }`) },
    { title: "raw at times", code: location(`if ($arg_x) { ${raw} } proxy_pass http://app«/$uri»;`) },
    {
      title: "raw at times, without a path",
      code: location(`if ($arg_x) { ${raw} } rewrite ^/b(/.*)$ $1 break; proxy_pass «http://app»;`),
    },
  ],
});
