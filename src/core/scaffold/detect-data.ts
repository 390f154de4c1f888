import { datastoreOf } from "../data/datastores";
import { roleOf } from "../files/role";
import { nodePackages } from "../project/node-packages";
import { pythonPackages } from "../project/python-packages";
import { folderOf, services } from "../project/services";
import type { ProjectView } from "../project/view";
import { choiceAmong, NONE } from "./detected";
import type { Answers } from "./generator";
import type { Database, Doubt } from "./stack";

/** Clients of databases, the plainest sign of each engine. */
export const databaseClients: readonly (readonly [RegExp, Database["engine"]])[] = [
  [
    /^(?:psycopg2?(?:-binary|-pool|-c)?|asyncpg|pg|postgres|pg-promise|@neondatabase\/serverless|@supabase\/supabase-js|@prisma\/adapter-pg)$/,
    "postgres",
  ],
  [/^(?:pymysql|mysqlclient|aiomysql|asyncmy|mysql2?|mysql-connector-python)$/, "mysql"],
  [/^(?:mariadb|@prisma\/adapter-mariadb)$/, "mariadb"],
  [/^(?:pymongo|motor|mongodb|mongoose|beanie|mongoengine|@nestjs\/mongoose)$/, "mongo"],
  [/^(?:better-sqlite3|sqlite3|aiosqlite|@prisma\/adapter-better-sqlite3)$/, "sqlite"],
];

export const engines = databaseClients.map(([, engine]) => engine);

/** How addresses of databases begin, in examples and in code. */
export const schemes: readonly (readonly [RegExp, Database["engine"]])[] = [
  [/\bpostgres(?:ql)?(?:\+\w+)?:\/\/|django\.db\.backends\.postgresql/, "postgres"],
  [/\bmysql(?:\+\w+)?:\/\/|django\.db\.backends\.mysql/, "mysql"],
  [/\bmariadb(?:\+\w+)?:\/\//, "mariadb"],
  [/\bmongodb(?:\+srv)?:\/\//, "mongo"],
  [
    /\bsqlite(?:\+\w+)?:\/\/|\bfile:\.{0,2}\/?[\w./-]+\.(?:db|sqlite)|django\.db\.backends\.sqlite3/,
    "sqlite",
  ],
];

/** The database, and the question which one it is where files tell of several or of none. */
export function databaseOf(
  project: ProjectView,
  packages: ReadonlySet<string>,
  choices: Answers,
): { readonly database: Database | undefined; readonly doubts: readonly Doubt[] } {
  const stores = imagesOf(project).map((image) => datastoreOf(image)?.store.id);
  const run = (["postgres", "mysql", "mariadb", "mongo"] as const).filter((id) => stores.includes(id));
  const clients = databaseClients
    .filter(([pattern]) => [...packages].some((name) => pattern.test(name)))
    .map(([, engine]) => engine);
  const servers = clients.filter((engine) => engine !== "sqlite");
  const written = enginesWritten(project);
  const isAbstract = project.pathsLike(/(?:^|\/)prisma\/schema\.prisma$/).length > 0;
  const candidates = [
    run,
    servers.length > 1 ? servers.filter((engine) => written.includes(engine)) : [],
    servers,
    packages.has("django") || isAbstract || packages.has("sqlalchemy") || clients.length > 0 ? written : [],
    clients,
  ].find((engines) => engines.length > 0);
  const answers: readonly Database["engine"][] =
    candidates ?? (isAbstract ? ["postgres", "mysql", "sqlite", "mongo"] : []);
  const said = choiceAmong(choices, "database", [...engines, NONE]);
  if (said === NONE) return { database: undefined, doubts: [] };
  const choice = said;
  const engine = choice ?? answers[0];
  if (engine === undefined) return { database: undefined, doubts: [] };
  const isSure = answers.length === 1 || choice !== undefined;
  return {
    database: { engine, own: run.some((one) => one === engine), variable: databaseVariable(project) },
    doubts: isSure
      ? []
      : [{ id: "database", question: "Which database does production use?", answers: [...answers] }],
  };
}

/** The engines whose addresses stand in code for production and in examples of settings. */
function enginesWritten(project: ProjectView): Database["engine"][] {
  const found = new Set<Database["engine"]>();
  for (const path of project.paths()) {
    const role = roleOf(path);
    const file = project.file(path);
    if (!file || role === "test" || role === "skip" || role === "doc") continue;
    if (file.kind !== "python" && file.kind !== "javascript" && file.kind !== "dotenv") continue;
    for (const [pattern, engine] of schemes) if (pattern.test(file.text)) found.add(engine);
  }
  // A file beside a server is what tests and first steps use.
  return [...found].sort((a, b) => Number(a === "sqlite") - Number(b === "sqlite"));
}

function databaseVariable(project: ProjectView): string | undefined {
  const names = /\b(?:DATABASE_URL|POSTGRES_URL|DB_URL|SQLALCHEMY_DATABASE_URI|MONGODB_URI|MONGO_URL)\b/;
  for (const path of project.paths()) {
    const file = project.file(path);
    if (!file || (file.kind !== "python" && file.kind !== "javascript" && file.kind !== "dotenv")) continue;
    const match = names.exec(file.text);
    if (match) return match[0];
  }
  return undefined;
}

export const redisClients =
  /^(?:redis|ioredis|django-redis|bull|bullmq|rq|django-rq|arq|connect-redis|valkey|@redis\/client|bee-queue|channels-redis)$/;

/** Whether something uses Redis: it runs, a client is there, or Celery has no other place for its queue. */
export function usesRedis(project: ProjectView, packages: ReadonlySet<string>, choices: Answers): boolean {
  const said = choiceAmong(choices, "queue", ["redis", NONE]);
  if (said !== undefined) return said === "redis";
  const stores = imagesOf(project).map((image) => datastoreOf(image)?.store.id ?? "");
  if (stores.some((id) => /^(?:redis|valkey)$/.test(id))) return true;
  if ([...packages].some((name) => redisClients.test(name))) return true;
  return packages.has("celery") && !imagesOf(project).some((image) => /rabbitmq/.test(image));
}

/** The packages that production installs, of all manifests. */
export function packagesOf(project: ProjectView): ReadonlySet<string> {
  const npm = [...project.fact(nodePackages).values()].flatMap(({ dependencies }) => dependencies);
  const python = [...project.fact(pythonPackages)].flatMap(([path, { distributions }]) =>
    roleOf(`${folderOf(path)}/x`) === "prod" && !/requirements[-_/](?:dev|test|local)/.test(path)
      ? distributions
      : [],
  );
  return new Set([...npm, ...python]);
}

function imagesOf(project: ProjectView): string[] {
  return [...project.fact(services).values()].flatMap(({ services: all }) =>
    all.flatMap(({ image }) => image ?? []),
  );
}
