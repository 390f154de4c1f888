import { roleOf } from "../../files/role";
import { launchScope } from "../../project/launch-scope";
import { filesWith } from "../../project/launch-signs";
import { nodePackages } from "../../project/node-packages";
import { pythonPackages } from "../../project/python-packages";
import { folderOf, services } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { dependencyIn, firstLine, type Place } from "./manifest";

export const launchMigrations = defineRule({
  id: "launch/migrations",
  on: "project",
  severity: "warning",
  title: "Keep the changes of the schema as migrations",
  why: "Without migrations nobody can bring the production database to the schema that a release needs, or say which schema it has.",
  references: [
    "https://alembic.sqlalchemy.org/en/latest/tutorial.html",
    "https://docs.djangoproject.com/en/stable/topics/migrations/",
    "https://www.prisma.io/docs/orm/prisma-migrate",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      title: "Alembic without a revision",
      files: {
        "requirements.txt": "fastapi==0.121.0\n«sqlalchemy»==2.0.44\nalembic==1.17.0\n",
        "alembic.ini": "[alembic]\nscript_location = alembic\n",
        "app/models.py": 'from app.db import Base\n\n\nclass Parcel(Base):\n    __tablename__ = "parcels"\n',
        Dockerfile: "FROM python:3.13-slim\n",
      },
      good: {
        "requirements.txt": "fastapi==0.121.0\nsqlalchemy==2.0.44\nalembic==1.17.0\n",
        "alembic.ini": "[alembic]\nscript_location = alembic\n",
        "alembic/versions/4f1a_parcels.py": 'revision = "4f1a"\n',
        "app/models.py": 'from app.db import Base\n\n\nclass Parcel(Base):\n    __tablename__ = "parcels"\n',
        Dockerfile: "FROM python:3.13-slim\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const orm = ormIn(project);
    if (!orm) return;
    const migrations = project.paths().filter((path) => isMigration(path, project));
    if (migrations.length === 0) {
      const isDue = project.fact(launchScope).isDeployed && !mayBeElsewhere(project);
      if (isDue) yield { ...orm.place, message: messageFor(orm) };
      return;
    }
    const shown = migrations.map((path) => project.file(path)).findLast((file) => file !== undefined);
    const place = shown ? { path: shown.path, at: firstLine(shown) } : orm.place;
    const message = `The schema changes by migrations, ${migrations.length} so far.`;
    yield { proves: place.at, path: place.path, message };
  },
});

interface Orm {
  readonly name: string;
  readonly command: string;
  readonly place: Place;
}

type Known = readonly [dependency: string, models: RegExp, title: string, command: string];

const py = /\.py$/;
const js = /\.[cm]?[jt]sx?$/;

/** ORMs whose models need a schema, where they stand, and what writes the first migration. */
const orms: readonly Known[] = [
  ["django", py, "Django", "python manage.py makemigrations"],
  ["flask-migrate", py, "Flask-Migrate", "flask db migrate"],
  ["sqlmodel", py, "SQLModel", "alembic revision --autogenerate"],
  ["flask-sqlalchemy", py, "SQLAlchemy", "alembic revision --autogenerate"],
  ["sqlalchemy", py, "SQLAlchemy", "alembic revision --autogenerate"],
  ["tortoise-orm", py, "Tortoise ORM", "aerich init-db"],
  ["@prisma/client", /\.prisma$/, "Prisma", "npx prisma migrate dev"],
  ["prisma", /\.prisma$/, "Prisma", "npx prisma migrate dev"],
  ["drizzle-orm", js, "Drizzle", "npx drizzle-kit generate"],
  ["typeorm", js, "TypeORM", "npx typeorm migration:generate"],
  ["sequelize", js, "Sequelize", "npx sequelize-cli migration:generate"],
  ["@mikro-orm/core", js, "MikroORM", "npx mikro-orm migration:create"],
];

/** The ORM of the workspace that has models, with the place that asks for it. */
function ormIn(project: ProjectView): Orm | undefined {
  const manifests = [
    ...[...project.fact(pythonPackages)].map(([path, { distributions }]) => [path, distributions] as const),
    ...[...project.fact(nodePackages)].map(
      ([path, { dependencies, development, isLibrary }]) =>
        [path, isLibrary ? [] : [...dependencies, ...development]] as const,
    ),
  ].filter(([path]) => roleOf(path) === "prod");
  for (const orm of orms) {
    const [dependency, , name, command] = orm;
    for (const [path, names] of manifests) {
      if (!names.includes(dependency) || !hasModels(project, orm, folderOf(path))) continue;
      const file = project.file(path);
      const at = file && dependencyIn(file, dependency);
      if (at) return { name, command, place: { path, at } };
    }
  }
  return undefined;
}

/** Whether the code beside a manifest describes tables: an ORM may come along without being used. */
function hasModels(project: ProjectView, [, models]: Known, folder: string): boolean {
  const home = folder.replace(/(?:^|\/)requirements$/, "");
  const within = (path: string) => models.test(path) && (home === "" || path.startsWith(`${home}/`));
  if (models.test("schema.prisma")) return project.pathsLike(models).some(within);
  return filesWith(project, "models").some((path) => within(path) && makesTable(project, path));
}

/** Not where models are only inherited from, or where somebody else keeps the tables. */
function makesTable(project: ProjectView, path: string): boolean {
  const text = project.file(path)?.text ?? "";
  return !/\b(?:abstract\s?=\s?True|managed\s?=\s?False|synchronize:\s?false)\b/.test(text);
}

const folders =
  /(?:^|\/)(?:migrations?|alembic\/versions|db\/migrate|changelogs?|sqitch|flyway|liquibase)\//i;

/** Whether a file is one step of a schema, as the tools name them. */
function isMigration(path: string, project: ProjectView): boolean {
  const [, home, name] = /^(.*\/)?([^/]+)$/.exec(path) ?? [];
  if (
    home === undefined ||
    name === undefined ||
    /(?:^|\/)(?:node_modules|\.venv|site-packages)\//.test(path)
  )
    return false;
  const isFolder =
    folders.test(home) ||
    // Alembic's folder has any name; its environment stands beside the revisions.
    (/(?:^|\/)versions\/$/.test(home) && project.has(home.replace(/versions\/$/, "env.py"))) ||
    (/(?:^|\/)drizzle\//.test(home) && name.endsWith(".sql"));
  if (!isFolder || /^(?:__init__|env|helpers?|utils?|index|config|run|migrate|data-source)\.\w+$/i.test(name))
    return false;
  return /\.(?:sql|py|rb|php|xml|go|cs|kt|java|[cm]?[jt]s)$/.test(name) || /^changelog\b/i.test(name);
}

/** Databases without a schema, and schemas that another system keeps. */
function mayBeElsewhere(project: ProjectView): boolean {
  const images = [...project.fact(services).values()].flatMap(({ services: all }) =>
    all.map(({ image }) => image ?? ""),
  );
  if (images.some((image) => /(?:^|\/)(?:mongo|flyway|liquibase|hasura|dbmate|atlas)\b/.test(image)))
    return true;
  const names = [...project.fact(nodePackages).values()].flatMap(({ dependencies }) => dependencies);
  return names.some((name) => /^(?:mongodb|mongoose)$/.test(name));
}

function messageFor({ name, command }: Orm): string {
  return `${name} describes tables, and the repository has no migration that makes them: \`${command}\` writes the first.`;
}
