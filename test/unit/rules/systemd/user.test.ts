import { systemdUser } from "../../../../src/core/rules/systemd/user";
import { testRule } from "../../../support/rule-tester";

const unit = (lines: string) =>
  `[Unit]\nDescription=An app\n\n[Service]\n${lines}\n[Install]\nWantedBy=multi-user.target\n`;
const at = (path: string, text: string) => ({ [path]: text });

testRule(systemdUser, {
  valid: [
    { title: "a user", code: unit("User=app\nExecStart=/usr/bin/node server.js\n"), proof: "User=app" },
    {
      title: "a dynamic user",
      code: unit("DynamicUser=yes\nExecStart=/opt/app/run\n"),
      proof: "DynamicUser",
    },
    { title: "what a distribution brings", code: unit("ExecStart=/usr/sbin/sshd -D\n") },
    { title: "a script of a distribution", code: unit("ExecStart=/usr/bin/python3 /usr/share/x/y.py\n") },
    { title: "docker", code: unit("ExecStart=/usr/bin/docker compose -f /srv/app/compose.yaml up\n") },
    { title: "docker in a folder of its own", code: unit("ExecStart=/opt/bin/docker-compose up\n") },
    { title: "docker behind a shell", code: unit("ExecStart=/bin/sh -c 'docker run --rm acme/app'\n") },
    { title: "a tool behind a shell", code: unit("ExecStart=/bin/sh -c 'sleep 5 && modprobe zram'\n") },
    {
      title: "a tool that people download, as root",
      code: at("tunnel.service", unit("ExecStart=/usr/local/bin/tunnel run\n")),
    },
    {
      title: "a program of one's own among the tools",
      code: at("shop.service", unit("User=shop\nExecStart=/usr/local/bin/shop serve\n")),
      proof: "User=shop",
    },
    {
      title: "a tool under another name",
      code: at("metrics.service", unit("ExecStart=/usr/local/bin/node_exporter\n")),
    },
    { title: "maintenance", code: unit("Type=oneshot\nExecStart=/srv/app/scripts/backup.sh\n") },
    {
      title: "a unit of a user",
      code: at(".config/systemd/user/app.service", unit("ExecStart=/usr/bin/node server.js\n")),
    },
    {
      title: "a unit that starts with a session",
      code: "[Service]\nExecStart=%h/app/run\n[Install]\nWantedBy=default.target\n",
    },
    { title: "a drop-in", code: at("app.service.d/env.conf", "[Service]\nExecStart=\nExecStart=/srv/a\n") },
    {
      title: "a drop-in sets it",
      code: {
        "deploy/app.service": unit("ExecStart=/srv/app/run\n"),
        "deploy/app.service.d/user.conf": "[Service]\nUser=app\n",
      },
    },
    {
      title: "the command changes the user",
      code: unit("ExecStart=/usr/sbin/runuser -u app -- node server.js\n"),
    },
    {
      title: "the server changes the user",
      code: unit("ExecStart=/srv/a/bin/gunicorn --user app --bind :80 a\n"),
    },
    { title: "a template", code: unit("User={{ app_user }}\nExecStart=/srv/app/run\n") },
    { title: "a timer", code: at("deploy/app.timer", "[Timer]\nOnCalendar=daily\n") },
  ],
  invalid: [
    {
      title: "behind a shell that sets things up",
      code: unit("ExecStart=«/bin/bash» -lc 'cd /srv/shop && exec bin/rails server -p $PORT'\n"),
      severity: "warning",
    },
    {
      title: "a runtime",
      code: unit("ExecStart=«/usr/bin/env» python -m app\n"),
      fixed: unit("User=app\nGroup=app\nExecStart=/usr/bin/env python -m app\n"),
    },
    {
      title: "a path",
      code: at("shop@.service", unit("ExecStart=-«/opt/shop/bin/server» --port %i\n")),
      fixed: at("shop@.service", unit("User=shop\nGroup=shop\nExecStart=-/opt/shop/bin/server --port %i\n")),
    },
    {
      title: "an empty user",
      code: unit("User=\nGroup=web\nExecStart=«/home/me/app/run»\n"),
      fixed: unit("User=app\nGroup=web\nExecStart=/home/me/app/run\n"),
    },
    { title: "root by number", code: unit("User=«0»\nExecStart=/srv/app/run\n"), severity: "warning" },
    {
      title: "a name that is no user",
      code: at("deploy/My App.service", unit("ExecStart=«/srv/app/run»\n")),
      fixed: null,
    },
    {
      title: "no line break at the end of the section",
      code: at("deploy/app.service", "[Service]\nType=exec\nExecStart=«/srv/app/run»"),
      fixed: at("deploy/app.service", "[Service]\nType=exec\nUser=app\nGroup=app\nExecStart=/srv/app/run"),
    },
  ],
});
