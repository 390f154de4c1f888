import { parseImageReference } from "../files/dockerfile/image-reference";

/** State of the list below. */
export const as_of = "2026-11-20";

/**
 * Images that bring no HEALTHCHECK. Docker's official images have none by policy
 * (https://github.com/docker-library/faq#healthcheck); the others were looked up in their Dockerfiles.
 */
const bare = new Set(
  `adminer alpine amazonlinux arangodb busybox caddy cassandra clickhouse composer consul couchbase couchdb crate
  debian drupal eclipse-mosquitto eclipse-temurin elasticsearch elixir erlang fedora flink fluentd ghost golang
  gradle haproxy httpd influxdb jetty joomla kapacitor kibana kong logstash mariadb matomo maven mediawiki
  memcached mongo mongo-express monica mysql nats neo4j neurodebian nextcloud nginx node odoo openjdk orientdb
  perl percona php phpmyadmin postgres python r-base rabbitmq redis redmine registry rethinkdb rockylinux ruby
  rust solr sonarqube spark storm swift telegraf tomcat tomee traefik ubuntu unit varnish vault wordpress
  xwiki yourls zookeeper
  pgvector/pgvector postgis/postgis timescale/timescaledb valkey/valkey redis/redis-stack-server`
    .split(/\s+/)
    .filter((name) => name !== ""),
);

const elastic = new Set(["elasticsearch/elasticsearch", "kibana/kibana", "logstash/logstash"]);

/** Whether `image` is known to bring no health check; false for all images that nobody looked into. */
export function isWithoutHealthcheck(image: string): boolean {
  const reference = parseImageReference(image.trim().toLowerCase());
  if (!reference) return false;
  const { official, registry, repository } = reference;
  // Elastic's own registry holds what the official images are built from: `elasticsearch/elasticsearch`.
  if (registry === "docker.elastic.co") return elastic.has(repository);
  const isHub = registry === undefined || registry === "docker.io";
  return isHub && bare.has(official ?? repository);
}
