import { composeHealthcheckMissing } from "../../../../src/core/rules/compose/healthcheck-missing";
import { testRule } from "../../../support/rule-tester";

const db = (rest = "", image = "postgres:17") => `services:\n  db:\n    image: ${image}\n${rest}`;
const marked = (image: string) => db("", image).replace("db:", "«db»:");
const check = (test: string) =>
  `    healthcheck:\n      test: ${test}\n      interval: 10s\n      timeout: 5s\n      retries: 5\n      start_period: 30s\n`;
const built = (rest = "", name = "api") => `services:\n  ${name}:\n    build: .\n${rest}`;
const slim = 'FROM python:3.13-slim\nCMD ["python", "-m", "app"]\n';

testRule(composeHealthcheckMissing, {
  valid: [
    { title: "a check", code: db("    healthcheck:\n      test: pg_isready\n"), proof: "healthcheck" },
    { title: "switched off", code: db("    healthcheck:\n      disable: true\n") },
    { title: "switched off by its test", code: db('    healthcheck:\n      test: ["NONE"]\n') },
    { title: "another image", code: db("", "nginx:1.28") },
    { title: "an image that a variable decides", code: db("", "${IMAGE}") },
    { title: "an image with a check of its own", code: db("", "mysql/mysql-server:8.0") },
    { title: "an image that nobody looked into", code: db("", "bitnami/postgresql:17") },
    { title: "an image of another registry", code: db("", "registry.acme.dev/postgres:17") },
    {
      title: "the Dockerfile has one",
      code: { "compose.yaml": built(), Dockerfile: `${slim}HEALTHCHECK CMD true\n` },
      proof: "api",
    },
    {
      title: "the Dockerfile switches it off",
      code: { "compose.yaml": built(), Dockerfile: `${slim}HEALTHCHECK NONE\n` },
    },
    { title: "the Dockerfile is not here", code: built() },
    {
      title: "an image below the Dockerfile's that nobody looked into",
      code: { "compose.yaml": built(), Dockerfile: "FROM ghcr.io/acme/base:1\n" },
    },
    {
      title: "a worker, which answers nobody",
      code: { "compose.yaml": built("", "worker"), Dockerfile: slim },
    },
    {
      title: "a worker by its command",
      code: { "compose.yaml": built("    command: celery -A app worker\n"), Dockerfile: slim },
    },
    {
      title: "a migration",
      code: { "compose.yaml": built("    command: alembic upgrade head\n"), Dockerfile: slim },
    },
    { title: "a profile", code: db("    profiles: [tools]\n") },
    { title: "merged in", code: `x-check: &check\n  healthcheck: { test: x }\n${db("    <<: *check\n")}` },
    {
      title: "extended",
      code: `${db("    healthcheck: { test: x }\n")}  replica:\n    extends: db\n`,
    },
    {
      title: "extends a service of another file",
      code: db("    extends: { file: base.yml, service: db }\n"),
    },
    { title: "only changed here", code: "services:\n  db:\n    environment:\n      A: b\n" },
    {
      title: "a file beside it has one",
      code: {
        "compose.yaml": db(),
        "compose.prod.yaml": "services:\n  db:\n    healthcheck:\n      test: pg_isready\n",
      },
    },
    { title: "development", code: { "compose.override.yaml": db() } },
    { title: "while a quote is open", code: `${db()}  web:\n    image: "x\n` },
  ],
  invalid: [
    {
      title: "Redis",
      code: `${marked("redis:8")}    # data\n    volumes: ["data:/data"]\n`,
      severity: "warning",
      message: /Redis has no health check/,
      fixed: `${db(check('["CMD", "redis-cli", "ping"]'), "redis:8")}    # data\n    volumes: ["data:/data"]\n`,
    },
    {
      title: "MariaDB",
      code: marked("mariadb:11.8"),
      fixed: db(check('["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]'), "mariadb:11.8"),
    },
    {
      title: "intervals alone",
      code: `${marked("redis:8")}    healthcheck:\n      interval: 5s\n`,
      fixed: `${db("", "redis:8")}    healthcheck:\n      interval: 5s\n      test: ["CMD", "redis-cli", "ping"]\n`,
    },
    {
      title: "a store that has no program to ask with",
      code: marked("memcached:1.6"),
      severity: "info",
      fixed: null,
    },
    {
      title: "what is built here",
      code: { "compose.yaml": built().replace("api", "«api»"), Dockerfile: slim },
      severity: "info",
      message: /neither here nor in its Dockerfile/,
      fixed: null,
    },
    {
      title: "the tag of what is built does not make it a database",
      code: {
        "compose.yaml": built("    image: postgres\n").replace("api", "«api»"),
        Dockerfile: slim,
      },
      severity: "info",
      fixed: null,
    },
    {
      title: "an image that services share by alias",
      code: "x-image: &image redis:8\nservices:\n  «a»:\n    image: *image\n",
      fixed: `x-image: &image redis:8\nservices:\n  a:\n    image: *image\n${check('["CMD", "redis-cli", "ping"]')}`,
    },
    {
      title: "a body that two services share",
      code: "services:\n  «a»: &a\n    image: redis:8\n  b: *a\n",
      fixed: `services:\n  a: &a\n    image: redis:8\n${check('["CMD", "redis-cli", "ping"]')}  b: *a\n`,
    },
  ],
});
