import { healthyWithoutHealthcheck } from "../../../../src/core/rules/compose/healthy-without-healthcheck";
import { testRule } from "../../../support/rule-tester";

const waiting = (target: string, condition = "service_healthy") =>
  `services:\n  api:\n    image: x\n    depends_on:\n      db:\n        condition: ${condition}\n  db:\n${target.replace(/^/gm, "    ")}\n`;
const slim = "FROM python:3.13-slim\n";

testRule(healthyWithoutHealthcheck, {
  valid: [
    { code: waiting("image: postgres:17\nhealthcheck:\n  test: pg_isready"), proof: "service_healthy" },
    { title: "only started", code: waiting("image: postgres:17", "service_started") },
    { title: "short form", code: "services:\n  api:\n    depends_on: [db]\n  db:\n    image: postgres\n" },
    { title: "an image that nobody looked into", code: waiting("image: acme/app:1") },
    { title: "an image with a plain name that is built elsewhere", code: waiting("image: app") },
    { title: "an image that a variable decides", code: waiting("image: ${IMAGE}") },
    { title: "an official name in another registry", code: waiting("image: registry.acme.dev/postgres:17") },
    { title: "an image with a check of its own", code: waiting("image: mysql/mysql-server:8.0") },
    {
      title: "a service of another file",
      code: "include: [db.yml]\nservices:\n  api:\n    depends_on:\n      db:\n        condition: service_healthy\n",
    },
    { title: "a service that is only changed here", code: waiting("restart: always") },
    {
      title: "a service that extends one of another file",
      code: waiting("image: postgres\nextends: { file: base.yml, service: db }"),
    },
    {
      title: "a check that is inherited",
      code: `${waiting("extends: base")}  base:\n    image: postgres\n    healthcheck: { test: x }\n`,
    },
    {
      title: "a check through an anchor",
      code: `x-check: &check { test: x }\n${waiting("image: postgres\nhealthcheck: *check")}`,
    },
    {
      title: "a switch that a variable decides",
      code: waiting("image: postgres\nhealthcheck: { disable: '${OFF}' }"),
    },
    {
      title: "the Dockerfile has one",
      code: { "compose.yaml": waiting("build: ./app"), "app/Dockerfile": `${slim}HEALTHCHECK CMD true\n` },
      proof: "service_healthy",
    },
    {
      title: "the Dockerfile's stage has one",
      code: {
        "compose.yaml": waiting("build: { context: ., target: run }"),
        Dockerfile: `${slim.replace("\n", " AS run\n")}HEALTHCHECK CMD true\nFROM run AS dev\nHEALTHCHECK NONE\n`,
      },
    },
    { title: "the Dockerfile is not here", code: waiting("build: ./app") },
    { title: "the Dockerfile is in the file", code: waiting("build:\n  dockerfile_inline: FROM x") },
    { title: "a remote context", code: waiting("build: https://github.com/acme/app.git") },
    { title: "while a quote is open", code: `${waiting("image: postgres")}  web:\n    image: "x\n` },
    {
      title: "the check stands in an override",
      code: {
        "compose.yaml": waiting("image: postgres:17"),
        "compose.prod.yaml": "services:\n  db:\n    healthcheck:\n      test: pg_isready\n",
      },
    },
  ],
  invalid: [
    {
      title: "PostgreSQL",
      code: waiting("image: postgres:17", "«service_healthy»"),
      message: /db never becomes healthy/,
      severity: "error",
      fixed: waiting(
        'image: postgres:17\nhealthcheck:\n  test: ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres} -d $${POSTGRES_DB:-postgres}"]\n  interval: 10s\n  timeout: 5s\n  retries: 5\n  start_period: 30s',
      ),
    },
    {
      title: "switched off",
      code: waiting("image: postgres\nhealthcheck: { disable: true }", "«service_healthy»"),
      message: /switched off/,
      fixed: waiting("image: postgres\nhealthcheck: { disable: true }", "service_started"),
    },
    { title: "NONE", code: waiting('image: postgres\nhealthcheck: { test: ["NONE"] }', "«service_healthy»") },
    {
      title: "intervals alone",
      code: waiting("image: redis:7\nhealthcheck:\n  interval: 5s", "«service_healthy»"),
      fixed: waiting('image: redis:7\nhealthcheck:\n  interval: 5s\n  test: ["CMD", "redis-cli", "ping"]'),
    },
    {
      title: "an official image that nobody can check for us",
      code: waiting("image: nginx:1.29", "«service_healthy»"),
      fixed: waiting("image: nginx:1.29", "service_started"),
    },
    {
      title: "the Dockerfile has none",
      code: { "deploy/compose.yaml": waiting("build: ../app", "«service_healthy»"), "app/Dockerfile": slim },
    },
    {
      title: "another Dockerfile",
      code: {
        "compose.yaml": waiting(
          "build: { context: ., dockerfile: docker/api.Dockerfile }",
          "«service_healthy»",
        ),
        "docker/api.Dockerfile": slim,
        Dockerfile: `${slim}HEALTHCHECK CMD true\n`,
      },
    },
    {
      title: "the Dockerfile switches it off",
      code: {
        "compose.yaml": waiting("build: .", "«service_healthy»"),
        Dockerfile: `${slim}HEALTHCHECK NONE\n`,
      },
    },
    {
      title: "flow style",
      code: "services:\n  api: { image: x, depends_on: { db: { condition: «service_healthy» } } }\n  db: { image: 'redis' }\n",
      fixed:
        "services:\n  api: { image: x, depends_on: { db: { condition: service_healthy } } }\n  db: { image: 'redis', healthcheck: { test: [\"CMD\", \"redis-cli\", \"ping\"], interval: '10s', timeout: '5s', retries: 5, start_period: '30s' } }\n",
    },
    {
      title: "a condition that others share is not changed",
      code: "x-h: &h\n  condition: service_healthy\nservices:\n  a:\n    depends_on: &deps\n      db:\n        <<: «*h»\n      web:\n        <<: «*h»\n  b:\n    depends_on: *deps\n  db:\n    image: nginx\n  web:\n    image: nginx\n",
      fixed: null,
    },
    {
      title: "the same name in another folder says nothing",
      code: {
        "compose.yaml": waiting("image: postgres:17", "«service_healthy»"),
        "other/compose.yaml": "services:\n  db:\n    healthcheck:\n      test: pg_isready\n",
      },
    },
    {
      title: "development",
      code: { "compose.dev.yaml": waiting("image: postgres", "«service_healthy»") },
      severity: "warning",
    },
  ],
});
