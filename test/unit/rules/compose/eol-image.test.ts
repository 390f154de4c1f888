import { eolImage } from "../../../../src/core/rules/compose/eol-image";
import { testRule } from "../../../support/rule-tester";

const image = (value: string, rest = "") => `services:\n  web:\n    image: ${value}\n${rest}`;

testRule(eolImage, {
  valid: [
    { title: "a supported line", code: image("postgres:17-alpine"), proof: "17" },
    { title: "a default names a supported line", code: image("'node:${NODE:-24}'"), proof: "24" },
    { title: "moving tags", code: image("node:lts-alpine") },
    { title: "no tag", code: image("node") },
    { title: "only a digest", code: image("node@sha256:abcdef") },
    { title: "an image of somebody else", code: image("ghcr.io/acme/node:14") },
    { title: "a variable decides", code: image("node:${VERSION}") },
    { title: "an unknown registry", code: image("${REGISTRY}/node:14") },
    { title: "a line that the table does not know", code: image("node:99") },
    { title: "the name of what is built here", code: image("node:14", "    build: .\n") },
    { title: "Debian with long-term fixes below", code: image("python:3.13-slim-bookworm") },
    { title: "nothing written yet", code: "services:\n  web:\n    image:\n" },
  ],
  invalid: [
    {
      title: "an ended line",
      code: image("node:«18»-alpine # old"),
      severity: "error",
      message: /Node\.js 18 .* since 2025-04-30/,
      fixed: image("node:24-alpine # old"),
    },
    {
      title: "less than 120 days to go",
      code: image("php:«8.2»-fpm"),
      severity: "warning",
      fixed: image("php:8.4-fpm"),
    },
    { title: "Ubuntu with paid fixes only", code: image("ubuntu:«20.04»"), severity: "hint" },
    { title: "the system below", code: image('"python:3.13-«buster»"'), fixed: image('"python:3.13"') },
    {
      title: "PostgreSQL is moved by hand",
      code: image("postgres:«14»"),
      severity: "error",
      message: /Move its data to PostgreSQL 18/,
      fixed: null,
    },
    { title: "MySQL is moved by hand", code: image("mysql:«5.7»"), severity: "error", fixed: null },
    { title: "MariaDB is moved by hand", code: image("mariadb:«10.5»"), fixed: null },
    { title: "nginx, whose next tag would move", code: image("nginx:«1.25»-alpine"), fixed: null },
    { title: "a tag with a digest stays", code: image("node:«18»@sha256:abcdef"), fixed: null },
    { title: "a suffix that the new line may lack", code: image("node:«18»-onbuild"), fixed: null },
    {
      title: "a default",
      code: image("${IMAGE:-python:«3.9»-slim}"),
      fixed: image("${IMAGE:-python:3.13-slim}"),
    },
    {
      title: "an anchor that two services share is told of once",
      code: "x-app: &app\n  image: node:«20»\nservices:\n  a:\n    <<: *app\n  b:\n    <<: *app\n",
      fixed: "x-app: &app\n  image: node:24\nservices:\n  a:\n    <<: *app\n  b:\n    <<: *app\n",
    },
    { title: "each service", code: "services:\n  a:\n    image: node:«18»\n  b:\n    image: node:«18»\n" },
    { title: "development", code: { "compose.dev.yaml": image("node:«18»") }, severity: "warning" },
    {
      title: "while a quote is open elsewhere",
      code: image("node:«18»", '  b:\n    image: "x\n'),
    },
  ],
});
