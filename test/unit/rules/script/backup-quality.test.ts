import { backupQuality } from "../../../../src/core/rules/script/backup-quality";
import { testRule } from "../../../support/rule-tester";

const head = "#!/bin/bash\nset -euo pipefail\n";
const backup = (text: string) => ({ "scripts/backup.sh": head + text });
const good = "umask 077\n";
const rest = 'rclone copy "$f" off:\nfind /b -mtime +7 -delete\n';

testRule(backupQuality, {
  valid: [
    {
      title: "all of it",
      code: backup(`${good}pg_dump -Fc a > "$f"\n[[ -s "$f" ]]\n${rest}`),
      proof: "pg_dump",
    },
    { title: "a pipe that is tested", code: backup(`${good}pg_dump a | gzip > "$f"\ngzip -t "$f"\n${rest}`) },
    { title: "straight to a bucket", code: backup("pg_dump a | gzip | aws s3 cp - s3://b/a.gz\n") },
    {
      title: "a tool that does it all",
      code: backup("restic backup /srv\nrestic forget --keep-daily 7 --prune\n"),
    },
    {
      title: "other words for the same",
      code: backup(
        'mkdir -p -m 700 /b\nmysqldump a --result-file="$f"\nsize=$(stat -c %s "$f")\naws s3 cp "$f" s3://b/\nls -t /b | tail -n +8 | xargs rm -f\n',
      ),
    },
    {
      title: "before a deployment",
      code: { "scripts/deploy.sh": "pg_dump a > b\ngit pull\ndocker compose up -d\n" },
    },
    { title: "a restore", code: { "scripts/restore.sh": "pg_restore -d a b\n" } },
    { title: "a dump for developers", code: { "scripts/dev-dump.sh": "pg_dump a > b\n" } },
  ],
  invalid: [
    {
      title: "nothing but a dump",
      code: backup("pg_dump a > /b/a.sql\n"),
      count: 4,
      severity: "warning",
    },
    {
      title: "not looked at, in a pipe",
      code: backup(`${good}«docker compose exec -T db pg_dump a» | gzip > "$f"\n${rest}`),
      fixed: null,
      severity: "warning",
    },
    {
      title: "readable",
      code: backup(`«pg_dump -Fc a -f "$f"»\n[ -s "$f" ]\n${rest}`),
      severity: "info",
      fixed: backup(`umask 077\npg_dump -Fc a -f "$f"\n[ -s "$f" ]\n${rest}`),
    },
    {
      title: "behind all options that stand on top",
      code: {
        "backup.sh": `#!/bin/bash\nset -o errexit # stop\nset -o pipefail\n\ndir="$(dirname "$0")"\n«pg_dump -Fc a -f "$f"»\n[ -s "$f" ]\n${rest}`,
      },
      severity: "info",
      fixed: {
        "backup.sh": `#!/bin/bash\nset -o errexit # stop\nset -o pipefail\numask 077\n\ndir="$(dirname "$0")"\npg_dump -Fc a -f "$f"\n[ -s "$f" ]\n${rest}`,
      },
    },
    {
      title: "on this machine only",
      code: backup(`${good}«pg_dump -Fc a > "$f"»\n[ -s "$f" ]\nfind /b -mtime +7 -delete\n`),
      severity: "info",
      fixed: null,
    },
    {
      title: "for ever",
      code: backup(`${good}«pg_dump -Fc a > "$f"»\n[ -s "$f" ]\nscp "$f" host:/b/\n`),
      severity: "info",
      message: /fill the disk/,
    },
  ],
});
