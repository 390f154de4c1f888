import { localhostInEnv } from "../../../../src/core/rules/compose/localhost-in-env";
import { testRule } from "../../../support/rule-tester";

const db = "  db:\n    image: postgres:17\n";
const redis = "  cache:\n    image: redis:8\n";
const env = (lines: string | readonly string[], more = "", rest = db) =>
  `services:\n  api:\n    build: .\n${more}    environment:\n${[lines]
    .flat()
    .map((line) => `      ${line}\n`)
    .join("")}${rest}`;

testRule(localhostInEnv, {
  valid: [
    {
      title: "services by name",
      code: env(["DATABASE_URL: postgres://app@db/app", "DB_HOST: db", "REDIS_URL: redis://cache:6379"]),
    },
    { title: "the host's network", code: env("DB_HOST: localhost", "    network_mode: host\n") },
    { title: "a network that nobody knows", code: env("DB_HOST: localhost", "    network_mode: ${MODE}\n") },
    {
      title: "the network of a proxy",
      code: env(
        "DB_HOST: 127.0.0.1",
        "",
        "  proxy:\n    image: cloudsql-proxy\n    network_mode: service:api\n",
      ),
    },
    {
      title: "on the network of another service",
      code: env("DB_HOST: 127.0.0.1", "    network_mode: service:db\n"),
    },
    {
      title: "addresses to listen on",
      code: env(["HOST: 127.0.0.1", "BIND: 127.0.0.1:8000", "DB_HOST: 0.0.0.0", "UVICORN_HOST: localhost"]),
    },
    {
      title: "hosts that may be asked for",
      code: env(["ALLOWED_HOSTS: localhost,127.0.0.1", "NO_PROXY: localhost,127.0.0.1"]),
    },
    {
      title: "a health check",
      code: "services:\n  api:\n    build: .\n    healthcheck: { test: curl -f http://localhost:8000 }\n",
    },
    {
      title: "a service of its own beside the app",
      code: env(["SELF_URL: http://localhost:8000", "OTEL_ENDPOINT: http://localhost:4318"]),
    },
    {
      title: "in the datastore itself",
      code: "services:\n  db:\n    image: postgres:17\n    environment: { PGHOST: localhost }\n",
    },
    {
      title: "names that only look like it",
      code: env("DATABASE_URL: postgres://app@localhost.example.com/app"),
    },
    { title: "the host of Docker", code: env("DB_HOST: host.docker.internal") },
    { title: "from outside", code: env(["DB_HOST: ${DB_HOST}", "CORS_ORIGINS: ${CORS_ORIGINS:?}"]) },
    { title: "a real address", code: env("NEXT_PUBLIC_API_URL: https://api.example.com") },
    {
      title: "production has a file of its own",
      code: {
        "compose.yaml": env("DB_HOST: localhost"),
        "compose.prod.yaml": "services:\n  api:\n    image: x\n",
      },
    },
    {
      title: "production replaces it",
      code: {
        "compose.yaml": env("CORS_ORIGINS: http://localhost:3000"),
        "compose.prod.yaml": "services:\n  api:\n    environment: [CORS_ORIGINS]\n",
      },
    },
    {
      title: "a service for development",
      code: "services:\n  api-dev:\n    build: .\n    environment: { DB_HOST: localhost }\n",
    },
    { title: "passed through", code: env("- DB_HOST") },
  ],
  invalid: [
    {
      title: "a host",
      code: env("DB_HOST: «localhost»"),
      fixed: env("DB_HOST: db"),
      severity: "error",
      message: /container of api itself.*PostgreSQL is `db`/,
    },
    { title: "in a list and quotes", code: env('- "PGHOST=«127.0.0.1»"'), fixed: env('- "PGHOST=db"') },
    {
      title: "a driver",
      code: env("DATABASE_URL: postgresql+asyncpg://u:${PW}@«localhost»/app"),
      fixed: env("DATABASE_URL: postgresql+asyncpg://u:${PW}@db/app"),
    },
    {
      title: "JDBC",
      code: env("SPRING_DATASOURCE_URL: jdbc:postgresql://«localhost»:5432/app"),
      fixed: env("SPRING_DATASOURCE_URL: jdbc:postgresql://db:5432/app"),
    },
    {
      title: "the published port becomes the container's",
      code: env(
        "DATABASE_URL: postgres://u@«localhost»:5433/app",
        "",
        `${db}    ports: ["127.0.0.1:5433:5432"]\n`,
      ),
      fixed: env("DATABASE_URL: postgres://u@db:5432/app", "", `${db}    ports: ["127.0.0.1:5433:5432"]\n`),
    },
    {
      title: "Redis among others",
      code: env("CELERY_BROKER_URL: redis://«127.0.0.1»:6379/0", "", db + redis),
      fixed: env("CELERY_BROKER_URL: redis://cache:6379/0", "", db + redis),
    },
    {
      title: "two that could be meant",
      code: env("REDIS_HOST: «localhost»", "", `${redis}  jobs:\n    image: redis:8\n`),
      fixed: null,
    },
    {
      title: "on another network",
      code: env("DB_HOST: «localhost»", "    networks: [front]\n"),
      fixed: null,
    },
    {
      title: "no database in sight of somebody else's image",
      code: "services:\n  api:\n    image: acme/all-in-one\n    environment: { DB_HOST: «localhost» }\n",
      severity: "info",
      fixed: null,
    },
    {
      title: "no database in sight",
      code: env("DB_HOST: «localhost»", "", ""),
      severity: "warning",
      fixed: null,
    },
    {
      title: "over HTTP",
      code: env("ES_URL: http://«localhost»:9200", "", "  es:\n    image: elasticsearch:9.1.0\n"),
      fixed: env("ES_URL: http://es:9200", "", "  es:\n    image: elasticsearch:9.1.0\n"),
    },
    {
      title: "by default",
      code: env("DB_HOST: ${DB_HOST:-«localhost»}"),
      severity: "warning",
      fixed: env("DB_HOST: ${DB_HOST:-db}"),
    },
    {
      title: "a URL by default",
      code: env("DATABASE_URL: ${DATABASE_URL:-postgres://u@«localhost»:5432/app}"),
      severity: "warning",
      fixed: env("DATABASE_URL: ${DATABASE_URL:-postgres://u@db:5432/app}"),
    },
    {
      title: "origins",
      code: env("ALLOWED_ORIGINS: 'http://«localhost»:3000,http://127.0.0.1:3000'"),
      severity: "warning",
    },
    {
      title: "origins besides real ones",
      code: env("CORS_ORIGINS: https://example.com,http://«localhost»:3000"),
      severity: "info",
      fixed: null,
    },
    {
      title: "origins by default",
      code: {
        "compose.yaml": env("CORS_ORIGINS: ${ORIGINS:-http://«localhost»:3000}"),
        ".env.example": "ORIGINS=\n",
      },
      severity: "info",
      fixed: {
        "compose.yaml": env("CORS_ORIGINS: ${ORIGINS:?set ORIGINS in .env}"),
        ".env.example": "ORIGINS=\n",
      },
    },
    {
      title: "for the browser",
      code: env(["VITE_API_URL: http://«localhost»:8000", "NEXT_PUBLIC_WS: ws://«localhost»:8000/ws"]),
      severity: "warning",
    },
    {
      title: "built in",
      code: "services:\n  web:\n    build:\n      context: .\n      args:\n        NEXT_PUBLIC_API_URL: http://«localhost»:8000\n",
      severity: "warning",
    },
    {
      title: "one anchor",
      code: "x-e: &e\n  DB_HOST: localhost\nservices:\n  a:\n    image: x\n    environment:\n      <<: «*e»\n  b:\n    image: x\n    environment:\n      <<: *e\n  db:\n    image: postgres:17\n",
    },
    { title: "development", code: { "compose.dev.yaml": env("DB_HOST: «localhost»") }, severity: "warning" },
  ],
});
