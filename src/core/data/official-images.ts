/** State of the list below. */
export const as_of = "2026-11-20";

/**
 * Docker's official images, past ones included: what a name without a slash can stand for on Docker Hub. Source:
 * https://github.com/docker-library/official-images/tree/master/library
 */
const names = new Set(
  `adminer adoptopenjdk aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux
  backdrop bash bonita buildpack-deps busybox caddy cassandra celery centos chronograf cirros clearlinux clefos
  clickhouse clojure composer consul convertigo couchbase couchdb crate crux dart debian django docker
  drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang euleros express-gateway fedora
  flink fluentd friendica fsharp gazebo gcc geonetwork ghost glassfish golang gradle groovy haproxy haskell haxe hello-seattle
  hello-world hipache hitch hola-mundo httpd hylang ibm-semeru-runtimes ibmjava influxdb iojs irssi java jenkins
  jetty jobber joomla jruby julia kaazing-gateway kapacitor kibana known kong krakend lightstreamer liquibase
  logstash mageia mariadb matomo maven mediawiki memcached mono mongo mongo-express monica mysql nats nats-streaming
  neo4j neurodebian nextcloud nginx node notary nuxeo odoo open-liberty openjdk opensuse oraclelinux orientdb owncloud
  percona perl photon php php-zendserver phpmyadmin piwik plone postfixadmin postgres postgresql pypy
  python r-base rabbitmq rails rakudo-star rapidoid redis redmine registry rethinkdb rocket.chat rockylinux ros
  ruby rust sapmachine satosa scratch sentry silverpeas sl solr sonarqube sourcemage spark spiped storm swarm swift
  swipl teamspeak telegraf thrift tomcat tomee traefik ubuntu ubuntu-debootstrap ubuntu-upstart unit valkey varnish
  vault websphere-liberty wordpress xwiki yourls znc zookeeper`
    .split(/\s+/)
    .filter((name) => name !== ""),
);

/** Whether `name` alone, without a tag, is an image of Docker Hub that can be pulled or could be once. */
export function isOfficialImage(name: string): boolean {
  return names.has(name);
}
