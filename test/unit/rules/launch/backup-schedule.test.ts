import { launchBackupSchedule } from "../../../../src/core/rules/launch/backup-schedule";
import { testRule } from "../../../support/rule-tester";

const db =
  "services:\n  db:\n    image: postgres:17\n    restart: always\n    volumes:\n      - data:/var/lib/postgresql/data\nvolumes:\n  data:\n";
const marked = db.replace("db:", "«db»:");

testRule(launchBackupSchedule, {
  valid: [
    {
      title: "a service that does it",
      code: {
        "compose.yaml": `${db.replace("volumes:\n  data", "  saver:\n    image: prodrigestivill/postgres-backup-local:17\nvolumes:\n  data")}`,
      },
      proof: "saver",
    },
    {
      title: "a workflow",
      code: {
        "compose.yaml": db,
        ".github/workflows/nightly.yml":
          "on:\n  schedule:\n    - cron: '0 3 * * *'\njobs:\n  a:\n    steps:\n      - run: ssh host pg_dump app >x\n",
      },
      proof: "cron: '0 3",
    },
    {
      title: "a script that something starts",
      code: { "compose.yaml": db, "scripts/backup.sh": "pg_dump\n" },
    },
    {
      title: "a script of another name",
      code: { "compose.yaml": db, "tools/save.py": 'run(["pg_dump", "app"])\n' },
    },
    { title: "a crontab", code: { "compose.yaml": db, "deploy/cron/backup": "" } },
    { title: "no volume", code: { "compose.yaml": "services:\n  db:\n    image: postgres:17\n" } },
    {
      title: "no database",
      code: {
        "compose.yaml":
          "services:\n  redis:\n    image: redis:8\n    volumes: [data:/data]\nvolumes: { data: {} }\n",
      },
    },
    { title: "for development", code: { "compose.dev.yaml": db } },
    {
      title: "production has its database elsewhere",
      code: { "compose.yaml": db, "compose.prod.yaml": "services:\n  api:\n    image: a/b:1\n" },
    },
    { title: "a test database", code: { "compose.yaml": db.replaceAll("db:", "db-test:") } },
    { title: "broken", code: { "compose.yaml": `${db}  - x: [\n` } },
  ],
  invalid: [
    {
      title: "nothing",
      code: { "compose.yaml": marked },
      severity: "warning",
      message: /The data of db \(PostgreSQL\)/,
    },
    {
      title: "it may be for developers",
      code: { "compose.yaml": marked.replace("    restart: always\n", "") },
      severity: "info",
    },
    {
      title: "once, in the file for production",
      code: { "compose.yaml": db, "compose.prod.yaml": marked.replace("    restart: always\n", "") },
      severity: "warning",
    },
    {
      title: "a document alone",
      code: { "compose.yaml": marked, "docs/backup.md": "# Backups\n\nRun pg_dump.\n" },
    },
    {
      title: "with a plan",
      code: {
        "compose.yaml": marked.replace("    restart: always\n", ""),
        ".liftoff/plan.yaml": "liftoff: 1\n",
      },
      severity: "warning",
    },
  ],
});
