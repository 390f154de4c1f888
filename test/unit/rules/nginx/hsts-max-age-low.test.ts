import { hstsMaxAgeLow } from "../../../../src/core/rules/nginx/hsts-max-age-low";
import { testRule } from "../../../support/rule-tester";

const header = (value: string, rest = " always") => `add_header Strict-Transport-Security ${value}${rest};\n`;

testRule(hstsMaxAgeLow, {
  valid: [
    header('"max-age=31536000"'),
    header('"max-age=63072000; includeSubDomains; preload"'),
    header("$hsts"),
    header('"max-age=${HSTS_SECONDS}"'),
    { title: "another header", code: 'add_header Cache-Control "max-age=60" always;\n' },
    { title: "without a time: another rule's matter", code: header('"includeSubDomains"') },
    {
      title: "switched off, and said so above",
      code: `# Roll back HSTS until the old host is gone.\n${header('"max-age=0"')}`,
    },
    {
      title: "switched off, and said so beside",
      code: 'add_header Strict-Transport-Security "max-age=0" always; # disabled\n',
    },
    { title: "a test's file", code: { "tests/nginx/app.conf": header('"max-age=60"') } },
  ],
  invalid: [
    {
      code: header('"max-age=«86400»; includeSubDomains"'),
      severity: "warning",
      message: /for a day only/,
      fixed: header('"max-age=31536000; includeSubDomains"'),
    },
    {
      title: "less than a year is enough for scanners",
      code: header("max-age=«15768000»"),
      severity: "hint",
    },
    { title: "one second less than half a year", code: header("max-age=«15551999»"), severity: "warning" },
    {
      title: "quotes inside quotes",
      code: header('"max-age=\\"«300»\\""'),
      fixed: header('"max-age=\\"31536000\\""'),
    },
    {
      title: "nothing says that switching it off is meant",
      code: `# HSTS\n${header('"max-age=«0»"')}`,
      severity: "error",
      fixed: `# HSTS\n${header('"max-age=31536000"')}`,
    },
    { title: "switched off for successful answers", code: header('"max-age=«0»"', ""), severity: "warning" },
    {
      title: "headers-more",
      code: "more_set_headers -s '200 404' 'Strict-Transport-Security: max-age=«3600»';\n",
      message: /less than a day/,
      fixed: "more_set_headers -s '200 404' 'Strict-Transport-Security: max-age=31536000';\n",
    },
    {
      title: "a comment about something else",
      code: `# Sent with errors.\n${header('"max-age=«0»"')}`,
      severity: "error",
    },
  ],
});
