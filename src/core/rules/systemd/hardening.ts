import { type Measure, measures } from "../../data/service-hardening";
import type { SourceFile } from "../../files/source";
import { lastOf, type SystemdForm, sectionsOf } from "../../files/systemd/form";
import { insertion } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { type AppService, appServiceOf, linesAt } from "./app";
import { takenBy } from "./measures";

/** A service with as many of the measures is looked after. */
const ENOUGH = 8;

export const systemdHardening = defineRule({
  id: "systemd/hardening",
  on: "systemd",
  severity: "hint",
  title: "Take from the service what it does not need",
  why: "A service may by default read every home folder, write to most of the system and load kernel modules when it runs as root. A few lines in the unit keep a hole in the application from becoming a hole in the server.",
  references: [
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Sandboxing",
    "https://www.freedesktop.org/software/systemd/man/latest/systemd-analyze.html#systemd-analyze%20security%20%5BUNIT...%5D",
  ],
  equivalents: [],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "[Service]\nUser=shop\nWorkingDirectory=/srv/shop\nExecStart=«/usr/bin/node» server.js\nNoNewPrivileges=true\n",
      good: `[Service]
User=shop
WorkingDirectory=/srv/shop
ExecStart=/usr/bin/node server.js
NoNewPrivileges=true
PrivateTmp=true
PrivateDevices=true
ProtectSystem=strict
ProtectHome=true
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
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service
`,
    },
  ],
  *check({ file }) {
    const app = appServiceOf(file);
    if (!app) return;
    const taken = takenBy(app.form);
    const [first] = taken;
    const count = `${taken.length} of ${measures.length}`;
    if (taken.length >= ENOUGH && first) {
      const entry = lastOf(app.form, "Service", first.key) ?? lastOf(app.form, "Service", "DynamicUser");
      if (entry) yield { proves: entry.at, message: `The unit takes ${count} protective measures.` };
      return;
    }
    yield {
      at: app.at,
      message: `The unit takes ${count} protective measures: \`systemd-analyze security\` shows what it may do.`,
      fixes: fixesFor(file, app, taken),
    };
  },
});

function fixesFor(file: SourceFile<"systemd">, app: AppService, taken: readonly Measure[]): Fix[] {
  const entries = sectionsOf(app.form, "Service").at(-1)?.entries;
  const last = entries?.at(-1);
  const wanted = measures.filter((measure) => !taken.includes(measure) && suits(measure, app));
  const missing = wanted.filter(({ key }) => lastOf(app.form, "Service", key) === undefined);
  if (!last || taken.length + missing.length < ENOUGH) return [];
  const lines = missing.map(({ key, value }) => `${key}=${value}`);
  return [
    {
      title: `Add ${missing.length} measures: what the application writes goes into ReadWritePaths=`,
      kind: "review",
      edits: [insertion(last.next, linesAt(file, last.next, lines))],
    },
  ];
}

/** Whether the measure leaves the service what it is known to use. */
function suits({ key }: Measure, { form }: AppService): boolean {
  if (key === "ProtectHome") return !usesHome(form);
  // Without the rights of root, or with some of them given on purpose, the empty set would stop the service.
  if (key === "CapabilityBoundingSet") {
    const user = lastOf(form, "Service", "User")?.text ?? "";
    return user !== "" && user !== "root" && !lastOf(form, "Service", "AmbientCapabilities")?.text;
  }
  return true;
}

/** Whether any line of the service names a home: its folder, its commands, `HOME` itself. */
function usesHome(form: SystemdForm): boolean {
  return sectionsOf(form, "Service")
    .flatMap(({ entries }) => entries)
    .some(({ text }) => /(?:^|[\s=:"'-])(?:~|%h|\/home\/|\/root\/)/.test(text));
}
