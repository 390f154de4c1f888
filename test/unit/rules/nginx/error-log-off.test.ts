import { nginxErrorLogOff } from "../../../../src/core/rules/nginx/error-log-off";
import { testRule } from "../../../support/rule-tester";

testRule(nginxErrorLogOff, {
  valid: [
    "error_log /var/log/nginx/error.log warn;\n",
    "error_log /dev/null crit;\n",
    "error_log stderr;\n",
    "access_log off;\n",
  ],
  invalid: [
    { code: "error_log «OFF»;\npid a;\n", severity: "warning", fixed: "pid a;\n" },
    {
      code: "location = /favicon.ico {\n  access_log off;\n  error_log «off» crit;\n}\n",
      fix: "Throw all but critical errors away",
      fixed: "location = /favicon.ico {\n  access_log off;\n  error_log /dev/null crit;\n}\n",
    },
  ],
});
