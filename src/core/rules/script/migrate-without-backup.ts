import { type FlowStep, flowOf } from "../../files/shell/flow";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { callOf } from "./commands";
import { lineAbove } from "./insert";
import { purposeOf } from "./purpose";
import { dumpOf, migrationOf } from "./steps";

export const migrateWithoutBackup = defineRule({
  id: "script/migrate-without-backup",
  on: "shell",
  severity: "warning",
  title: "Back the database up before a migration",
  why: "A migration that drops or rewrites the wrong thing cannot be taken back by going back to the old code. The nightly backup is up to a day old, the one of a minute ago is not.",
  references: [
    "https://www.postgresql.org/docs/current/backup-dump.html",
    "https://alembic.sqlalchemy.org/en/latest/tutorial.html#running-our-first-migration",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "#!/usr/bin/env bash\nset -Eeuo pipefail\ndocker compose pull\n«docker compose run --rm api alembic upgrade head»\ndocker compose up -d --wait\n",
      good: "#!/usr/bin/env bash\nset -Eeuo pipefail\ndocker compose pull\n./scripts/backup.sh before-migration\ndocker compose run --rm api alembic upgrade head\ndocker compose up -d --wait\n",
      with: { "scripts/backup.sh": "#!/usr/bin/env bash\nset -Eeuo pipefail\npg_dump shop >shop.sql\n" },
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || !purposeOf(file).deploys) return;
    const steps = flowOf(file.form);
    const index = steps.findIndex(({ command }) => migrationOf(command) !== undefined);
    const step = steps[index];
    const migration = step && migrationOf(step.command);
    if (!step || !migration) return;
    const backup = steps.slice(0, index).find(isBackup);
    if (backup) {
      yield {
        proves: backup.command.span,
        message: `The database is backed up before \`${migration.what}\`.`,
      };
    } else if (!isManaged(file)) {
      yield {
        at: migration.at,
        message: `\`${migration.what}\` changes the database, and no backup is made before it.`,
        fixes: fixesFor(file, step, project),
      };
    }
  },
});

function isBackup({ command }: FlowStep): boolean {
  if (dumpOf(command)) return true;
  const { tool, args } = callOf(command);
  if (tool === "echo" || tool === "printf") return false;
  return [tool, ...args].some((word) => /back-?_?up|pg_?dump|snapshot|(?:^|[-_:/])dump/i.test(word));
}

/** Whether the script says that somebody else keeps copies of every moment. */
function isManaged({ text }: SourceFile): boolean {
  return /\bPITR\b|point[- ]in[- ]time|\b(?:rds|aurora|cloud ?sql|neon|supabase|planetscale|managed database)\b/i.test(
    text,
  );
}

function fixesFor(file: SourceFile<"shell">, { command, unit }: FlowStep, project: ProjectView): Fix[] {
  const script = project.pathsLike(/(?:^|\/)(?:db[-_])?backup(?:[-_]db)?\.sh$/)[0];
  // What runs on another machine, or in a text of its own, has other files around it.
  if (script === undefined || unit !== file.form.main) return [];
  const edit = lineAbove(file, command, `./${script} before-migration`);
  return edit ? [{ title: `Run ${script} before it`, kind: "review", edits: [edit] }] : [];
}
