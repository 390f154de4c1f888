import type { ShellCommand } from "../../files/dockerfile/shell";
import { flowOf } from "../../files/shell/flow";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { type Call, callOf } from "./commands";
import { purposeOf, writesSshd } from "./purpose";

export const serverHardeningGap = defineRule({
  id: "script/server-hardening-gap",
  on: "shell",
  severity: "info",
  title: "Leave nothing out when a server is set up",
  why: "A new address on the internet is tried within minutes: passwords for root, old packages, open ports. What the setup does not close stays open on every server that comes after.",
  references: [
    "https://documentation.ubuntu.com/server/explanation/intro-to/security/",
    "https://www.debian.org/doc/manuals/securing-debian-manual/",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      path: "scripts/setup-server.sh",
      bad: `«#!/usr/bin/env bash»
set -Eeuo pipefail
apt-get update
apt-get install --yes ufw
adduser --disabled-password --gecos "" deploy
ufw allow OpenSSH
ufw allow 80,443/tcp
ufw --force enable
`,
      good: `#!/usr/bin/env bash
set -Eeuo pipefail
apt-get update
apt-get install --yes fail2ban ufw unattended-upgrades
adduser --disabled-password --gecos "" deploy
cat >/etc/ssh/sshd_config.d/60-hardening.conf <<CONF
PermitRootLogin no
PasswordAuthentication no
CONF
sshd -t
systemctl reload ssh
ufw allow OpenSSH
ufw allow 80,443/tcp
ufw --force enable
`,
      fix: null,
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || !purposeOf(file).provisions) return;
    const steps = flowOf(file.form).map(({ command }) => ({ command, call: callOf(command) }));
    const touches = steps.some(({ command, call }) => call.tool === "ufw" || writesSshd(command));
    if (!touches || isOwnedElsewhere(file, project)) return;
    const missing = measures.filter(
      ({ test }) => !steps.some(({ command, call }) => test(call, command, file)),
    );
    const at = file.form.shebang?.at ?? steps[0]?.command.span;
    if (!at) return;
    if (missing.length === 0)
      yield { proves: at, message: "The setup closes what a new server leaves open." };
    else {
      yield { at, message: `The setup leaves out ${listed(missing.map(({ what }) => what))}.` };
    }
  },
});

interface Measure {
  /** As a sentence goes on. */
  readonly what: string;
  /** Whether a command takes the measure. */
  readonly test: (call: Call, command: ShellCommand, file: SourceFile) => boolean;
}

const installs = (name: RegExp) => (call: Call) => {
  const isInstall =
    /^(?:apt|apt-get|aptitude|dnf|yum|apk|zypper)$/.test(call.tool) &&
    call.args.some((arg) => /^(?:install|add)$/.test(arg));
  return isInstall && call.args.some((arg) => name.test(arg));
};

const installsUpdates = installs(/^(?:unattended-upgrades|dnf-automatic|yum-cron)$/);
const installsBans = installs(/^(?:fail2ban|crowdsec|sshguard|denyhosts)$/);

const measures: readonly Measure[] = [
  { what: "a user who is not root", test: ({ tool }) => /^(?:adduser|useradd|newusers)$/.test(tool) },
  {
    what: "`PasswordAuthentication no`",
    test: (_call, command) => says(command, /PasswordAuthentication[\s=]{1,5}no\b/i),
  },
  {
    what: "`PermitRootLogin no`",
    test: (_call, command) =>
      says(command, /PermitRootLogin[\s=]{1,5}(?:no|prohibit-password|without-password)\b/i),
  },
  {
    what: "`sshd -t` before SSH is reloaded",
    // What never touches the server's settings has nothing to try.
    test: (call, command, { text }) =>
      (call.tool === "sshd" && call.args.some((arg) => /^-\w*[tT]/.test(arg))) ||
      /sshd\s+-\w*[tT]/.test(command.words.map(({ text: word }) => word).join(" ")) ||
      !/sshd_config/.test(text),
  },
  {
    what: "fail2ban",
    test: (call) =>
      installsBans(call) ||
      /^(?:fail2ban-client|cscli)$/.test(call.tool) ||
      call.args.some((arg) => /^fail2ban(?:\.service)?$/.test(arg)) ||
      (call.tool === "ufw" && call.args.includes("limit")),
  },
  {
    what: "updates that install themselves",
    test: (call, command) =>
      installsUpdates(call) || says(command, /unattended-upgrades?|Unattended-Upgrade/),
  },
  {
    what: "rules for ports 80 and 443",
    test: (call) =>
      call.tool !== "ufw"
        ? false
        : call.args.some((arg) =>
            /(?:^|[,:])443(?:[,:/]|$)|^https$|^WWW|^Nginx|^Apache|^Caddy|\$/i.test(arg),
          ),
  },
];

/** Whether a command has the words, or writes them into a file. */
function says({ words, redirects }: ShellCommand, pattern: RegExp): boolean {
  return (
    words.some(({ text }) => pattern.test(text)) ||
    redirects.some(({ heredoc }) => heredoc !== undefined && pattern.test(heredoc.text.text))
  );
}

/** Whether other tools set servers up here, or the script leaves part of the work to another one. */
function isOwnedElsewhere(file: SourceFile, project: ProjectView): boolean {
  return project
    .paths()
    .some(
      (path) =>
        path !== file.path &&
        (/(?:^|\/)(?:ansible|playbooks?|roles)\/|ansible\.cfg$|(?:^|\/)cloud[-_]?(?:init|config)|(?:^|\/)user-data(?:\.|$)/i.test(
          path,
        ) ||
          /(?:^|\/)(?:harden\w*|ssh|sshd|firewall|fail2ban|users?|swap)[\w-]*\.sh$/i.test(path)),
    );
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
