import { envFileRelative } from "../../../../src/core/rules/systemd/env-file-relative";
import { testRule } from "../../../support/rule-tester";

const service = (lines: string) => `[Service]\n${lines}ExecStart=/srv/app/run\n`;

testRule(envFileRelative, {
  valid: [
    { title: "absolute", code: service("EnvironmentFile=/etc/app/app.env\n"), proof: "/etc/app/app.env" },
    { title: "absolute, may be missing", code: service("EnvironmentFile=-/etc/default/app\n") },
    { title: "specifiers", code: service("EnvironmentFile=%h/.env\nEnvironmentFile=-%S/app/env\n") },
    { title: "taken back", code: service("EnvironmentFile=.env\nEnvironmentFile=\n") },
    { title: "a template", code: service("EnvironmentFile=__APP_DIR__/.env\n") },
    { title: "in a comment", code: service("# EnvironmentFile=.env\n") },
  ],
  invalid: [
    { title: "no folder to start from", code: service("EnvironmentFile=«.env»\n"), fixed: null },
    {
      title: "may be missing",
      code: service("WorkingDirectory=/srv/app/\nEnvironmentFile=«-./config/.env»\n"),
      fixed: service("WorkingDirectory=/srv/app/\nEnvironmentFile=-/srv/app/config/.env\n"),
    },
    {
      title: "quotes belong to the path",
      code: service('EnvironmentFile=«"/etc/app.env"»\n'),
      fixed: service("EnvironmentFile=/etc/app.env\n"),
    },
    {
      title: "home",
      code: service("EnvironmentFile=«~/.env»\n"),
      fixed: null,
    },
    { title: "above", code: service("WorkingDirectory=/srv/app\nEnvironmentFile=«../.env»\n"), fixed: null },
    {
      title: "in a drop-in",
      code: { "app.service.d/env.conf": "[Service]\nEnvironmentFile=«config/app.env»\n" },
      severity: "warning",
    },
  ],
});
