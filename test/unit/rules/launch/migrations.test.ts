import { launchMigrations } from "../../../../src/core/rules/launch/migrations";
import { testRule } from "../../../support/rule-tester";

const alchemy = {
  "requirements.txt": "fastapi\nsqlalchemy\n",
  "app/models.py": 'class Parcel(Base):\n    __tablename__ = "parcels"\n',
  Dockerfile: "FROM python:3.13-slim\n",
};
const prisma = {
  "package.json":
    '{ "private": true, "dependencies": { "@prisma/client": "6.0.0" }, "devDependencies": { "prisma": "6.0.0" } }\n',
  "prisma/schema.prisma": "",
  "fly.toml": 'app = "x"\n',
};
const django = {
  "pyproject.toml": '[project]\ndependencies = ["Django>=5"]\n',
  "blog/models.py":
    "from django.db import models\nclass Post(models.Model):\n    title = models.TextField()\n",
  "render.yaml": "services: []\n",
};

testRule(launchMigrations, {
  valid: [
    {
      title: "revisions",
      code: { ...alchemy, "alembic/versions/1_a.py": 'revision = "1"\n' },
      proof: 'revision = "1"',
    },
    {
      title: "revisions in a folder of another name",
      code: { ...alchemy, "db/env.py": "", "db/versions/1_a.py": 'revision = "1"\n' },
      proof: 'revision = "1"',
    },
    {
      title: "SQL is known by its name",
      code: { ...prisma, "prisma/migrations/20260101_init/migration.sql": "create table a();\n" },
      proof: "@prisma/client",
    },
    {
      title: "Django",
      code: { ...django, "blog/migrations/0001_initial.py": "initial = True\n" },
      proof: "initial",
    },
    { title: "migrations of another service", code: { ...alchemy, "db/migrations/001.sql": "" } },
    {
      title: "a base for models that are still to come",
      code: { ...alchemy, "app/models.py": "class Base(DeclarativeBase):\n    pass\n" },
    },
    { title: "no models", code: { ...alchemy, "app/models.py": "import sqlalchemy\n" } },
    {
      title: "nothing is deployed",
      code: { "requirements.txt": alchemy["requirements.txt"], "a.py": alchemy["app/models.py"] },
    },
    {
      title: "models of tests",
      code: {
        "requirements.txt": "sqlalchemy\n",
        "tests/models.py": alchemy["app/models.py"],
        Dockerfile: "FROM x\n",
      },
    },
    {
      title: "abstract models",
      code: {
        ...django,
        "blog/models.py": "class A(models.Model):\n    class Meta:\n        abstract = True\n",
      },
    },
    {
      title: "somebody else's tables",
      code: {
        ...django,
        "blog/models.py": "class A(models.Model):\n    class Meta:\n        managed = False\n",
      },
    },
    {
      title: "a library",
      code: {
        ...prisma,
        "package.json": '{ "name": "x", "exports": "./i.js", "dependencies": { "@prisma/client": "6" } }\n',
      },
    },
    { title: "documents", code: { ...prisma, "compose.yaml": "services:\n  db:\n    image: mongo:8\n" } },
    {
      title: "a step of its own",
      code: { ...alchemy, "compose.yaml": "services:\n  m:\n    image: flyway/flyway:11\n" },
    },
    {
      title: "a driver alone",
      code: { "requirements.txt": "psycopg\n", "a.py": "", Dockerfile: "FROM x\n" },
    },
  ],
  invalid: [
    {
      title: "SQLAlchemy alone",
      code: { ...alchemy, "requirements.txt": "fastapi\n«sqlalchemy»\n" },
      severity: "warning",
      message: /alembic revision/,
    },
    {
      title: "an empty folder",
      code: {
        ...alchemy,
        "requirements.txt": "fastapi\n«sqlalchemy»\n",
        "alembic/env.py": "",
        "alembic/versions/__init__.py": "",
      },
    },
    {
      title: "versions of an API",
      code: { ...alchemy, "requirements.txt": "fastapi\n«sqlalchemy»\n", "app/versions/v1.py": "" },
    },
    {
      title: "Prisma",
      code: {
        ...prisma,
        "package.json": prisma["package.json"].replace("@prisma/client", "«@prisma/client»"),
      },
      message: /prisma migrate dev/,
    },
    {
      title: "Django without one",
      code: {
        ...django,
        "pyproject.toml": '[project]\ndependencies = ["«Django»>=5"]\n',
        "blog/migrations/__init__.py": "",
      },
    },
    {
      title: "Poetry",
      code: {
        ...django,
        "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.13"\n«django» = "^5"\n',
      },
    },
    {
      title: "Drizzle, with a plan",
      code: {
        "api/package.json": '{ "private": true, "dependencies": { "«drizzle-orm»": "1" } }\n',
        "api/src/schema.ts": 'export const a = pgTable("a", {});\n',
        ".liftoff/plan.yaml": "liftoff: 1\n",
      },
    },
  ],
});
