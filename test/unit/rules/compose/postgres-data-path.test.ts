import { postgresDataPath } from "../../../../src/core/rules/compose/postgres-data-path";
import { testRule } from "../../../support/rule-tester";

const db = (image: string, mount: string, more = "") =>
  `services:\n  db:\n    image: ${image}\n${more}    volumes:\n      - ${mount}\n`;
const DATA = "/var/lib/postgresql/data";
const HOME = "/var/lib/postgresql";

testRule(postgresDataPath, {
  valid: [
    { title: "17", code: db("postgres:17", `d:${DATA}`), proof: `d:${DATA}` },
    { title: "18", code: db("postgres:18", `d:${HOME}`), proof: `d:${HOME}` },
    { title: "newest", code: db("postgres", `d:${HOME}`), proof: HOME },
    { title: "PGDATA", code: db("postgres:18", `d:${DATA}`, `    environment:\n      PGDATA: ${DATA}\n`) },
    { title: "PGDATA from the shell", code: db("postgres:18", `d:${DATA}`, "    environment: [PGDATA]\n") },
    {
      title: "PGDATA in another file",
      code: {
        "compose.yaml": db("postgres:18", `d:${DATA}`),
        "compose.prod.yaml": `services:\n  db:\n    environment:\n      PGDATA: ${DATA}\n`,
      },
    },
    {
      title: "PGDATA in an env file",
      code: {
        "compose.yaml": db("postgres:18", `d:${DATA}`, "    env_file: ./db.env\n"),
        "db.env": `PGDATA=${DATA}\n`,
      },
    },
    { title: "an option", code: db("postgres:18", `d:${DATA}`, `    command: postgres -D ${DATA}\n`) },
    { title: "both folders", code: db("postgres:17", `h:${HOME}\n      - d:${DATA}`) },
    { title: "another folder", code: db("postgres:18", "./init:/docker-entrypoint-initdb.d:ro") },
    { title: "memory", code: db("postgres:18", `{ type: tmpfs, target: ${DATA} }`) },
    { title: "a version that nobody knows", code: db("postgres:${VERSION}", `d:${DATA}`) },
    { title: "a digest alone", code: db(`postgres@sha256:${"a".repeat(64)}`, `d:${DATA}`) },
    { title: "another image", code: db("ghcr.io/acme/postgres:18", `d:${DATA}`) },
    { title: "an image laid out in another way", code: db("timescale/timescaledb-ha:pg18", `d:${DATA}`) },
    { title: "a tag that does not tell", code: db("timescale/timescaledb:latest", `d:${DATA}`) },
    { title: "built here", code: db("postgres:18", `d:${DATA}`, "    build: ./db\n") },
    { title: "pgvector 17", code: db("pgvector/pgvector:0.8.0-pg17", `d:${DATA}`), proof: DATA },
    { title: "PostGIS 17", code: db("postgis/postgis:17-3.5-alpine", `d:${DATA}`) },
    { title: "a target that nobody knows", code: db("postgres:18", "d:${DATA_PATH}") },
  ],
  invalid: [
    {
      title: "no tag is the newest",
      code: db("postgres", `«d:${DATA}»`),
      severity: "error",
      message: /18 \(the newest/,
      fixed: db("postgres", `d:${HOME}`),
    },
    { title: "latest", code: db("postgres:latest", `«d:${DATA}»`) },
    { title: "the system alone", code: db("postgres:alpine", `«d:${DATA}»`) },
    { title: "by default", code: db("postgres:${PG:-18}-alpine", `«d:${DATA}»`) },
    { title: "with a digest", code: db(`postgres:18.1@sha256:${"a".repeat(64)}`, `«d:${DATA}»`) },
    { title: "full name", code: db("docker.io/library/postgres:18", `«d:${DATA}»`) },
    { title: "a mirror", code: db("public.ecr.aws/docker/library/postgres:18", `«d:${DATA}»`) },
    {
      title: "options and quotes stay",
      code: db("postgres:18", `«"./pg:${DATA}/:rw"» # data`),
      fixed: db("postgres:18", `"./pg:${HOME}:rw" # data`),
    },
    { title: "no name", code: db("postgres:18", `«${DATA}»`), fixed: db("postgres:18", HOME) },
    {
      title: "long syntax",
      code: db("postgres:18", `type: volume\n        source: d\n        target: «${DATA}»`),
      fixed: db("postgres:18", `type: volume\n        source: d\n        target: ${HOME}`),
    },
    { title: "old", code: db("postgres:9.6-alpine", `«./pg:${HOME}»`), message: /hides this one/ },
    { title: "pgvector 18", code: db("pgvector/pgvector:pg18-trixie", `«d:${DATA}»`), severity: "warning" },
    {
      title: "TimescaleDB",
      code: db("timescale/timescaledb:2.23.0-pg18", `«d:${DATA}»`),
      severity: "warning",
    },
    { title: "PostGIS", code: db("postgis/postgis:16-3.4", `«d:${HOME}»`), severity: "warning" },
    {
      title: "an anchor",
      code: `x-db: &db\n  image: postgres:18\n  volumes: ["d:${DATA}"]\nservices:\n  a:\n    <<: «*db»\n  b:\n    <<: *db\n`,
    },
    {
      title: "development",
      code: { "compose.dev.yaml": db("postgres:18", `«d:${DATA}»`) },
      severity: "warning",
    },
  ],
});
