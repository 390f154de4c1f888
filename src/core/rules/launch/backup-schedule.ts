import { datastoreOf } from "../../data/datastores";
import type { ComposeService } from "../../files/compose/service";
import { roleOf } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { launchScope } from "../../project/launch-scope";
import { filesWith, placeOfSign } from "../../project/launch-signs";
import { services } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { dataOf } from "../compose/datastore-data";
import { isForDevelopment, productionOf } from "../compose/production";
import { defineRule } from "../rule";
import type { Place } from "./manifest";

export const launchBackupSchedule = defineRule({
  id: "launch/backup-schedule",
  on: "project",
  severity: "warning",
  title: "Back the database up on a schedule",
  why: "A database in a container has nobody who backs it up: a wrong command, a full disk or a lost server takes everything with it.",
  references: ["https://www.postgresql.org/docs/current/backup.html"],
  equivalents: [],
  fix: "none",
  scaffold: { id: "backup", title: "Make a backup that runs every night" },
  examples: [
    {
      files: {
        "compose.yaml":
          "services:\n  «db»:\n    image: postgres:17\n    restart: unless-stopped\n    volumes:\n      - db_data:/var/lib/postgresql/data\nvolumes:\n  db_data:\n",
      },
      good: {
        "compose.yaml":
          "services:\n  db:\n    image: postgres:17\n    restart: unless-stopped\n    volumes:\n      - db_data:/var/lib/postgresql/data\nvolumes:\n  db_data:\n",
        "scripts/backup.sh": "pg_dump --format custom parcels >parcels.dump\n",
        "deploy/parcels-backup.timer": "[Timer]\nOnCalendar=daily\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const database = databaseIn(project);
    if (!database) return;
    const { title, name, place, isSure } = database;
    const schedule = scheduleIn(project);
    if (schedule)
      yield { proves: schedule.at, path: schedule.path, message: "The database is backed up on a schedule." };
    else if (!project.fact(launchScope).isExperiment && !showsBackup(project)) {
      yield {
        ...place,
        ...(isSure ? {} : { severity: "info" as const }),
        message: `The data of ${name} (${title}) lies in a volume of this server, and nothing in the repository backs it up on a schedule.`,
      };
    }
  },
});

interface Own {
  readonly name: string;
  readonly title: string;
  readonly place: Place;
  /** Whether the file is surely for production. */
  readonly isSure: boolean;
}

/** What can be filled again from elsewhere needs no backup. */
const databases = new Set([
  "postgres",
  "mysql",
  "mariadb",
  "mongo",
  "mongodb",
  "mssql",
  "clickhouse",
  "couchdb",
  "neo4j",
]);
const named = /(?:^|[._/-])(?:prod|production|live|deploy)(?:[._/-]|$)/i;

/** The first database that production keeps in a volume, files that are named after production first. */
function databaseIn(project: ProjectView): Own | undefined {
  const paths = [...project.fact(services).keys()].filter((path) => roleOf(path) === "prod");
  const { isDeployed } = project.fact(launchScope);
  for (const path of paths.toSorted((a, b) => Number(named.test(b)) - Number(named.test(a)))) {
    const file = project.file(path);
    if (!file?.is("compose") || !file.form.clean || productionOf(file, project).isElsewhere) continue;
    const found = file.form.services.find((service) => keepsData(service));
    if (!found) continue;
    const title = datastoreOf(found.image?.value ?? "")?.store.title ?? "a database";
    // Services that come back by themselves run somewhere; a plain file may be for developers alone.
    const isSure =
      named.test(path) || found.get("restart") !== undefined || project.has(".liftoff/plan.yaml");
    return { name: found.name, title, place: { path, at: found.at }, isSure: isSure && isDeployed };
  }
  return undefined;
}

function keepsData(service: ComposeService): boolean {
  const store = datastoreOf(service.image?.value ?? "")?.store;
  if (!store || !databases.has(store.id) || isForDevelopment(service)) return false;
  return dataOf(service, store).kind === "kept";
}

/** Names of files that have to do with backups; they need not be of a kind that is read. */
const backupFile =
  /(?:^|[/_.-])(?:backups?|pg_?dump|mysqldump|pgbackrest|restic|borg(?:matic)?|litestream|barman|wal-?[eg]|velero|db-?dump)(?:[/_.-]|$)/i;
const scheduleFile = /\.timer$|(?:^|\/)(?:cron(?:tab)?s?(?:\.d)?|ofelia)(?:[/_.-]|$)|cronjob[\w.-]*\.ya?ml$/i;
const backupImage =
  /backup|pgbackrest|wal-g|barman|restic|borgmatic|litestream|offen\/docker-volume|pg-?dump|dbbackups/i;

/** Something that is made to run again and again, and makes backups. */
function scheduleIn(project: ProjectView): Place | undefined {
  for (const [path, { services: all }] of project.fact(services)) {
    const file = roleOf(path) === "prod" ? project.file(path) : undefined;
    const saves = all.find(({ name, image }) => backupImage.test(image ?? "") || /backup/i.test(name));
    const service = saves && file?.is("compose") ? file.form.service(saves.name) : undefined;
    if (service) return { path, at: service.at };
  }
  for (const path of filesWith(project, "backup")) {
    const file = project.file(path);
    const at = file && scheduleOf(file);
    if (file && at) return { path, at };
  }
  for (const path of project.pathsLike(scheduleFile)) {
    const isTimer = backupFile.test(path) && roleOf(path) === "prod";
    const file = isTimer ? project.file(path) : undefined;
    const match = file && /^[ \t]*(?:OnCalendar|OnUnitActiveSec|schedule)\b[^\r\n]{0,100}/m.exec(file.text);
    if (match) return { path, at: { start: match.index, end: match.index + match[0].length } };
  }
  return undefined;
}

/** When a file that makes backups does so: a workflow, a manifest of Kubernetes, a list of periodic tasks. */
function scheduleOf(file: SourceFile) {
  const match =
    /^[ \t]*(?:-[ \t]*)?(?:cron|schedule):[ \t]*["']?[\d*@][^\r\n]{0,60}|\bOnCalendar=[^\r\n]{1,60}/m.exec(
      file.text,
    );
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

/** Whether anything makes backups at all: then how it is started may lie on the server. */
function showsBackup(project: ProjectView): boolean {
  const isTold = (path: string) => {
    const file = project.file(path);
    return file !== undefined && placeOfSign(file, "backup") !== undefined;
  };
  return (
    filesWith(project, "backup").some(isTold) ||
    project.pathsLike(backupFile).some((path) => !/\.(?:md|rst|txt)$/i.test(path) && roleOf(path) === "prod")
  );
}
