import { systemdRestart } from "../../../../src/core/rules/systemd/restart";
import { testRule } from "../../../support/rule-tester";

const service = (lines: string) => `[Service]\nExecStart=/srv/app/run\n${lines}`;

testRule(systemdRestart, {
  valid: [
    {
      title: "always, with a pause",
      code: service("Restart=always\nRestartSec=3\n"),
      proof: "Restart=always",
    },
    { title: "after failures", code: service("Restart=on-failure\n"), proof: "Restart=on-failure" },
    {
      title: "always, without a limit",
      code: `[Unit]\nStartLimitIntervalSec=0\n${service("Restart=always\n")}`,
    },
    { title: "what runs once", code: service("Type=oneshot\n") },
    { title: "what goes into the background", code: service("Type=forking\nPIDFile=/run/app.pid\n") },
    { title: "pm2", code: "[Service]\nExecStart=/srv/app/node_modules/.bin/pm2 start --no-daemon\n" },
    { title: "a service of the system", code: "[Service]\nExecStart=/usr/sbin/cron -f\n" },
    {
      title: "a timer starts it",
      code: { "deploy/report.service": service(""), "deploy/report.timer": "[Timer]\nOnCalendar=daily\n" },
    },
    {
      title: "a drop-in sets it",
      code: { "app.service": service(""), "app.service.d/a.conf": "[Service]\nRestart=always\n" },
    },
    { title: "a file that is broken", code: service("Restart\n") },
  ],
  invalid: [
    {
      title: "explicitly not",
      code: service("«Restart=no»\nRestartSec=5\n"),
      severity: "warning",
      fixed: service("Restart=always\nRestartSec=5\n"),
    },
    {
      title: "an empty value",
      code: "[Service]\nRestart=\nExecStart=«/srv/app/run»\n",
      fixed: "[Service]\nRestart=always\nRestartSec=3\nExecStart=/srv/app/run\n",
    },
    {
      title: "only when it ended well",
      code: service("«Restart=on-success»\n"),
      severity: "info",
      fixed: service("Restart=on-failure\n"),
    },
    {
      title: "a continued command",
      code: "[Service]\nExecStart=«/srv/app/run» \\\n  --port 80\nUser=app\n",
      fixed: "[Service]\nExecStart=/srv/app/run \\\n  --port 80\nRestart=always\nRestartSec=3\nUser=app\n",
    },
  ],
});
