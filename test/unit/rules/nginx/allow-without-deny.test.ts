import { nginxAllowWithoutDeny } from "../../../../src/core/rules/nginx/allow-without-deny";
import { testRule } from "../../../support/rule-tester";

function location(lines: string): string {
  return `server {\n  location / {\n    ${lines}\n  }\n}\n`;
}

const basic = "auth_basic Restricted; auth_basic_user_file /etc/nginx/htpasswd;";

testRule(nginxAllowWithoutDeny, {
  valid: [
    location("allow 10.0.0.0/8; deny all;"),
    location("allow all;"),
    location("allow 10.0.0.0/8; allow all;"),
    location("deny 10.0.0.1; allow 10.0.0.0/8; deny all;"),
    location(`satisfy any; allow 10.0.0.0/8; ${basic}`),
    location("satisfy any; allow 10.0.0.0/8; auth_request /auth;"),
    `server {\n  satisfy any;\n  ${basic}\n  location / {\n    allow 10.0.0.0/8;\n  }\n}\n`,
    { title: "what an include adds is unknown", code: location("allow 10.0.0.0/8; include more.conf;") },
    {
      title: "a list in a file of its own",
      code: {
        "nginx/app.conf": location("include allowed.conf; deny all;"),
        "nginx/allowed.conf": "allow 10.0.0.0/8;\nallow 192.168.0.0/16;\n",
      },
    },
    { title: "a list that nobody includes here", code: "allow 10.0.0.0/8;\nallow 192.168.0.0/16;\n" },
  ],
  invalid: [
    {
      code: location("«allow» 10.0.0.0/8; allow 192.168.0.0/16;"),
      severity: "warning",
      fixed: location("allow 10.0.0.0/8; allow 192.168.0.0/16;\n    deny all;"),
    },
    { title: "a login beside it", code: location(`«allow» 10.0.0.0/8; ${basic}`) },
    { title: "all of both", code: location(`satisfy all; «allow» 10.0.0.0/8; ${basic}`) },
    { title: "a login that is off", code: location("satisfy any; «allow» 10.0.0.0/8; auth_basic off;") },
    { title: "no login", code: location("satisfy any; «allow» 10.0.0.0/8;") },
    {
      title: "the list around it no longer counts",
      code: "server {\n  deny all;\n  location /admin {\n    «allow» 10.0.0.0/8;\n  }\n}\n",
      fixed: "server {\n  deny all;\n  location /admin {\n    allow 10.0.0.0/8;\n    deny all;\n  }\n}\n",
    },
    { title: "methods", code: "location / {\n  limit_except GET {\n    «allow» 10.0.0.0/8;\n  }\n}\n" },
  ],
});
