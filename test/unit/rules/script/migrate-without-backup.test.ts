import { migrateWithoutBackup } from "../../../../src/core/rules/script/migrate-without-backup";
import { testRule } from "../../../support/rule-tester";

const deploy = (text: string, others: Record<string, string> = {}) => ({
  ...others,
  "scripts/deploy.sh": `#!/bin/bash\nset -euo pipefail\n${text}`,
});

testRule(migrateWithoutBackup, {
  valid: [
    { title: "a dump before it", code: deploy("pg_dump app > a\nalembic upgrade head\n"), proof: "pg_dump" },
    {
      title: "a script before it",
      code: deploy("./backup.sh pre-deploy\nnpx prisma migrate deploy\n"),
      proof: "backup.sh",
    },
    {
      title: "a function that is written below",
      code: deploy(
        'main() {\n  save\n  migrate_all\n}\nmigrate_all() {\n  python manage.py migrate\n}\nsave() {\n  docker compose exec -T db pg_dump a > b\n}\nmain "$@"\n',
      ),
      proof: "pg_dump",
    },
    {
      title: "a snapshot",
      code: deploy("aws rds create-db-snapshot --db-instance-identifier a\nalembic upgrade head\n"),
    },
    {
      title: "a database that can be taken back",
      code: deploy("# RDS keeps every moment (PITR)\nalembic upgrade head\n"),
    },
    { title: "a look only", code: deploy("alembic upgrade head --sql\npython manage.py migrate --plan\n") },
    { title: "an entry point", code: { "docker/entrypoint.sh": 'python manage.py migrate\nexec "$@"\n' } },
    { title: "a test", code: { "scripts/test-migrations.sh": "alembic upgrade head\n" } },
    { title: "other commands", code: deploy("alembic current\nnpm run build\nprisma migrate status\n") },
  ],
  invalid: [
    { title: "no script to run", code: deploy("«alembic upgrade head»\n"), fixed: null, severity: "warning" },
    { title: "the backup comes too late", code: deploy("«npx prisma migrate deploy»\npg_dump a > b\n") },
    { title: "Rails", code: deploy("«bundle exec rails db:migrate»\n"), message: /rails db:migrate/ },
    { title: "knex", code: deploy("«npx knex migrate:latest»\n") },
    {
      title: "Django in a container",
      code: deploy("«docker compose exec -T web python manage.py migrate --noinput»\n"),
    },
    { title: "a script of the package", code: deploy("«docker compose run --rm web npm run db:migrate»\n") },
    {
      title: "with a script, indented",
      code: deploy("if true; then\n  «alembic upgrade head»\nfi\n", { "ops/backup.sh": "" }),
      fixed: deploy("if true; then\n  ./ops/backup.sh before-migration\n  alembic upgrade head\nfi\n", {
        "ops/backup.sh": "",
      }),
    },
    {
      title: "on the server",
      code: deploy("ssh host 'cd /srv && «alembic upgrade head»'\n", { "backup.sh": "" }),
      fixed: null,
    },
    { title: "a text about backups", code: deploy('echo "Make a backup first"\n«alembic upgrade head»\n') },
  ],
});
