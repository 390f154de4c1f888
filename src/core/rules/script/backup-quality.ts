import type { ShellCommand } from "../../files/dockerfile/shell";
import { type FlowStep, flowOf } from "../../files/shell/flow";
import { optionsAfter, type ShellOptions } from "../../files/shell/options";
import type { SourceFile } from "../../files/source";
import { defineRule, type Fix, type Problem } from "../rule";
import { type Call, callOf, insideContainer } from "./commands";
import { behindSets, insertLine, lineBelow } from "./insert";
import { purposeOf } from "./purpose";
import { dumpOf } from "./steps";

export const backupQuality = defineRule({
  id: "script/backup-quality",
  on: "shell",
  severity: "warning",
  title: "Make backups that can be trusted",
  why: "A backup is worth what a restore brings back. One that nobody looks at may be empty, one beside its database goes with the disk, and those that are never deleted fill it.",
  references: [
    "https://www.postgresql.org/docs/current/backup-dump.html",
    "https://www.postgresql.org/docs/current/app-pgrestore.html",
    "https://www.cisa.gov/sites/default/files/publications/data_backup_options.pdf",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "scripts/backup.sh",
      bad: `#!/usr/bin/env bash
set -Eeuo pipefail
umask 077
target="/var/backups/shop/$(date +%F).dump"
«pg_dump --format custom shop >"$target"»
rclone copy "$target" offsite:shop
find /var/backups/shop -name '*.dump' -mtime +14 -delete
`,
      good: `#!/usr/bin/env bash
set -Eeuo pipefail
umask 077
target="/var/backups/shop/$(date +%F).dump"
pg_dump --format custom shop >"$target"
[ -s "$target" ]
rclone copy "$target" offsite:shop
find /var/backups/shop -name '*.dump' -mtime +14 -delete
`,
    },
    {
      title: "for everybody's eyes",
      path: "scripts/backup.sh",
      bad: `#!/usr/bin/env bash
set -Eeuo pipefail
«pg_dump --format custom shop >/srv/shop.dump»
pg_restore --list /srv/shop.dump >/dev/null
restic backup /srv/shop.dump
restic forget --keep-daily 30 --prune
`,
      good: `#!/usr/bin/env bash
set -Eeuo pipefail
umask 077
pg_dump --format custom shop >/srv/shop.dump
pg_restore --list /srv/shop.dump >/dev/null
restic backup /srv/shop.dump
restic forget --keep-daily 30 --prune
`,
    },
  ],
  *check({ file }) {
    const purpose = purposeOf(file);
    if (!file.form.clean || !purpose.backsUp || purpose.deploys) return;
    const steps = flowOf(file.form);
    const readers = new Map(
      steps.flatMap(({ command }) => (command.pipedFrom ? [[command.pipedFrom, command] as const] : [])),
    );
    const dump = steps.find(({ command, unit }) => !unit.isRemote && isStored(command, readers));
    const call = dump && dumpOf(dump.command);
    if (!dump || !call) return;
    let isGood = true;
    for (const problem of gapsOf(file, steps, dump, call)) {
      isGood = false;
      yield problem;
    }
    if (isGood) {
      yield {
        proves: dump.command.span,
        message: "The backup is looked at, kept from others' eyes, taken elsewhere, and goes when it is old.",
      };
    }
  },
});

/** Whether the command writes a dump to a disk of this machine; tools that look after all of this themselves write none. */
function isStored(command: ShellCommand, readers: ReadonlyMap<ShellCommand, ShellCommand>): boolean {
  const dump = dumpOf(command);
  if (
    !dump ||
    !/^(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mongodump|sqlite3)$/.test(dump.tool)
  )
    return false;
  let last = command;
  for (let i = 0; i < 6; i++) {
    const next = readers.get(last);
    if (!next) break;
    last = next;
  }
  const isWritten = [command, last].some(({ redirects }) =>
    redirects.some(
      ({ operator, target }) =>
        /^1?>>?\|?$/.test(operator) && target !== undefined && target.text !== "/dev/null",
    ),
  );
  return (
    isWritten ||
    last.words.some(({ text }) => text === "tee") ||
    dump.args.some((arg) =>
      /^(?:-f|--file|--result-file|-r|--archive|-o|--out|-D|--pgdata)(?:=|$)|^-f.|^\.backup/.test(arg),
    )
  );
}

function* gapsOf(
  file: SourceFile<"shell">,
  steps: readonly FlowStep[],
  dump: FlowStep,
  { tool }: Call,
): Iterable<Problem> {
  const at = dump.command.span;
  const calls = steps.map(({ command }) => ({ call: insideContainer(callOf(command)), command }));
  const has = (test: (call: Call, command: ShellCommand) => boolean) =>
    calls.some(({ call, command }) => test(call, command));
  if (!has(looksAtIt)) {
    // Where a failed dump ends the script, no empty file is left; one that cannot be restored is.
    const risk = stopsWithDump(dump)
      ? "whether it can be restored turns out when it has to be"
      : "an empty file counts as a backup";
    yield { at, message: `Nothing looks at what \`${tool}\` wrote: ${risk}.`, fixes: checkFix(file, dump) };
  }
  if (!has(keepsPrivate)) {
    const title = "Write files that only this user can read";
    const edit = insertLine(file, behindSets(file), "umask 077");
    yield {
      at,
      severity: "info",
      message: "Every user of the server can read the dump.",
      fixes: [{ title, kind: "review", edits: [edit] }],
    };
  }
  if (!has(goesElsewhere)) {
    yield {
      at,
      severity: "info",
      message: "The backup stays on this machine, and is lost together with it.",
    };
  }
  if (!has(deletesOld)) {
    yield { at, severity: "info", message: "Nothing deletes old backups: one day they fill the disk." };
  }
}

/** Whether the text around the dump ends when it fails, in front of a pipe too. */
function stopsWithDump({ unit }: FlowStep): boolean {
  const { errexit, pipefail } = unit.commands.reduce<ShellOptions>((before, command) => {
    const after = optionsAfter(before, command);
    return {
      errexit: before.errexit || after.errexit,
      nounset: before.nounset || after.nounset,
      pipefail: before.pipefail || after.pipefail,
    };
  }, unit.options);
  return errexit && pipefail;
}

function looksAtIt({ tool, args }: Call, command: ShellCommand): boolean {
  // Sizes, but not how many arguments there are.
  if (/^(?:\[|\[\[|test)$/.test(tool))
    return args.some((arg) => /^-(?:s|lt|gt|le|ge)$/.test(arg)) && !args.includes("$#");
  if (/^(?:gzip|gunzip|zstd|xz|bzip2|pigz)$/.test(tool))
    return args.some((arg) => /^-\w*t|^--test$/.test(arg));
  if (/^(?:stat|wc|du|sha256sum|sha1sum|md5sum|b2sum|zcat|gzcat|zgrep|pg_verifybackup)$/.test(tool))
    return true;
  if (tool === "pg_restore") return true;
  if (tool === "tar") return args.some((arg) => /^-?\w*t/.test(arg) || arg === "--list");
  if (tool === "restic" || tool === "borg") return args.includes("check");
  if (/^(?:tail|grep)$/.test(tool)) return args.some((arg) => /dump complete|Dump completed/i.test(arg));
  if (tool === "sqlite3") return args.some((arg) => /integrity_check/i.test(arg));
  return /verify|check[-_]?(?:backup|dump)|restore[-_]?test/i.test(tool) || command.name === "((";
}

function keepsPrivate({ tool, args }: Call): boolean {
  if (tool === "umask") return /^0?[0-7]?[0-7]7$/.test(args[0] ?? "") || /^u=/.test(args[0] ?? "");
  if (tool === "chmod")
    return args.some((arg) => /^0?[4-7]00$|^(?:go|og)-|^(?:go|o)=$|^u=\w+,go=$/.test(arg));
  if (tool === "install" || tool === "mkdir")
    return args.some((arg) => /^0?700$|^-m0?700$|^--mode=0?700$/.test(arg));
  return /^(?:gpg|gpg2|age)$/.test(tool) || (tool === "openssl" && args[0] === "enc");
}

function goesElsewhere({ tool, args }: Call): boolean {
  switch (tool) {
    case "aws":
    case "s5cmd":
      return args.includes("s3") || args.includes("s3api") || tool === "s5cmd";
    case "rsync":
      return args.some((arg) => /^[^/\s-][^/\s]*:|^\$.*:|^rsync:/.test(arg));
    case "curl":
      return args.some((arg) => /^(?:-T|--upload-file|-F|--form|--data-binary)$/.test(arg));
    case "rclone":
    case "scp":
    case "sftp":
    case "lftp":
    case "s3cmd":
    case "gsutil":
    case "gcloud":
    case "az":
    case "azcopy":
    case "b2":
    case "mc":
    case "mcli":
    case "restic":
    case "borg":
    case "kopia":
    case "duplicity":
    case "rdiff-backup":
    case "swift":
    case "doctl":
    case "ssh":
      return true;
    default:
      return /upload|offsite|remote|s3/i.test(tool);
  }
}

function deletesOld({ tool, args }: Call, command: ShellCommand): boolean {
  if (tool === "find") return args.some((arg) => arg === "-delete" || arg === "rm");
  if (tool === "xargs") return args.some((arg) => /(?:^|\/)rm$/.test(arg));
  if (tool === "rm")
    return (
      args.some((arg) => /\*|\$/.test(arg)) &&
      command.isSubstitution === false &&
      !/partial|tmp|temp/i.test(args.join(" "))
    );
  if (/^(?:tmpreaper|tmpwatch|logrotate|rotate-backups)$/.test(tool)) return true;
  if (tool === "restic") return args.includes("forget");
  if (tool === "borg" || tool === "kopia") return args.includes("prune") || args.includes("expire");
  if (tool === "rclone") return args.includes("delete") || args.includes("sync");
  return /prune|rotate|clean[-_]?up|retention|expire|delete[-_]?old/i.test(tool);
}

/** A line that fails when the file is empty; only where the name of the file is written as one word. */
function checkFix(file: SourceFile<"shell">, { command, unit }: FlowStep): Fix[] {
  const target = command.redirects.find(({ operator }) => /^1?>\|?$/.test(operator))?.target;
  const isPiped = unit.commands.some(({ pipedFrom }) => pipedFrom === command);
  if (!target || isPiped || unit !== file.form.main || /[`(]/.test(target.raw)) return [];
  const edit = lineBelow(file, command, `[ -s ${target.raw} ]`);
  return edit ? [{ title: "Fail when the dump is empty", kind: "review", edits: [edit] }] : [];
}
