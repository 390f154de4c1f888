import { deepEqual, equal, ok } from "node:assert/strict";
import { isWithoutHealthcheck } from "../../../src/core/data/bare-images";
import { datastoreAtPort, datastoreOf } from "../../../src/core/data/datastores";

describe("datastores", () => {
  it("are known by their images, wherever these are kept", () => {
    const cases: Readonly<Record<string, string>> = {
      postgres: "postgres",
      "postgres:16-alpine": "postgres",
      "docker.io/library/postgres:16": "postgres",
      "ghcr.io/acme/postgres": "postgres",
      "registry:5000/mirror/library/redis:7": "redis",
      "pgvector/pgvector:pg16": "postgres",
      "bitnami/postgresql:16": "postgres",
      "valkey/valkey": "valkey",
      "quay.io/minio/minio": "minio",
      "mongo@sha256:abc": "mongo",
      "quay.io/coreos/etcd:v3.5": "etcd",
      "docker.elastic.co/elasticsearch/elasticsearch:8.15.0": "elasticsearch",
      "mcr.microsoft.com/mssql/server:2022-latest": "mssql",
      "docker.dragonflydb.io/dragonflydb/dragonfly": "redis",
      "MySQL:8": "mysql",
      "cockroachdb/cockroach:v25.3.0": "cockroachdb",
      "qdrant/qdrant": "qdrant",
      "confluentinc/cp-kafka:8.0.0": "kafka",
      "nats:2-alpine": "nats",
    };
    for (const [image, id] of Object.entries(cases)) equal(datastoreOf(image)?.store.id, id, image);
  });

  it("are not what merely has their name in it", () => {
    for (const image of [
      "prometheuscommunity/postgres-exporter",
      "postgres-backup",
      "acme/redis-commander",
      "mongo-express",
      "nginx",
      "",
      ":",
      "acme/",
    ]) {
      equal(datastoreOf(image), undefined, image);
    }
  });

  it("have a health check where the image has the tools", () => {
    deepEqual(datastoreOf("redis:7")?.healthTest, ["CMD", "redis-cli", "ping"]);
    equal(datastoreOf("mongo:4.4")?.healthTest?.[1], "mongo");
    equal(datastoreOf("mongo:8")?.healthTest?.[1], "mongosh");
    equal(datastoreOf("mongo")?.healthTest?.[1], "mongosh");
    equal(datastoreOf("bitnami/redis")?.healthTest, undefined);
    equal(datastoreOf("memcached")?.healthTest, undefined);
  });

  it("are told by their main ports, but not by those that others use", () => {
    deepEqual(
      [5432, 3306, 6379, 27017, 9200, 5672, 15672, 11211, 2379].map((port) => datastoreAtPort(port)?.id),
      ["postgres", "mysql", "redis", "mongo", "elasticsearch", "rabbitmq", "rabbitmq", "memcached", "etcd"],
    );
    for (const port of [80, 8080, 9000, 9001, 2380]) equal(datastoreAtPort(port), undefined);
  });
});

describe("images without a health check", () => {
  it("are official ones and those that were looked into", () => {
    for (const image of [
      "postgres",
      "docker.io/library/nginx:1.29",
      "node:24",
      "valkey/valkey:8",
      "docker.elastic.co/elasticsearch/elasticsearch:9.1.0",
    ]) {
      ok(isWithoutHealthcheck(image), image);
    }
    for (const image of ["app", "acme/postgres", "ghcr.io/acme/nginx", "mysql/mysql-server", ""])
      ok(!isWithoutHealthcheck(image), image);
  });
});
