import { datastoreOf } from "../data/datastores";
import { roleOf } from "../files/role";
import { textOf, valueAt } from "../files/yaml/form";
import { frontendOrigin } from "../project/origins";
import { pythonPackages } from "../project/python-packages";
import { folderOf, services } from "../project/services";
import type { ProjectView } from "../project/view";
import { detectServices } from "./detect";
import { inFolder, type Service } from "./service";
import type { Database, Doubt, ExistingKind, Migrations, Stack, Worker } from "./stack";

/** Everything that the files of a workspace tell about what runs in it. */
export function detectStack(project: ProjectView): Stack {
  const found = detectServices(project);
  const packages = packagesOf(project);
  return {
    name: nameOf(project),
    services: found,
    database: databaseOf(project, packages),
    redis:
      imagesOf(project).some((image) => /^(?:redis|valkey)$/.test(datastoreOf(image)?.store.id ?? "")) ||
      [...packages].some((name) => redisClients.test(name)),
    workers: workersOf(project, found, packages),
    migrations: migrationsOf(project, found),
    domain: domainOf(project),
    repository: repositoryOf(project),
    existing: existingOf(project),
    doubts: doubtsOf(project, found),
  };
}

const redisClients = /^(?:redis|ioredis|django-redis|bull|bullmq|celery|rq|connect-redis|valkey)$/;

/** Clients of databases, the plainest sign of each engine first. */
const databaseClients: readonly (readonly [RegExp, Database["engine"]])[] = [
  [
    /^(?:psycopg2?(?:-binary)?|psycopg|asyncpg|pg|postgres|pg-promise|@neondatabase\/serverless|@supabase\/supabase-js)$/,
    "postgres",
  ],
  [/^(?:pymysql|mysqlclient|aiomysql|mysql2?|mysql-connector-python)$/, "mysql"],
  [/^(?:mariadb)$/, "mariadb"],
  [/^(?:pymongo|motor|mongodb|mongoose|beanie|mongoengine)$/, "mongo"],
  [/^(?:better-sqlite3|sqlite3|aiosqlite)$/, "sqlite"],
];

function databaseOf(project: ProjectView, packages: ReadonlySet<string>): Database | undefined {
  const images = imagesOf(project).map((image) => datastoreOf(image)?.store.id);
  const own = images.find(
    (id): id is Database["engine"] =>
      id === "postgres" || id === "mysql" || id === "mariadb" || id === "mongo",
  );
  const client = databaseClients.find(([pattern]) => [...packages].some((name) => pattern.test(name)))?.[1];
  const prisma = prismaEngine(project);
  const engine = own ?? prisma ?? client;
  if (!engine) return undefined;
  return { engine, own: own !== undefined, variable: databaseVariable(project) };
}

function prismaEngine(project: ProjectView): Database["engine"] | undefined {
  const provider = project.paths().some((path) => /(?:^|\/)prisma\/schema\.prisma$/.test(path));
  // The schema itself is of a kind that is not read; Prisma's own default is PostgreSQL.
  return provider ? "postgres" : undefined;
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

function migrationsOf(project: ProjectView, found: readonly Service[]): Migrations | undefined {
  const tools: readonly (readonly [RegExp, Migrations["tool"], string])[] = [
    [/(?:^|\/)alembic\.ini$/, "alembic", "alembic upgrade head"],
    [/(?:^|\/)manage\.py$/, "django", "python manage.py migrate --noinput"],
    [/(?:^|\/)prisma\/schema\.prisma$/, "prisma", "npx prisma migrate deploy"],
    [/(?:^|\/)drizzle\.config\.[cm]?[jt]s$/, "drizzle", "npx drizzle-kit migrate"],
    [/(?:^|\/)knexfile\.[cm]?[jt]s$/, "knex", "npx knex migrate:latest"],
  ];
  for (const [pattern, tool, command] of tools) {
    const path = project.paths().find((one) => pattern.test(one) && roleOf(one) === "prod");
    if (path === undefined) continue;
    const folder = tool === "prisma" ? folderOf(folderOf(path)) : folderOf(path);
    const owner =
      found.find((service) => service.folder === folder) ??
      found.find((service) => folder.startsWith(service.folder));
    return { tool, command, folder: owner?.folder ?? folder };
  }
  return undefined;
}

/** Queues that need a process of their own, with what starts it where the code tells. */
function workersOf(project: ProjectView, found: readonly Service[], packages: ReadonlySet<string>): Worker[] {
  const python = found.find(({ language }) => language === "python");
  if (python && packages.has("celery")) {
    const path = project
      .paths()
      .find((one) => /(?:^|\/)celery(?:_app|app)?\.py$/.test(one) && one.startsWith(python.folder));
    const module = path
      ?.slice(python.folder === "" ? 0 : python.folder.length + 1)
      .replace(/\.py$/, "")
      .replaceAll("/", ".");
    return module === undefined
      ? []
      : [{ name: "worker", folder: python.folder, command: `celery -A ${module} worker --loglevel=info` }];
  }
  return found.flatMap((service): Worker[] => {
    if (service.language !== "node") return [];
    const manifest = project.file(inFolder(service.folder, "package.json"));
    const script = manifest?.is("json") ? manifest.form.get("scripts", "worker") : undefined;
    if (script?.kind !== "scalar" || typeof script.value !== "string") return [];
    return [
      {
        name: "worker",
        folder: service.folder,
        command: script.value.startsWith("node ") ? script.value : "npm run worker",
      },
    ];
  });
}

function packagesOf(project: ProjectView): ReadonlySet<string> {
  const npm = project
    .paths()
    .filter((path) => /(?:^|\/)package\.json$/.test(path) && roleOf(path) === "prod")
    .flatMap((path) => {
      const file = project.file(path);
      const dependencies = file?.is("json") ? file.form.get("dependencies") : undefined;
      return dependencies?.kind === "object" ? dependencies.properties.map(({ key }) => key) : [];
    });
  const python = [...project.fact(pythonPackages).values()].flatMap(({ distributions }) => distributions);
  return new Set([...npm, ...python]);
}

function imagesOf(project: ProjectView): string[] {
  return [...project.fact(services).values()].flatMap(({ services: all }) =>
    all.flatMap(({ image }) => image ?? []),
  );
}

/** What the app is called: by the package at the top, or else by nothing better than `app`. */
function nameOf(project: ProjectView): string {
  const manifest = project.file("package.json");
  const named = manifest?.is("json") ? manifest.form.get("name") : undefined;
  const npm = named?.kind === "scalar" && typeof named.value === "string" ? named.value : undefined;
  const toml = /^name\s*=\s*["']([\w.-]+)["']/m.exec(project.file("pyproject.toml")?.text ?? "")?.[1];
  const plan = project.file(".liftoff/plan.yaml");
  const titled = plan?.is("yaml") ? textOf(valueAt(plan.form.root, "name")) : undefined;
  return slugOf(npm?.replace(/^@[^/]+\//, "") ?? toml ?? titled ?? "app");
}

/** A name that images, hosts, users and folders can have. */
export function slugOf(text: string): string {
  const slug = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return /^[a-z]/.test(slug) ? slug : "app";
}

function domainOf(project: ProjectView): string | undefined {
  const { origin } = project.fact(frontendOrigin);
  const host = origin?.replace(/^https:\/\//, "").replace(/:\d+$/, "");
  if (host !== undefined) return host;
  for (const path of project.paths()) {
    const file = project.file(path);
    if (!file?.is("nginx") || file.role !== "prod") continue;
    const name = /\bserver_name\s+([a-z0-9.-]+\.[a-z]{2,})/.exec(file.text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function repositoryOf(project: ProjectView): string | undefined {
  const manifest = project.file("package.json");
  const text = manifest?.text ?? project.file("pyproject.toml")?.text ?? "";
  return /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?["'/#\s]/.exec(text)?.[1];
}

const kinds: Readonly<Record<ExistingKind, RegExp>> = {
  dockerfile: /(?:^|\/)(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$/,
  dockerignore: /(?:^|\/)[\w.-]*\.dockerignore$/,
  compose: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
  proxy: /(?:^|\/)(?:nginx[\w.-]*\.conf|Caddyfile|nginx\/[\w./-]+\.conf)$/,
  workflow: /^\.github\/workflows\/[^/]+\.ya?ml$/,
  platform:
    /(?:^|\/)(?:heroku\.yml|app\.json|Procfile|render\.yaml|railway\.(?:json|toml)|fly\.toml|vercel\.json|netlify\.toml)$/,
  "env-example": /(?:^|\/)\.?env\.(?:example|sample|template|dist)$/,
  systemd: /\.(?:service|timer)$/,
  script: /(?:^|\/)(?:deploy|backup|setup|release|provision)[\w-]*\.sh$/,
};

function existingOf(project: ProjectView): Stack["existing"] {
  const paths = project.paths().filter((path) => roleOf(path) !== "skip");
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, pattern]) => {
      const found = paths.filter((path) => pattern.test(path));
      return found.length > 0 ? [[kind, found]] : [];
    }),
  );
}

/** A folder that looks like a service without telling what starts it. */
function doubtsOf(project: ProjectView, found: readonly Service[]): Doubt[] {
  const known = new Set(found.map(({ folder }) => folder));
  return project.paths().flatMap((path): Doubt[] => {
    if (!/(?:^|\/)requirements\.txt$/.test(path) || roleOf(path) !== "prod") return [];
    const folder = folderOf(path);
    if (known.has(folder)) return [];
    const modules = project
      .paths()
      .filter(
        (one) =>
          one.endsWith(".py") &&
          folderOf(one) === folder &&
          !/(?:^|\/)(?:setup|conftest|__init__)\.py$/.test(one),
      );
    if (modules.length === 0) return [];
    return [
      {
        id: `entry:${folder}`,
        question: `Which module starts the service in ${folder === "" ? "this folder" : folder}?`,
        answers: modules.slice(0, 5),
      },
    ];
  });
}
