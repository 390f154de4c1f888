import { publicDatastorePort } from "../../../../src/core/rules/compose/public-datastore-port";
import { testRule } from "../../../support/rule-tester";

const db = (ports: string, rest = "") =>
  `services:\n  db:\n    image: postgres:17\n${rest}    ports:\n      - ${ports}\n`;
const other = (port: string) => `services:\n  x:\n    build: .\n    ports:\n      - ${port}\n`;

testRule(publicDatastorePort, {
  valid: [
    {
      title: "half a line: nothing is sure while a quote is open",
      code: 'services:\n  db:\n    image: mysql\n    ports:\n      - target: 3306\n        published: "33',
    },
    { code: db('"127.0.0.1:5432:5432"'), proof: "127.0.0.1:5432:5432" },
    { title: "IPv6 loopback", code: db("'[::1]:5432:5432'"), proof: "[::1]" },
    { title: "IPv6 loopback without brackets", code: db("'::1:5432:5432'") },
    {
      title: "an address in a variable's default",
      code: db('"${BIND:-127.0.0.1}:5432:5432"'),
      proof: "BIND",
    },
    { title: "an address with its colon in a default", code: db('"${BIND:-127.0.0.1:}5432:5432"') },
    { title: "an address nobody knows", code: db('"${BIND}:5432:5432"') },
    { title: "a private address", code: db('"10.0.0.5:5432:5432"') },
    {
      title: "expose",
      code: "services:\n  db:\n    image: postgres:17\n    expose:\n      - 5432\n",
      proof: "db",
    },
    {
      title: "long syntax with address",
      code: db("target: 5432\n        host_ip: 127.0.0.1\n        published: 5432"),
    },
    { title: "long syntax with an address nobody knows", code: db("{ target: 5432, host_ip: '${IP}' }") },
    { title: "another service", code: other('"8080:80"') },
    { title: "9000 of anything", code: other('"9000:9000"') },
    { title: "the host side alone does not tell", code: other('"5432:80"') },
    { title: "UDP", code: other('"6379:6379/udp"') },
    { title: "a container port nobody knows", code: other('"${P}:${P}"') },
    { title: "the host's network", code: db('"5432:5432"', "    network_mode: host\n") },
    {
      title: "taken away again",
      code: "services:\n  base:\n    image: postgres:17\n  db:\n    extends: base\n    ports: !reset []\n",
    },
    {
      title: "an exporter",
      code: 'services:\n  x:\n    image: prometheuscommunity/postgres-exporter\n    ports: ["9187:9187"]\n',
    },
    {
      title: "an anchor that nobody uses",
      code: 'x-db: &db\n  image: postgres\n  ports: ["5432:5432"]\nservices: {}\n',
    },
    { title: "not a list", code: "services:\n  db:\n    image: postgres\n    ports: 5432\n" },
  ],
  invalid: [
    { title: "a bare port", code: db('«"5432"»'), fixed: db('"127.0.0.1::5432"') },
    { title: "a number", code: db("«5432»"), fixed: db("127.0.0.1::5432") },
    {
      title: "a host port with a default",
      code: db('«"${P:-5432}:5432"»'),
      fixed: db('"127.0.0.1:${P:-5432}:5432"'),
    },
    {
      title: "a host port nobody knows",
      code: db('«"${DB_PORT}:5432"»'),
      fixed: db('"127.0.0.1:${DB_PORT}:5432"'),
    },
    { title: "IPv6 wildcard", code: db("«'[::]:5432:5432'»"), fixed: db("'127.0.0.1:5432:5432'") },
    {
      title: "a public address in a default",
      code: db('«"${BIND:-0.0.0.0}:5432:5432"»'),
      fixed: db('"${BIND:-127.0.0.1}:5432:5432"'),
    },
    {
      title: "a comment behind",
      code: db('«"5432:5432"» # for pgAdmin'),
      fixed: db('"127.0.0.1:5432:5432" # for pgAdmin'),
    },
    { title: "protocol", code: db("«5432:5432/tcp»"), fixed: db("127.0.0.1:5432:5432/tcp") },
    { title: "another port of a datastore's image", code: db('«"15432:15432"»') },
    {
      title: "a private image, by the container's port",
      code: other('«"15432:5432"»'),
      fixed: other('"127.0.0.1:15432:5432"'),
    },
    { title: "a range of ports", code: other('«"6370-6380:6370-6380"»') },
    {
      title: "an image of another registry",
      code: 'services:\n  s:\n    image: quay.io/minio/minio:latest\n    ports: [«"9000:9000"», «"9001:9001"»]\n',
    },
    {
      title: "an image whose tag nobody knows",
      code: 'services:\n  c:\n    image: redis:${TAG:-7}\n    ports: [«"7000:7000"»]\n',
    },
    {
      title: "a flow list",
      code: 'services:\n  db: { image: postgres, ports: [«"5432:5432"»] }\n',
      fixed: 'services:\n  db: { image: postgres, ports: ["127.0.0.1:5432:5432"] }\n',
    },
    {
      title: "long syntax without a host port",
      code: db("target: «5432»"),
      fixed: db("target: 5432\n        host_ip: 127.0.0.1"),
    },
    {
      title: "long syntax with a wildcard",
      code: db("{ target: 5432, published: «5432», host_ip: 0.0.0.0 }"),
      fixed: db("{ target: 5432, published: 5432, host_ip: 127.0.0.1 }"),
    },
    {
      title: "a swarm's routing mesh",
      code: db("{ target: 5432, published: «5432», mode: ingress }"),
      severity: "hint",
      fixed: null,
    },
    {
      title: "a swarm's stack",
      code: db('«"5432:5432"»', "    deploy:\n      placement: {}\n"),
      severity: "hint",
    },
    {
      title: "through an alias: the usage is marked, the anchor is fixed",
      code: 'x-db: &db\n  image: postgres\n  ports: ["5432:5432"]\nservices:\n  one:\n    <<: «*db»\n',
      fixed:
        'x-db: &db\n  image: postgres\n  ports: ["127.0.0.1:5432:5432"]\nservices:\n  one:\n    <<: *db\n',
    },
    {
      title: "what is extended is marked once",
      code: 'services:\n  base:\n    image: postgres\n    ports: [«"5432:5432"»]\n  db:\n    extends: base\n',
    },
    {
      title: "development is one step milder",
      code: { "compose.dev.yaml": db('«"5432:5432"»') },
      severity: "warning",
    },
    {
      title: "even while something else is open",
      code: 'services:\n  db:\n    image: postgres\n    ports: [«"5432:5432"»]\n  web:\n    image: "x\n',
    },
    {
      title: "tabs before a comment",
      code: db('«"5432:5432"»\t# c'),
      fixed: db('"127.0.0.1:5432:5432"\t# c'),
    },
    {
      title: "only this port is taken off",
      fix: "Publish nothing: other services reach it as `db:5432`",
      code: db('«"5432:5432"»\n      - "127.0.0.1:1:1"'),
      fixed: db('"127.0.0.1:1:1"'),
    },
  ],
});
