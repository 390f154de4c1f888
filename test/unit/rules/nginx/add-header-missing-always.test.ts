import { addHeaderMissingAlways } from "../../../../src/core/rules/nginx/add-header-missing-always";
import { testRule } from "../../../support/rule-tester";

testRule(addHeaderMissingAlways, {
  valid: [
    'add_header X-Frame-Options "DENY" always;\n',
    { title: "headers-more sends on errors", code: 'more_set_headers "X-Frame-Options: DENY";\n' },
    {
      title: "a header that protects nothing",
      code: "add_header Cache-Control public;\nadd_header X-Served-By a;\n",
    },
    {
      title: "CORS is left out of errors on purpose",
      code: "add_header Access-Control-Allow-Origin $cors;\n",
    },
    { title: "nothing is sent", code: 'add_header X-Frame-Options "";\n' },
    {
      title: "an answer that cannot fail",
      code: 'location = /health {\n  add_header X-Content-Type-Options nosniff;\n  return 200 "ok";\n}\n',
    },
    {
      title: "a redirect",
      code: "server {\n  add_header Referrer-Policy no-referrer;\n  return 301 https://example.com;\n}\n",
    },
    {
      title: "the host in front sends it with errors",
      code: {
        "nginx/app.conf": "server {\n  add_header X-Frame-Options DENY;\n  root /a;\n}\n",
        "vercel.json":
          '{ "headers": [{ "source": "/(.*)", "headers": [{ "key": "X-Frame-Options", "value": "DENY" }] }] }\n',
      },
    },
    { title: "half typed", code: "server {\n  add_header X-Frame-Options DENY\n}\n" },
    { title: "a test's file", code: { "tests/nginx/app.conf": "add_header X-Frame-Options DENY;\n" } },
  ],
  invalid: [
    {
      code: "server {\n  «add_header X-Frame-Options DENY;» # c\n  root /a;\n}\n",
      severity: "info",
      fixed: "server {\n  add_header X-Frame-Options DENY always; # c\n  root /a;\n}\n",
    },
    {
      title: "a value from a map",
      code: "«add_header Content-Security-Policy $csp;»\n",
      fixed: "add_header Content-Security-Policy $csp always;\n",
    },
    {
      title: "all at once",
      code: '«add_header X-Frame-Options DENY;»\nadd_header A b;\n«add_header Strict-Transport-Security "max-age=31536000";»\n',
      fix: "Add always to all 2 of the file",
      fixed:
        'add_header X-Frame-Options DENY always;\nadd_header A b;\nadd_header Strict-Transport-Security "max-age=31536000" always;\n',
    },
    {
      title: "a location that answers with errors",
      code: "location /x { «add_header X-Frame-Options DENY;» return 403; }\n",
    },
  ],
});
