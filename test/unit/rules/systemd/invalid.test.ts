import { systemdInvalid } from "../../../../src/core/rules/systemd/invalid";
import { testRule } from "../../../support/rule-tester";

const service = (lines: string) => `[Service]\nExecStart=/srv/app/run\n${lines}`;
const at = (path: string, text: string) => ({ [path]: text });

testRule(systemdInvalid, {
  valid: [
    {
      title: "what systemd knows",
      code: service("Restart=always\nRestartSec=1.5\nTimeoutStopSec=1min 30s\n"),
      proof: "Service",
    },
    { title: "keys for others", code: service("X-Restart-Triggers=a\n[X-Other]\nAny=thing\n") },
    { title: "a drop-in without a command", code: at("app.service.d/a.conf", "[Service]\nUser=app\n") },
    {
      title: "a drop-in that replaces",
      code: at("app.service.d/a.conf", "[Service]\nExecStart=\nExecStart=/a\n"),
    },
    {
      title: "a key that the section used to have",
      code: service("StartLimitInterval=0\nStartLimitBurst=5\n"),
    },
    {
      title: "keys of later releases",
      code: service("RestartMode=direct\nRestartSteps=3\nPrivatePIDs=yes\n"),
    },
    {
      title: "several commands",
      code: "[Service]\nType=oneshot\nExecStart=/a\nExecStart=/b\nRestart=on-failure\n",
    },
    { title: "a command that replaces another", code: service("ExecStart=\nExecStart=/b\n") },
    { title: "only a stop", code: "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStop=/a\n" },
    {
      title: "a program by its name",
      code: "[Service]\nExecStart=node server.js\nExecReload=-kill -HUP $MAINPID\n",
    },
    { title: "specifiers", code: service("WorkingDirectory=%h/app\nRestartSec=%i\n") },
    { title: "a home", code: service("WorkingDirectory=~\n") },
    { title: "a working directory that may be missing", code: service("WorkingDirectory=-/srv/app\n") },
    {
      title: "switches of all spellings",
      code: service("NoNewPrivileges=TRUE\nPrivateDevices=1\nProtectHome=tmpfs\nProtectSystem=Yes\n"),
    },
    {
      title: "a timer",
      code: at(
        "a.timer",
        "[Timer]\nOnCalendar=*-*-* 03:17:00\nPersistent=true\n[Install]\nWantedBy=timers.target\n",
      ),
    },
    { title: "a socket", code: at("a.socket", "[Socket]\nListenStream=8080\nAccept=no\n") },
    { title: "a template", code: "[Unit]\nDescription={{ name }}\n[Service]\nUser={{ user }}\n" },
    { title: "an empty file", code: at("a.service", "# later\n") },
    { title: "variables in quotes", code: service('Environment="A=b c" D=e\nEnvironment=F=%h\n') },
    {
      title: "days",
      code: at("a.timer", "[Timer]\nOnCalendar=Mon..Fri 08:00\nOnCalendar=weekly\nOnCalendar=Sat,Sun\n"),
    },
    { title: "placeholders", code: service("Restart=__RESTART__\nWorkingDirectory=@prefix@/app\n") },
  ],
  invalid: [
    {
      title: "a section in lower case",
      code: "[«service»]\nExecStart=/a\n",
      fixed: "[Service]\nExecStart=/a\n",
    },
    {
      title: "a slip in a section",
      code: `${service("")}[«Instal»]\nWantedBy=multi-user.target\n`,
      fixed: `${service("")}[Install]\nWantedBy=multi-user.target\n`,
    },
    {
      title: "a section of another unit",
      code: service("[«Timer»]\nOnCalendar=daily\n"),
      fixed: null,
      message: /a service has no \[Timer\]/,
    },
    { title: "a section that nobody knows", code: service("[«Logging»]\nLevel=info\n"), fixed: null },
    {
      title: "a slip in a key",
      code: service("«NoNewPrivilages»=true\n"),
      fixed: service("NoNewPrivileges=true\n"),
      severity: "error",
    },
    { title: "a key in lower case", code: service("«restart»=always\n"), fixed: service("Restart=always\n") },
    {
      title: "a key that resembles nothing",
      code: service("«Healthcheck»=/a\n"),
      severity: "warning",
      fixed: null,
    },
    {
      title: "a key of the unit, with a line break to come",
      code: `[Unit]\n[Service]\nExecStart=/a\n«After»=network.target\n`,
      severity: "warning",
      fixed: "[Unit]\nAfter=network.target\n[Service]\nExecStart=/a\n",
    },
    { title: "no section to move it to", code: service("«WantedBy»=multi-user.target\n"), fixed: null },
    {
      title: "a switch that is none",
      code: service("NoNewPrivileges=«maybe»\n"),
      fixed: null,
      message: /takes yes or no/,
    },
    { title: "a time that is none", code: service("RestartSec=«3x»\n"), message: /a time such as/ },
    { title: "a type in upper case", code: service("Type=«Simple»\n"), fixed: service("Type=simple\n") },
    { title: "a relative folder", code: service("WorkingDirectory=«app»\n"), message: /does not start/ },
    { title: "a relative program", code: "[Service]\nExecStart=«./run.sh» --now\n", fixed: null },
    { title: "no command", code: "[Unit]\nDescription=x\n[«Service»]\nUser=app\n" },
    { title: "no service", code: "[«Unit»]\nDescription=x\n" },
    {
      title: "a variable without quotes",
      code: service("Environment=PORT=80 NAME=My «shop» HOST=a\n"),
      fixed: service('Environment=PORT=80 "NAME=My shop" HOST=a\n'),
      severity: "error",
    },
    { title: "no number of that kind", code: service("Nice=«50»\nOOMScoreAdjust=«-5000»\n") },
    {
      title: "a day that is none",
      code: at("a.timer", "[Timer]\nOnCalendar=«dayly»\n"),
      fixed: at("a.timer", "[Timer]\nOnCalendar=daily\n"),
    },
    { title: "two commands", code: service("«ExecStart»=/b\n") },
    {
      title: "a task that always starts again",
      code: service("Type=oneshot\nRestart=«always»\n"),
      fixed: service("Type=oneshot\nRestart=on-failure\n"),
    },
    { title: "a bus without a name", code: service("«Type=dbus»\n") },
    { title: "a timer without a time", code: at("a.timer", "[«Timer»]\nPersistent=true\n") },
    { title: "a socket without an address", code: at("a.socket", "[«Socket»]\nAccept=no\n") },
    {
      title: "in a drop-in",
      code: at("app.service.d/a.conf", "[Service]\nKillMode=«proc»\n"),
      severity: "error",
    },
  ],
});
