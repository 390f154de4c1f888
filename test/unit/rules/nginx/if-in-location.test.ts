import { nginxIfInLocation } from "../../../../src/core/rules/nginx/if-in-location";
import { testRule } from "../../../support/rule-tester";

function location(lines: string): string {
  return `location / {\n  if ($request_method = POST) {\n    ${lines}\n  }\n  proxy_pass http://app;\n}\n`;
}

testRule(nginxIfInLocation, {
  valid: [
    location("return 405;"),
    location("rewrite ^ /post last;"),
    location("rewrite ^ /post permanent;"),
    location("rewrite ^ https://example.com/post;"),
    location("set $skip_cache 1;"),
    location("break;"),
    {
      title: "a complete answer to a preflight",
      code: location("add_header X-A 1; add_header X-B 2; return 204;"),
    },
    {
      title: "in a server",
      code: "server {\n  if ($host = a) {\n    set $x 1;\n    access_log off;\n  }\n}\n",
    },
  ],
  invalid: [
    { code: location("«add_header» X-Debug 1;"), severity: "hint", fixed: null },
    { code: location("expires 1d; «try_files» /a =404;"), severity: "info", message: /does not look/ },
    { code: location("set $x 1; «proxy_pass» http://other;"), severity: "info" },
    { code: location("«rewrite» ^ /post break;"), severity: "hint" },
    { code: location("«rewrite» ^ /post;"), severity: "hint" },
  ],
});
