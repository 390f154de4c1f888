import { datastoreVolume } from "../../../../src/core/rules/compose/datastore-volume";
import { testRule } from "../../../support/rule-tester";

const db = (image: string, more = "", name = "db") => `services:\n  ${name}:\n    image: ${image}\n${more}`;
const mounted = (image: string, ...mounts: string[]) =>
  db(image, `    volumes:\n${mounts.map((mount) => `      - ${mount}\n`).join("")}`);

testRule(datastoreVolume, {
  valid: [
    {
      title: "a named volume",
      code: `${mounted("postgres:17", "d:/var/lib/postgresql/data")}volumes:\n  d:\n`,
      proof: "d:/var",
    },
    {
      title: "long syntax",
      code: mounted("mongo:8", "{ type: volume, source: d, target: /data/db }"),
      proof: "/data/db",
    },
    { title: "PostgreSQL 18", code: mounted("postgres:18", "d:/var/lib/postgresql"), proof: "d:" },
    { title: "below the folder", code: mounted("postgres:17", "d:/var/lib/postgresql/data/pgdata") },
    {
      title: "a folder of the host",
      code: mounted("mysql:8.4", "/srv/mysql:/var/lib/mysql"),
      proof: "/srv/mysql",
    },
    {
      title: "a folder that a variable names",
      code: mounted("mysql:8.4", "${DATA}:/var/lib/mysql"),
      proof: "DATA",
    },
    { title: "a mount that nobody knows", code: mounted("mysql:8.4", "data:${TARGET}") },
    {
      title: "a folder that PGDATA names",
      code: `${mounted("postgres:17", "d:/pg")}    environment:\n      PGDATA: /pg/data\n`,
    },
    {
      title: "a folder that an option names",
      code: `${mounted("mongo:8", "d:/mongo")}    command: ["mongod", "--dbpath", "/mongo"]\n`,
    },
    {
      title: "MinIO's argument",
      code: `${mounted("minio/minio", "d:/storage")}    command: server /storage --console-address ":9001"\n`,
    },
    { title: "another layout", code: mounted("bitnami/postgresql:17", "d:/bitnami/postgresql") },
    { title: "an agent of a datastore", code: db("prometheuscommunity/postgres-exporter:v0.17") },
    { title: "memory is what it is for", code: db("memcached:1.6") },
    { title: "a cache", code: db("redis:8", "", "cache") },
    {
      title: "Redis that drops what it likes",
      code: db("redis:8", "    command: redis-server --maxmemory 1gb --maxmemory-policy allkeys-lru\n"),
    },
    {
      title: "Redis without snapshots",
      code: db("redis:8", '    command: ["redis-server", "--save", "", "--appendonly", "no"]\n'),
    },
    { title: "Redis with a file", code: db("redis:8", "    command: redis-server /etc/redis.conf\n") },
    { title: "a database for tests", code: db("postgres:17", "", "test-db") },
    { title: "a profile for development", code: db("postgres:17", "    profiles: [dev]\n") },
    {
      title: "logs in a folder of temporary files",
      code: `${mounted("apache/kafka:4.1.0", "k:/tmp/kraft-combined-logs")}    environment:\n      KAFKA_LOG_DIRS: /tmp/kraft-combined-logs\n`,
    },
    { title: "replicas", code: db("postgres:17", "    deploy: { replicas: 3 }\n") },
    { title: "a replica by name", code: db("postgres:17", "", "db-replica") },
    { title: "tests", code: { "compose.test.yaml": db("postgres:17") } },
    { title: "volumes of another service", code: db("postgres:17", "    volumes_from: [data]\n") },
    { title: "built here", code: db("postgres:17", "    build: ./db\n") },
    {
      title: "from another file",
      code: db("postgres:17", "    extends: { file: base.yaml, service: db }\n"),
    },
    {
      title: "in another file",
      code: {
        "compose.yaml": db("postgres:17"),
        "compose.prod.yaml": mounted("postgres:17", "d:/var/lib/postgresql/data"),
      },
    },
    { title: "an image that nobody knows", code: db("${DB_IMAGE}") },
    { title: "a version that nobody knows", code: db("postgres:${PG_VERSION}") },
    { title: "while a quote is open", code: `${db("postgres:17")}  x:\n    image: "y\n` },
    {
      title: "an anchor",
      code: `x-v: &v\n  volumes: ["d:/var/lib/mysql"]\n${db("mysql:8.4", "    <<: *v\n")}`,
    },
  ],
  invalid: [
    {
      title: "PostgreSQL 18 at the end of a file",
      code: db("postgres:18", "", "«db»"),
      severity: "error",
      message: /has no volume/,
      fixed: `${mounted("postgres:18", "db_data:/var/lib/postgresql")}volumes:\n  db_data: {}\n`,
    },
    {
      title: "scripts are no data",
      code: mounted("postgres:17", "./init.sql:/docker-entrypoint-initdb.d/init.sql:ro").replace(
        "db:",
        "«db»:",
      ),
      fixed: `${mounted("postgres:17", "./init.sql:/docker-entrypoint-initdb.d/init.sql:ro", "db_data:/var/lib/postgresql/data")}volumes:\n  db_data: {}\n`,
    },
    {
      title: "a volume in the wrong place",
      code: `${mounted("postgres:17", "pg:/var/lib/postgres")}volumes:\n  pg:\n`.replace("db:", "«db»:"),
    },
    {
      title: "a section that is empty",
      code: `${db("mariadb:11.8", "", "«db»")}volumes:\n`,
      fixed: `${mounted("mariadb:11.8", "db_data:/var/lib/mysql")}volumes:\n  db_data: {}\n`,
    },
    {
      title: "a section before the services",
      code: `volumes:\n  db_data:\n${db("mongo:8", "", "«db»")}`,
      fixed: `volumes:\n  db_data:\n  db_data_2: {}\n${mounted("mongo:8", "db_data_2:/data/db")}`,
    },
    {
      title: "flow style",
      code: "services: { «db»: { image: postgres:17 } }\n",
      fixed:
        "services: { db: { image: postgres:17, volumes: [db_data:/var/lib/postgresql/data] } }\nvolumes:\n  db_data: {}\n",
    },
    {
      title: "memory",
      code: db("postgres:17", "    tmpfs: /var/lib/postgresql/data\n", "«db»"),
      message: /in memory/,
      fixed: null,
    },
    {
      title: "memory in long syntax",
      code: mounted("mysql:8.4", "{ type: tmpfs, target: «/var/lib/mysql» }"),
      fixed: null,
    },
    {
      title: "no name in quotes",
      code: mounted("mongo:8", '«"/data/db"»'),
      fixed: `${mounted("mongo:8", '"db_data:/data/db"')}volumes:\n  db_data: {}\n`,
    },
    {
      title: "another layout without any volume",
      code: db("bitnami/postgresql:17", "", "«db»"),
      fixed: null,
    },
    {
      title: "Redis that shall keep its data",
      code: db("redis:8", "    command: redis-server --appendonly yes\n", "«redis»"),
      severity: "error",
    },
    {
      title: "Redis with jobs in it",
      code: `${db("redis:8", "", "«redis»")}  worker:\n    image: acme/app\n    command: celery -A app worker\n`,
      severity: "warning",
    },
    { title: "Redis for nobody knows what", code: db("redis:8", "", "«redis»"), severity: "info" },
    { title: "queues", code: db("rabbitmq:4-management", "", "«mq»"), severity: "warning" },
    {
      title: "a folder of the project",
      code: mounted("postgres:17", "«./data:/var/lib/postgresql/data»"),
      severity: "hint",
      fixed: null,
    },
    {
      title: "one anchor",
      code: "x-db: &db\n  image: mysql:8.4\nservices:\n  «a»: *db\n  b: *db\n",
      fixed: null,
    },
    {
      title: "development",
      code: { "compose.dev.yaml": db("postgres:17", "", "«db»") },
      severity: "warning",
    },
  ],
});
