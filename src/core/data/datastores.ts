import { parseImageReference } from "../files/dockerfile/image-reference";

/** State of the facts below: ports, data folders and client tools of the images, from their documentation. */
export const as_of = "2026-11-20";

/** A database, cache, queue or object store that Compose projects run as a service. */
export interface Datastore {
  readonly id: string;
  readonly title: string;
  /** Ports that it serves inside the container, the main one first. */
  readonly ports: readonly number[];
  /** Folders that hold the data in the official image. */
  readonly dataDirs: readonly string[];
  /** The `test` of a Compose health check that the official image can run; undefined when there is none. */
  readonly healthTest: ((tag: string | undefined) => readonly string[]) | undefined;
}

interface Entry extends Datastore {
  /** Images that this health check and these folders hold for: names of official images, else `owner/name`. */
  readonly images: readonly string[];
  /** Images that speak the same protocol, laid out in another way. */
  readonly relatives: readonly string[];
}

const fixed =
  (...words: readonly string[]) =>
  () =>
    words;

const entries: readonly Entry[] = [
  {
    id: "postgres",
    title: "PostgreSQL",
    ports: [5432],
    dataDirs: ["/var/lib/postgresql/data", "/var/lib/postgresql"],
    healthTest: fixed("CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres} -d $${POSTGRES_DB:-postgres}"),
    images: [
      "postgres",
      "postgis/postgis",
      "pgvector/pgvector",
      "timescale/timescaledb",
      "timescale/timescaledb-ha",
    ],
    relatives: ["bitnami/postgresql", "bitnamilegacy/postgresql", "supabase/postgres", "paradedb/paradedb"],
  },
  {
    id: "mysql",
    title: "MySQL",
    ports: [3306, 33060],
    dataDirs: ["/var/lib/mysql"],
    healthTest: fixed("CMD-SHELL", "mysqladmin ping -h 127.0.0.1 --silent"),
    images: ["mysql", "percona"],
    // The first of these brings a health check of its own.
    relatives: ["mysql/mysql-server", "percona/percona-server", "bitnami/mysql", "bitnamilegacy/mysql"],
  },
  {
    id: "mariadb",
    title: "MariaDB",
    ports: [3306],
    dataDirs: ["/var/lib/mysql"],
    healthTest: fixed("CMD", "healthcheck.sh", "--connect", "--innodb_initialized"),
    images: ["mariadb"],
    relatives: [
      "bitnami/mariadb",
      "bitnamilegacy/mariadb",
      "linuxserver/mariadb",
      "yobasystems/alpine-mariadb",
    ],
  },
  {
    id: "mongo",
    title: "MongoDB",
    ports: [27017, 27018, 27019],
    dataDirs: ["/data/db"],
    healthTest: (tag) => [
      "CMD",
      isBefore(tag, 5) ? "mongo" : "mongosh",
      "--quiet",
      "--eval",
      "db.adminCommand('ping').ok",
    ],
    images: ["mongo"],
    relatives: [
      "mongodb/mongodb-community-server",
      "bitnami/mongodb",
      "bitnamilegacy/mongodb",
      "percona/percona-server-mongodb",
    ],
  },
  {
    id: "redis",
    title: "Redis",
    ports: [6379],
    dataDirs: ["/data"],
    healthTest: fixed("CMD", "redis-cli", "ping"),
    images: ["redis", "redis/redis-stack", "redis/redis-stack-server"],
    relatives: [
      "bitnami/redis",
      "bitnamilegacy/redis",
      "eqalpha/keydb",
      "docker.dragonflydb.io/dragonflydb/dragonfly",
    ],
  },
  {
    id: "valkey",
    title: "Valkey",
    ports: [6379],
    dataDirs: ["/data"],
    healthTest: fixed("CMD", "valkey-cli", "ping"),
    images: ["valkey/valkey"],
    relatives: ["bitnami/valkey", "bitnamilegacy/valkey"],
  },
  {
    id: "rabbitmq",
    title: "RabbitMQ",
    ports: [5672, 15672, 5671, 25672, 4369],
    dataDirs: ["/var/lib/rabbitmq"],
    healthTest: fixed("CMD", "rabbitmq-diagnostics", "-q", "ping"),
    images: ["rabbitmq"],
    relatives: ["bitnami/rabbitmq", "bitnamilegacy/rabbitmq"],
  },
  {
    id: "elasticsearch",
    title: "Elasticsearch",
    ports: [9200, 9300],
    dataDirs: ["/usr/share/elasticsearch/data"],
    healthTest: undefined,
    images: ["elasticsearch", "elastic/elasticsearch", "elasticsearch/elasticsearch"],
    relatives: ["bitnami/elasticsearch", "bitnamilegacy/elasticsearch"],
  },
  {
    id: "opensearch",
    title: "OpenSearch",
    ports: [9200, 9300],
    dataDirs: ["/usr/share/opensearch/data"],
    healthTest: undefined,
    images: ["opensearchproject/opensearch"],
    relatives: ["bitnami/opensearch", "bitnamilegacy/opensearch"],
  },
  {
    id: "memcached",
    title: "Memcached",
    ports: [11211],
    dataDirs: [],
    healthTest: undefined,
    images: ["memcached"],
    relatives: ["bitnami/memcached", "bitnamilegacy/memcached"],
  },
  {
    id: "minio",
    title: "MinIO",
    ports: [9000, 9001],
    dataDirs: ["/data"],
    healthTest: fixed("CMD", "mc", "ready", "local"),
    images: ["minio/minio"],
    relatives: ["bitnami/minio", "bitnamilegacy/minio"],
  },
  {
    id: "etcd",
    title: "etcd",
    ports: [2379, 2380],
    dataDirs: ["/etcd-data"],
    healthTest: fixed("CMD", "etcdctl", "endpoint", "health"),
    images: ["coreos/etcd", "etcd-development/etcd"],
    relatives: ["bitnami/etcd", "bitnamilegacy/etcd"],
  },
  {
    id: "cassandra",
    title: "Cassandra",
    ports: [9042, 7000, 7199, 9160],
    dataDirs: ["/var/lib/cassandra"],
    healthTest: fixed("CMD-SHELL", "nodetool status | grep -q '^UN'"),
    images: ["cassandra"],
    relatives: ["bitnami/cassandra", "scylladb/scylla"],
  },
  {
    id: "clickhouse",
    title: "ClickHouse",
    ports: [8123, 9000, 9009],
    dataDirs: ["/var/lib/clickhouse"],
    healthTest: fixed("CMD", "clickhouse-client", "--query", "SELECT 1"),
    images: ["clickhouse", "clickhouse/clickhouse-server", "yandex/clickhouse-server"],
    relatives: ["bitnami/clickhouse", "altinity/clickhouse-server"],
  },
  {
    id: "couchdb",
    title: "CouchDB",
    ports: [5984],
    dataDirs: ["/opt/couchdb/data"],
    healthTest: fixed("CMD", "curl", "-fsS", "http://127.0.0.1:5984/_up"),
    images: ["couchdb"],
    relatives: ["bitnami/couchdb"],
  },
  {
    id: "neo4j",
    title: "Neo4j",
    ports: [7687, 7474, 7473],
    dataDirs: ["/data"],
    healthTest: undefined,
    images: ["neo4j"],
    relatives: ["bitnami/neo4j"],
  },
  {
    id: "influxdb",
    title: "InfluxDB",
    ports: [8086],
    dataDirs: ["/var/lib/influxdb2", "/var/lib/influxdb"],
    healthTest: undefined,
    images: ["influxdb"],
    relatives: ["bitnami/influxdb"],
  },
  {
    id: "mssql",
    title: "SQL Server",
    ports: [1433],
    dataDirs: ["/var/opt/mssql"],
    healthTest: undefined,
    images: ["mssql/server", "azure-sql-edge"],
    relatives: [],
  },
  {
    id: "cockroachdb",
    title: "CockroachDB",
    ports: [26257],
    dataDirs: ["/cockroach/cockroach-data"],
    healthTest: undefined,
    images: ["cockroachdb/cockroach"],
    relatives: [],
  },
  {
    id: "qdrant",
    title: "Qdrant",
    ports: [6333, 6334],
    dataDirs: ["/qdrant/storage"],
    healthTest: undefined,
    images: ["qdrant/qdrant"],
    relatives: [],
  },
  {
    id: "kafka",
    title: "Kafka",
    ports: [9092],
    dataDirs: ["/var/lib/kafka/data"],
    healthTest: undefined,
    images: ["apache/kafka", "confluentinc/cp-kafka"],
    relatives: ["apache/kafka-native", "bitnami/kafka", "bitnamilegacy/kafka", "redpandadata/redpanda"],
  },
  {
    id: "nats",
    title: "NATS",
    ports: [4222, 6222],
    dataDirs: [],
    healthTest: undefined,
    images: ["nats"],
    relatives: ["bitnami/nats", "bitnamilegacy/nats"],
  },
];

const byImage = new Map<string, { readonly entry: Entry; readonly isOwn: boolean }>();
for (const entry of entries) {
  for (const image of entry.images) byImage.set(image, { entry, isOwn: true });
  for (const image of entry.relatives) byImage.set(image, { entry, isOwn: false });
}

/** Ports on which, behind any image, a datastore is to be expected; 9000 is not one: others use it as well. */
const telling = new Set([
  "postgres",
  "mysql",
  "mongo",
  "redis",
  "elasticsearch",
  "memcached",
  "rabbitmq",
  "etcd",
]);
const byPort = new Map<number, Datastore>();
for (const entry of entries.filter(({ id }) => telling.has(id))) {
  for (const port of entry.id === "rabbitmq" ? [5672, 15672] : entry.ports.slice(0, 1))
    byPort.set(port, entry);
}

export interface KnownDatastore {
  readonly store: Datastore;
  /** The health check with the tools of this very image; undefined when it may lack them. */
  readonly healthTest: readonly string[] | undefined;
}

/**
 * The datastore that an image (`postgres:16`, `ghcr.io/acme/postgres`) runs; undefined for other images. A copy
 * of an official image in another registry counts as that image by its last name.
 */
export function datastoreOf(image: string): KnownDatastore | undefined {
  const reference = parseImageReference(image.trim().toLowerCase());
  if (!reference) return undefined;
  const { registry, repository, official } = reference;
  const name = official ?? repository;
  const last = name.slice(name.lastIndexOf("/") + 1);
  const found =
    byImage.get(name) ??
    byImage.get(`${registry}/${name}`) ??
    byImage.get(name.split("/").slice(-2).join("/")) ??
    byImage.get(last);
  if (!found) return undefined;
  const own = found.isOwn && (byImage.has(name) || registry !== undefined);
  const healthTest = own ? found.entry.healthTest?.(reference.tag?.text) : undefined;
  return { store: found.entry, healthTest };
}

/** The datastore that usually answers at `port` of a container, where a port number tells. */
export function datastoreAtPort(port: number): Datastore | undefined {
  return byPort.get(port);
}

function isBefore(tag: string | undefined, major: number): boolean {
  const version = /^v?(\d{1,4})(?=\.|-|$)/.exec(tag ?? "")?.[1];
  return version !== undefined && Number(version) < major;
}
