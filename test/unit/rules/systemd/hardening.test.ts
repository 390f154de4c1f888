import { systemdHardening } from "../../../../src/core/rules/systemd/hardening";
import { testRule } from "../../../support/rule-tester";

const service = (lines: string) => `[Service]\nUser=app\nExecStart=/srv/app/run\n${lines}`;
const enough =
  "NoNewPrivileges=yes\nPrivateTmp=yes\nPrivateDevices=yes\nProtectSystem=full\nProtectHome=read-only\nProtectKernelTunables=yes\nProtectKernelModules=yes\nLockPersonality=yes\n";

testRule(systemdHardening, {
  valid: [
    { title: "enough of it", code: service(enough), proof: "NoNewPrivileges=yes" },
    {
      title: "a dynamic user brings five",
      code: service("DynamicUser=yes\nPrivateDevices=yes\nProtectClock=yes\nCapabilityBoundingSet=\n"),
      proof: "DynamicUser",
    },
    { title: "a service of the system", code: "[Service]\nExecStart=/usr/sbin/cron -f\n" },
    { title: "docker", code: "[Service]\nExecStart=/usr/bin/docker compose up\n" },
    { title: "development", code: { "docker/dev/app.service": service("") } },
  ],
  invalid: [
    {
      title: "switched off",
      code: `[Service]\nUser=app\nExecStart=«/srv/app/run»\n${enough.replaceAll(/=\S+/g, "=no")}`,
    },
    {
      title: "what lives in a home, as root",
      code: "[Service]\nExecStart=«/home/me/app/run»\n",
      severity: "hint",
      fixed: `[Service]
ExecStart=/home/me/app/run
NoNewPrivileges=true
PrivateTmp=true
PrivateDevices=true
ProtectSystem=strict
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectClock=true
ProtectHostname=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
`,
    },
    {
      title: "a variable that names a home",
      code: "[Service]\nExecStart=«/srv/app/run»\nEnvironment=LANG=C HOME=/home/me\n",
      severity: "hint",
      fixed: `[Service]
ExecStart=/srv/app/run
Environment=LANG=C HOME=/home/me
NoNewPrivileges=true
PrivateTmp=true
PrivateDevices=true
ProtectSystem=strict
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectClock=true
ProtectHostname=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
`,
    },
  ],
});
