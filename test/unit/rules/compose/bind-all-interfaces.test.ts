import { bindAllInterfaces } from "../../../../src/core/rules/compose/bind-all-interfaces";
import { testRule } from "../../../support/rule-tester";

const api = (port: string, rest = "") =>
  `services:\n  api:\n    image: acme/api:1\n${rest}    ports:\n      - ${port}\n`;

testRule(bindAllInterfaces, {
  valid: [
    { title: "an address", code: api('"127.0.0.1:8000:8000"'), proof: "127.0.0.1:8000:8000" },
    { title: "IPv6 loopback", code: api("'[::1]:8000:8000'") },
    { title: "an address in a default", code: api('"${BIND:-127.0.0.1}:8000:8000"') },
    { title: "an address that a variable decides", code: api('"${BIND}:8000:8000"') },
    { title: "HTTP", code: api('"80:3000"') },
    { title: "HTTPS", code: api('"443:8443"') },
    { title: "HTTP on a port that a variable decides", code: api('"${HTTP_PORT}:80"') },
    { title: "HTTPS in the long form", code: api('{ target: 8443, published: "443" }') },
    {
      title: "proxies",
      code: "services:\n  a:\n    image: nginx:1.28\n    ports: ['8080:80']\n  b:\n    image: traefik:v3.6\n    ports: ['8443:8443']\n  c:\n    image: docker.io/library/caddy:2\n    ports: ['2015:2015']\n",
    },
    {
      title: "what is built on a proxy",
      code: {
        "compose.yaml": "services:\n  web:\n    build: .\n    ports: ['8080:80']\n",
        Dockerfile: "FROM node:24 AS build\nFROM nginx:1.28-alpine\nCOPY --from=build /a /b\n",
      },
    },
    { title: "expose", code: "services:\n  api:\n    build: .\n    expose: [8000]\n" },
    {
      title: "a datastore is another rule's matter",
      code: "services:\n  db:\n    image: postgres:17\n    ports: ['5433:5433']\n",
    },
    { title: "a datastore's port as well", code: api('"5432:5432"') },
    { title: "the host's network", code: api('"8000:8000"', "    network_mode: host\n") },
    {
      title: "a swarm's stack",
      code: api('"8000:8000"', "    deploy:\n      placement: {}\n"),
    },
    { title: "a routing mesh", code: api("{ target: 8000, published: 8000, mode: ingress }") },
    { title: "development", code: { "compose.override.yaml": api('"8000:8000"') } },
    { title: "an anchor that nobody uses", code: 'x-a: &a\n  ports: ["8000:8000"]\nservices: {}\n' },
  ],
  invalid: [
    {
      title: "no address",
      code: api('«"8000:8000"» # the API'),
      severity: "hint",
      fixed: api('"127.0.0.1:8000:8000" # the API'),
    },
    { title: "a bare port", code: api("«8000»"), fixed: api("127.0.0.1::8000") },
    { title: "a wildcard", code: api('«"0.0.0.0:8000:80"»'), fixed: api('"127.0.0.1:8000:80"') },
    { title: "an IPv6 wildcard", code: api("«'[::]:8000:80'»"), fixed: api("'127.0.0.1:8000:80'") },
    { title: "a range", code: api('«"8000-8010:8000-8010"»'), fixed: api('"127.0.0.1:8000-8010:8000-8010"') },
    {
      title: "a port with a default",
      code: api('«"${PORT:-8000}:8000"»'),
      fixed: api('"127.0.0.1:${PORT:-8000}:8000"'),
    },
    {
      title: "long syntax with a wildcard",
      code: api("{ target: 80, published: «8000», host_ip: 0.0.0.0 }"),
      fixed: api("{ target: 80, published: 8000, host_ip: 127.0.0.1 }"),
    },
    {
      title: "through an alias: the usage is marked, the anchor is fixed",
      code: 'x-a: &a\n  ports: ["8000:8000"]\nservices:\n  one:\n    build: .\n    <<: «*a»\n  two:\n    build: .\n    <<: *a\n',
      fixed:
        'x-a: &a\n  ports: ["127.0.0.1:8000:8000"]\nservices:\n  one:\n    build: .\n    <<: *a\n  two:\n    build: .\n    <<: *a\n',
    },
    {
      title: "even while something else is open",
      code: 'services:\n  a:\n    ports: [«"8000:8000"»]\n  web:\n    image: "x\n',
    },
  ],
});
