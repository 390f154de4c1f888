import { nginxReturnBypassesAcl } from "../../../../src/core/rules/nginx/return-bypasses-acl";
import { testRule } from "../../../support/rule-tester";

function location(lines: string, head = "location /a"): string {
  return `${head} {\n  allow 10.0.0.1;\n  deny all;\n  ${lines}\n}\n`;
}

testRule(nginxReturnBypassesAcl, {
  valid: [
    location("proxy_pass http://app;"),
    location("root /srv;\n  try_files /index.html =404;"),
    location("return 404;"),
    location("return 204;"),
    location("if ($bad) { return 444; }"),
    location("rewrite ^/a/(.*)$ /b/$1 break;"),
    location("rewrite ^/a/(.*)$ /b/$1 last;"),
    location("rewrite ^/a/(.*)$ /b/$1;"),
    location("rewrite ^ HTTP://a.test/;"),
    { title: "nobody is denied", code: 'location /a {\n  allow all;\n  return 200 "a";\n}\n' },
    { title: "for everybody", code: location('location /a/b {\n    allow all;\n    return 200 "b";\n  }') },
    {
      title: "named",
      code: location("location @login {\n    return 302 https://a.test/login;\n  }", "server"),
    },
    {
      title: "internal",
      code: location('location /cb {\n    internal;\n    return 200 "cb";\n  }', "server"),
    },
    {
      title: "some addresses are turned away",
      code: "server {\n  deny 10.0.0.1;\n  return 301 https://a.test$request_uri;\n}\n",
    },
    {
      title: "allow and return apart",
      code: 'location /a {\n  deny all;\n}\nlocation /b {\n  return 200 "b";\n}\n',
    },
  ],
  invalid: [
    { code: location('«return» 200 "secret";'), severity: "warning", fixed: null },
    {
      title: "in a location inside",
      code: location('location /b {\n    «return» 200 "hi";\n  }', "server"),
      severity: "warning",
    },
    { title: "in an if", code: location('if ($x) { «return» 200 "hi"; }') },
    { title: "named, with a list of its own", code: location('«return» 200 "hi";', "location @a") },
    { title: "internal, with a list of its own", code: location('internal;\n  «return» 200 "hi";') },
    { title: "a sign of life", code: location('«return» 200 "ok\\n";'), severity: "hint" },
    { code: location("«return» 301 https://a.test/;"), severity: "hint" },
    { code: location("«rewrite» ^ https://a.test/ last;"), severity: "hint" },
    { code: location("«rewrite» ^ $scheme://a.test$request_uri break;"), severity: "hint" },
    { code: location("«rewrite» ^ /b permanent;"), severity: "hint" },
  ],
});
