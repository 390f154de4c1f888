import { addHeaderContentType } from "../../../../src/core/rules/nginx/add-header-content-type";
import { testRule } from "../../../support/rule-tester";

testRule(addHeaderContentType, {
  valid: [
    "default_type text/plain;\n",
    "add_header X-Content-Type-Options nosniff;\n",
    { title: "headers-more replaces", code: 'more_set_headers "Content-Type: text/html";\n' },
    {
      title: "the application's own type is hidden",
      code: "location /a {\n  proxy_pass http://app;\n  proxy_hide_header content-type;\n  add_header Content-Type image/jpeg;\n}\n",
    },
    {
      title: "hidden around, with another module",
      code: "server {\n  fastcgi_hide_header Content-Type;\n  location /a {\n    fastcgi_pass app:9000;\n    add_header Content-Type image/jpeg;\n  }\n}\n",
    },
    { title: "nothing is sent", code: 'add_header Content-Type "";\n' },
  ],
  invalid: [
    {
      title: "without a block around",
      code: "«add_header Content-Type text/plain;»\n",
      severity: "info",
      fixed: "default_type text/plain;\n",
    },
    {
      title: "always goes",
      code: "location /a { «add_header content-type 'text/plain; charset=utf-8' always;» return 200 'ok'; }\n",
      fixed: "location /a { default_type 'text/plain; charset=utf-8'; return 200 'ok'; }\n",
    },
    {
      title: "a path with an ending that nginx knows a type for",
      code: "location = /manifest.webmanifest {\n  «add_header Content-Type application/manifest+json;»\n}\n",
      fixed: "location = /manifest.webmanifest {\n  types { } default_type application/manifest+json;\n}\n",
    },
    {
      title: "endings in a pattern",
      code: "location ~* \\.(mjs|cjs)$ {\n  «add_header Content-Type text/javascript;»\n}\n",
      fixed: "location ~* \\.(mjs|cjs)$ {\n  types { } default_type text/javascript;\n}\n",
    },
    {
      title: "beside a default_type",
      code: "location /a {\n  default_type text/html;\n  «add_header Content-Type text/plain;»\n  return 200 'ok';\n}\n",
      fixed: "location /a {\n  default_type text/plain;\n  return 200 'ok';\n}\n",
    },
    {
      title: "the lines that hide other headers around are brought along",
      code: "server {\n  proxy_hide_header X-Powered-By;\n  location /a {\n    proxy_pass http://app;\n    «add_header Content-Type text/plain;»\n  }\n}\n",
      fixed:
        "server {\n  proxy_hide_header X-Powered-By;\n  location /a {\n    proxy_pass http://app;\n    proxy_hide_header X-Powered-By;\n    proxy_hide_header Content-Type;\n    add_header Content-Type text/plain;\n  }\n}\n",
    },
    {
      title: "an if knows no default_type",
      code: "if ($arg_a) {\n  «add_header Content-Type text/plain;»\n}\n",
      fixed: null,
    },
    {
      title: "a type that is computed",
      code: "location /a { «add_header Content-Type $type;» }\n",
      fixed: null,
    },
    {
      title: "a whole server",
      code: "server {\n  «add_header Content-Type text/plain;»\n  root /a;\n}\n",
      fixed: null,
    },
  ],
});
