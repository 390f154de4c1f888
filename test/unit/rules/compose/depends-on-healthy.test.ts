import { deepEqual, ok } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { dependsOnHealthy } from "../../../../src/core/rules/compose/depends-on-healthy";
import { healthyWithoutHealthcheck } from "../../../../src/core/rules/compose/healthy-without-healthcheck";
import { applyEdits } from "../../../../src/core/text/edits";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const checked = "  db:\n    image: postgres:17\n    healthcheck:\n      test: pg_isready\n";
const api = (dependsOn: string, others = checked) =>
  `services:\n  api:\n    image: acme/api:1\n    depends_on:${dependsOn}\n${others}`;
const redisCheck =
  '    healthcheck:\n      test: ["CMD", "redis-cli", "ping"]\n      interval: 10s\n      timeout: 5s\n      retries: 5\n      start_period: 30s\n';
const healthy = (name: string) => `\n      ${name}:\n        condition: service_healthy`;

testRule(dependsOnHealthy, {
  valid: [
    { title: "waits for health", code: api(healthy("db")), proof: "service_healthy" },
    {
      title: "can do without",
      code: api("\n      db:\n        condition: service_started\n        required: false"),
    },
    {
      title: "another service without a check",
      code: api(" [mailer]", "  mailer:\n    image: acme/mailer:1\n"),
    },
    {
      title: "a service of another file",
      code: "include: [db.yml]\nservices:\n  api:\n    depends_on: [db]\n",
    },
    { title: "a service that is only changed here", code: api(" [db]", "  db:\n    ports: ['5432']\n") },
    {
      title: "a service that extends one of another file",
      code: api(" [db]", "  db:\n    image: postgres:17\n    extends: { file: base.yml, service: db }\n"),
    },
    { title: "an image that a variable decides", code: api(" [db]", "  db:\n    image: ${DB_IMAGE}\n") },
    {
      title: "its check is switched off",
      code: api(" [db]", "  db:\n    image: postgres:17\n    healthcheck: { disable: true }\n"),
    },
    {
      title: "a migration",
      code: api(" [migrate]", "  migrate:\n    build: .\n    healthcheck: { test: x }\n"),
    },
    {
      title: "a console that connects when somebody asks",
      code: `services:\n  adminer:\n    image: adminer:5\n    depends_on: [db]\n${checked}`,
    },
    {
      title: "another file has its own say",
      code: {
        "compose.yaml": api(" [db]"),
        "compose.prod.yaml": `services:\n  api:\n    depends_on:${healthy("db")}\n`,
      },
    },
    {
      title: "an exporter is no datastore",
      code: api(" [x]", "  x:\n    image: prom/node-exporter:v1.9.0\n"),
    },
    { title: "no condition written", code: api("\n      db: {}") },
  ],
  invalid: [
    {
      title: "a list",
      code: api("\n      - «db»"),
      severity: "warning",
      message: /PostgreSQL in db/,
      fixed: api(healthy("db")),
    },
    {
      title: "a list in line with its key",
      code: api("\n    - «db»"),
      fixed: api(healthy("db")),
    },
    {
      title: "comments, quotes and blank lines survive",
      code: api(
        '\n      # the data\n      - «"db"» # first\n\n      -   mailer   # then\n      # done',
        `${checked}  mailer:\n    image: acme/mailer:1\n`,
      ),
      fixed: api(
        '\n      # the data\n      "db": # first\n        condition: service_healthy\n\n      mailer:   # then\n        condition: service_started\n      # done',
        `${checked}  mailer:\n    image: acme/mailer:1\n`,
      ),
    },
    {
      title: "a list in one line",
      code: api(" [«db»] # data"),
      fixed: api(" # data\n      db:\n        condition: service_healthy"),
    },
    {
      title: "a list in brackets with comments",
      code: api("\n      [\n        «db», # data\n      ]"),
      fixed: api("\n      {\n        db: { condition: service_healthy }, # data\n      }"),
    },
    {
      title: "flow style",
      code: "services: { api: { build: ., depends_on: [«db»] }, db: { image: 'redis:8' } }\n",
      fixed:
        "services: { api: { build: ., depends_on: { db: { condition: service_healthy } } }, db: { image: 'redis:8', healthcheck: { test: [\"CMD\", \"redis-cli\", \"ping\"], interval: '10s', timeout: '5s', retries: 5, start_period: '30s' } } }\n",
    },
    {
      title: "both of a list, one of them without a check",
      code: api("\n      - «db»\n      - «cache»", `${checked}  cache:\n    image: redis:8\n`),
      fixed: api(
        `${healthy("db")}${healthy("cache")}`,
        `${checked}  cache:\n    image: redis:8\n${redisCheck}`,
      ),
    },
    {
      title: "a store that nobody can check for us stays as it is",
      code: api("\n      - «db»\n      - «index»", `${checked}  index:\n    image: elasticsearch:9.1.0\n`),
      fixed: api(
        `${healthy("db")}\n      index:\n        condition: service_started`,
        `${checked}  index:\n    image: elasticsearch:9.1.0\n`,
      ),
    },
    {
      title: "a written condition",
      code: api("\n      db:\n        condition: «service_started» # for now\n        restart: true"),
      fixed: api("\n      db:\n        condition: service_healthy # for now\n        restart: true"),
    },
    {
      title: "a written condition, without a check",
      code: api("\n      db:\n        condition: «service_started»", "  db:\n    image: redis:8\n"),
      fixed: api(healthy("db"), `  db:\n    image: redis:8\n${redisCheck}`),
    },
    {
      title: "an image whose tools nobody knows",
      code: api(" [«db»]", "  db:\n    image: bitnami/postgresql:17\n"),
      fixed: null,
    },
    {
      title: "a check beside this file",
      code: {
        "compose.yaml": api(" [«db»]", "  db:\n    image: postgres:17\n"),
        "compose.prod.yaml": "services:\n  db:\n    healthcheck: { test: x }\n",
      },
      fixed: null,
    },
    {
      title: "another service that has a check",
      code: api(" [«web»]", "  web:\n    image: acme/web:1\n    healthcheck: { test: x }\n"),
      severity: "hint",
      fixed: api(healthy("web"), "  web:\n    image: acme/web:1\n    healthcheck: { test: x }\n"),
    },
    {
      title: "a list that two services share is told of once",
      code: `x-deps: &deps\n  - «db»\nservices:\n  a:\n    build: .\n    depends_on: *deps\n  b:\n    build: .\n    depends_on: *deps\n${checked}`.replace(
        "«db»",
        "db",
      ),
      count: 1,
      fixed: `x-deps: &deps\n  db:\n    condition: service_healthy\nservices:\n  a:\n    build: .\n    depends_on: *deps\n  b:\n    build: .\n    depends_on: *deps\n${checked}`,
    },
    {
      title: "a merged list",
      code: `x-app: &app\n  depends_on: [db]\nservices:\n  a:\n    <<: *app\n    build: .\n  b:\n    <<: *app\n    build: .\n${checked}`,
      count: 1,
      fixed: `x-app: &app\n  depends_on: { db: { condition: service_healthy } }\nservices:\n  a:\n    <<: *app\n    build: .\n  b:\n    <<: *app\n    build: .\n${checked}`,
    },
    {
      title: "names that are aliases stay",
      code: `x-db: &db db\nservices:\n  a:\n    build: .\n    depends_on:\n      - «*db»\n${checked}`,
      fixed: null,
    },
    { title: "development", code: { "compose.dev.yaml": api(" [«db»]") }, severity: "info" },
    {
      title: "while a quote is open",
      code: `${api(" [«db»]")}  web:\n    image: "x\n`,
      fixed: null,
    },
  ],
});

describe("compose/depends-on-healthy: its fix", () => {
  it("never waits for health that nobody checks", () => {
    const stores = [
      "postgres",
      "redis:8",
      "mongo:8",
      "mysql:8.4",
      "mariadb:11",
      "rabbitmq:4",
      "memcached",
      "nats",
    ];
    for (const image of [...stores, "elasticsearch:9", "bitnami/redis", "acme.dev/postgres:17"]) {
      const text = api(" [db, web]", `  db:\n    image: ${image}\n  web:\n    image: nginx:1.28\n`);
      const { findings } = lint(projectOf({ "compose.yaml": text }), [dependsOnHealthy]);
      ok(findings[0], image);
      for (const fix of findings[0].fixes) {
        const fixed = { "compose.yaml": applyEdits(text, fix.edits) };
        deepEqual(lint(projectOf(fixed), [dependsOnHealthy, healthyWithoutHealthcheck]).findings, [], image);
      }
    }
  });
});
