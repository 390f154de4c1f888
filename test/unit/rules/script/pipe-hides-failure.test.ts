import { pipeHidesFailure } from "../../../../src/core/rules/script/pipe-hides-failure";
import { testRule } from "../../../support/rule-tester";

const bash = (text: string) => ({ "scripts/backup.sh": `#!/bin/bash\n${text}` });

testRule(pipeHidesFailure, {
  valid: [
    { title: "strict mode", code: bash("set -Eeuo pipefail\npg_dump a | gzip > b\n"), proof: "pg_dump a" },
    { title: "by the first line", code: { "b.sh": "#!/bin/bash -euo pipefail\npg_dump a | gzip > b\n" } },
    { title: "set further down", code: bash("go() {\n  pg_dump a | gzip > b\n}\nset -o pipefail\ngo\n") },
    { title: "the results are looked at", code: bash("pg_dump a | gzip > b\n[ ${PIPESTATUS[0]} -eq 0 ]\n") },
    { title: "no pipe", code: bash("pg_dump -Fc a > b\ngzip b\n") },
    { title: "a restore", code: bash("gunzip -c b | psql a\n") },
    { title: "other pipes", code: bash("docker ps | grep db\ncurl -fsS x | jq .\n") },
    { title: "only its version", code: bash("pg_dump --version | head -1\n") },
    { title: "in a comment", code: bash("# pg_dump a | gzip > b\n") },
    { title: "in a text", code: bash("echo 'pg_dump a | gzip > b'\ncat <<E\npg_dump a | gzip\nE\n") },
  ],
  invalid: [
    {
      title: "no options at all",
      code: bash("# Backup\n«mysqldump --all-databases» | gzip > b\n"),
      fixed: bash("# Backup\nset -o pipefail\nmysqldump --all-databases | gzip > b\n"),
    },
    {
      title: "in a container, to a bucket",
      code: bash('set -eu\n«docker compose exec -T db pg_dump -U "$U" a» | gzip | aws s3 cp - s3://b/c\n'),
      fixed: bash(
        'set -euo pipefail\ndocker compose exec -T db pg_dump -U "$U" a | gzip | aws s3 cp - s3://b/c\n',
      ),
      message: /`pg_dump` fails, `gzip`/,
    },
    {
      title: "options by name stand together",
      code: bash("# Backup\nset -o errexit\nset -o nounset\n\n«pg_dump a» | gzip > b\n"),
      fixed: bash("# Backup\nset -o errexit\nset -o nounset\nset -o pipefail\n\npg_dump a | gzip > b\n"),
    },
    {
      title: "a shell of its own does not get the option",
      code: bash("set -euo pipefail\ndocker exec db bash -c '«pg_dump a» | gzip > /b'\n"),
      fixed: bash("set -euo pipefail\ndocker exec db bash -c 'set -o pipefail; pg_dump a | gzip > /b'\n"),
    },
    {
      title: "a plain shell in there",
      code: bash('docker exec db sh -c "«pg_dump a» | gzip > /b"\n'),
      fixed: null,
    },
    {
      title: "a plain shell",
      code: { "backup.sh": "#!/bin/sh\nset -eu\n«pg_dump a» | gzip > b\n" },
      fixed: null,
    },
    {
      title: "on a server",
      code: bash('set -euo pipefail\nssh db "«pg_dumpall» | gzip > b"\n'),
      fixed: null,
    },
    { title: "as another user", code: bash("«sudo -u postgres pg_dump a» | gzip > b\n") },
    { title: "continued", code: bash("«pg_dump \\\n  a» \\\n  | gzip > b\n"), count: 1 },
  ],
});
