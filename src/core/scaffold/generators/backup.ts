import type { Generator, GeneratorInput } from "../generator";
import { folderQuestion } from "../questions";
import { dumpOf, hasDump, restoreText } from "./backup-dumps";

export const backup: Generator = {
  id: "backup",
  title: "Backup script with a timer",
  summary: "Dumps the database every night, checks the dump, keeps two weeks, and can rehearse a restore.",
  refuses: ({ stack }) => {
    if (!stack.database) return "No database was found that could be backed up.";
    return hasDump(stack) ? undefined : "Backups can be generated for PostgreSQL, MySQL and MariaDB only.";
  },
  questions: ({ stack }) => [folderQuestion(stack)],
  files: (input) => [
    { path: "scripts/backup.sh", text: backupText(input), executable: true },
    { path: "scripts/restore-test.sh", text: restoreText(input), executable: true },
    { path: `deploy/${input.stack.name}-backup.service`, text: unitText(input) },
    { path: `deploy/${input.stack.name}-backup.timer`, text: timerText(input) },
  ],
};

function backupText({ stack, answers }: GeneratorInput): string {
  const folder = answers.folder ?? `/srv/${stack.name}`;
  const { dump, check } = dumpOf(stack);
  return `#!/usr/bin/env bash
# Backs the database up: scripts/backup.sh [label]
# A dump counts when it is whole and can be read; until then it has another name.
set -Eeuo pipefail
umask 077

app_dir="\${APP_DIR:-${folder}}"
backup_dir="\${BACKUP_DIR:-/var/backups/${stack.name}}"
keep_days="\${KEEP_DAYS:-14}"
# A place on another machine, as rclone names it: without one, a broken disk takes the backups along.
remote="\${BACKUP_REMOTE:-}"
label="\${1:-nightly}"

cd "$app_dir"
COMPOSE=(docker compose -f compose.prod.yaml --env-file .env.production --env-file .env.release)
mkdir -p "$backup_dir"
target="$backup_dir/$label-$(date -u +%Y%m%dT%H%M%SZ).dump"
partial="$target.partial"
trap 'rm -f "$partial"' EXIT

${dump} >"$partial"
[[ -s "$partial" ]] || {
  echo "The dump is empty." >&2
  exit 1
}
${check}
mv "$partial" "$target"

if [[ -n "$remote" ]]; then
  rclone copy "$target" "$remote"
fi
find "$backup_dir" -name '*.dump' -mtime "+$keep_days" -delete
echo "$target"
`;
}

function unitText({ stack, answers }: GeneratorInput): string {
  const folder = answers.folder ?? `/srv/${stack.name}`;
  return `[Unit]
Description=${stack.name}: backup of the database
After=docker.service
Requires=docker.service

[Service]
Type=oneshot
ExecStart=${folder}/scripts/backup.sh nightly
`;
}

function timerText({ stack }: GeneratorInput): string {
  return `[Unit]
Description=${stack.name}: backup every night

[Timer]
OnCalendar=*-*-* 03:17:00
RandomizedDelaySec=15m
Persistent=true

[Install]
WantedBy=timers.target
`;
}
