import type { SourceFile } from "../../files/source";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { opensSsh, type UfwCall, ufwCalls } from "./firewall";
import { lineAbove } from "./insert";
import { isForOthers } from "./purpose";

export const ufwOrder = defineRule({
  id: "script/ufw-order",
  on: "shell",
  severity: "error",
  title: "Open SSH before the firewall closes",
  why: "When ufw starts it keeps every port shut that no rule opens. Without a rule for SSH the server locks out the person who sets it up, and only the console of the provider helps.",
  references: [
    "https://manpages.ubuntu.com/manpages/noble/en/man8/ufw.8.html",
    "https://documentation.ubuntu.com/server/how-to/security/firewalls/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "scripts/setup-server.sh",
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\nufw default deny incoming\n«ufw --force enable»\nufw allow 80/tcp\nufw allow 443/tcp\n",
      good: "#!/usr/bin/env bash\nset -Eeuo pipefail\nufw default deny incoming\nufw allow OpenSSH\nufw --force enable\nufw allow 80/tcp\nufw allow 443/tcp\n",
    },
    {
      title: "a question that nobody answers",
      path: "scripts/setup-server.sh",
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\nufw limit OpenSSH\n«ufw enable»\n",
      good: "#!/usr/bin/env bash\nset -Eeuo pipefail\nufw limit OpenSSH\nufw --force enable\n",
    },
  ],
  *check({ file }) {
    if (!file.form.clean || isForOthers(file)) return;
    const calls = ufwCalls(file.form);
    const index = calls.findIndex(({ verb }) => verb === "enable");
    const enable = calls[index];
    if (!enable) return;
    const at = enable.command.span;
    const rule = calls.slice(0, index).find(opensSsh);
    if (!rule) {
      const later = calls.slice(index + 1).find(opensSsh);
      yield {
        at,
        // A script without any rule may be one of several.
        severity: calls.some(({ verb }) => verb === "allow" || verb === "limit") ? "error" : "warning",
        message: later
          ? "The firewall starts before SSH is opened: when the connection breaks off in between, nobody gets in again."
          : "The firewall starts, and no rule opens SSH: nobody gets in again.",
        fixes: openBefore(file, enable, later),
      };
    } else if (!enable.isForced) {
      yield {
        at,
        severity: "warning",
        message:
          "`ufw enable` asks whether it should go on: a script that nobody watches waits there for ever.",
        fixes: [
          {
            title: "Go on without asking",
            kind: "review",
            edits: [insertion(enable.at.end, " --force")],
          },
        ],
      };
    } else yield { proves: rule.command.span, message: "SSH is open before the firewall starts." };
  },
});

function openBefore(file: SourceFile<"shell">, enable: UfwCall, later: UfwCall | undefined): Fix[] {
  const { text } = file;
  const start = file.lines.lineSpan(file.lines.lineAt(enable.command.span.start)).start;
  // `sudo`, and whatever else stands before the program.
  const before = text.slice(Math.max(start, enable.command.span.start), enable.at.start);
  const moved = later && wholeLine(file, later);
  const line = moved
    ? text.slice(later.command.span.start, later.command.span.end)
    : `${before}ufw allow OpenSSH`;
  const edit = lineAbove(file, enable.command, line);
  if (!edit) return [];
  const edits: TextEdit[] = moved ? [edit, replacement(moved, "")] : [edit];
  return [
    { title: moved ? "Open SSH first" : "Open SSH before it: `ufw allow OpenSSH`", kind: "review", edits },
  ];
}

/** The line of a call that has it for itself, with its line break. */
function wholeLine({ text, lines }: SourceFile, { command: { span } }: UfwCall) {
  const line = lines.lineSpan(lines.lineAt(span.start));
  if (text.slice(line.start, line.end).trim() !== text.slice(span.start, span.end)) return undefined;
  const newline = text.indexOf("\n", line.end);
  if (newline >= 0) return { start: line.start, end: newline + 1 };
  return { start: line.start - (text[line.start - 2] === "\r" ? 2 : 1), end: line.end };
}
