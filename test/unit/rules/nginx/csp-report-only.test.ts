import { nginxCspReportOnly } from "../../../../src/core/rules/nginx/csp-report-only";
import { testRule } from "../../../support/rule-tester";

testRule(nginxCspReportOnly, {
  valid: [
    "add_header Content-Security-Policy \"default-src 'self'\" always;\n",
    {
      title: "the next version on trial beside the one in force",
      code: "add_header Content-Security-Policy \"default-src 'self'\";\nadd_header Content-Security-Policy-Report-Only \"default-src 'none'\";\n",
    },
    {
      title: "the page has one in force",
      code: {
        "nginx/app.conf": "server {\n  add_header Content-Security-Policy-Report-Only $csp;\n  root /a;\n}\n",
        "web/index.html": '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n',
      },
    },
    {
      title: "a development setup",
      code: { "docs/nginx/app.conf": "add_header Content-Security-Policy-Report-Only a;\n" },
    },
  ],
  invalid: [
    {
      title: "the policy that one starts with is not enforced before it was fitted",
      code: "add_header «Content-Security-Policy-Report-Only» \"default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'\" always;\n",
      fixed: null,
    },
    {
      code: "server {\n  add_header '«Content-Security-Policy-Report-Only»' $csp always;\n  root /a;\n}\n",
      severity: "info",
      fixed: "server {\n  add_header 'Content-Security-Policy' $csp always;\n  root /a;\n}\n",
    },
    {
      title: "headers-more",
      code: "more_set_headers \"«Content-Security-Policy-Report-Only»: default-src 'self'\";\n",
      fixed: "more_set_headers \"Content-Security-Policy: default-src 'self'\";\n",
    },
  ],
});
