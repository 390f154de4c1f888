import { aptUpdateAlone } from "../../../../src/core/rules/dockerfile/apt-update-alone";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";
const install = "RUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n";

testRule(aptUpdateAlone, {
  valid: [
    {
      title: "in the same RUN",
      code: `${from}RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n${install}`,
      proof: "apt-get update",
    },
    {
      title: "set off by semicolons",
      code: `${from}RUN set -eux; apt-get update -y ; apt-get install -y curl\n`,
    },
    { title: "an upgrade", code: `${from}RUN apt-get update && apt-get upgrade -y\n` },
    { title: "an upgrade by apt", code: `${from}RUN test -f x && apt-get update && apt upgrade --yes\n` },
    { title: "build dependencies", code: `${from}RUN apt-get update && apt-get build-dep -y python3\n` },
    { title: "a heredoc", code: `${from}RUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n` },
    {
      title: "apk",
      code: "FROM alpine:3.23\nRUN apk update && apk add --no-cache git\nRUN apk --update add git\n",
    },
    { title: "apk upgrades", code: "FROM alpine:3.23\nRUN apk update && apk upgrade\n" },
    { title: "dnf", code: "FROM fedora:43\nRUN dnf update -y && dnf install -y httpd\n" },
    { title: "dnf upgrade", code: "FROM fedora:43\nRUN dnf upgrade -y\n" },
    { title: "one package", code: "FROM fedora:43\nRUN dnf update -y openssl\n" },
    { title: "zypper", code: "FROM opensuse/leap:16\nRUN zypper up -y && zypper in -y curl\n" },
    {
      title: "a script installs",
      code: `${from}RUN apt-get update && ./install-tools\nRUN apt-get install -y x\n`,
    },
    { title: "another tool installs", code: `${from}RUN apt-get update && npx playwright install-deps\n` },
    {
      title: "a script from the net",
      code: `${from}RUN apt-get update && curl -fsSL https://x | bash -s -- y\n`,
    },
    {
      title: "a cache mount",
      code: `${from}RUN --mount=type=cache,target=/var/lib/apt apt-get update\n${install}`,
    },
    {
      title: "another update",
      code: "FROM maven:3\nRUN sbt update\nRUN npm update\nRUN /bin/sh /x.sh update\n",
    },
    { title: "a word", code: `${from}RUN echo "apt-get update"\n${install}` },
    { title: "no lists", code: `${from}${install}` },
  ],
  invalid: [
    {
      title: "the next RUN installs",
      code: `${from}RUN «apt-get update»\n${install}ENTRYPOINT ["mysql"]\n`,
      severity: "warning",
      fixed: `${from}RUN apt-get update \\\n    && ${install.slice(4)}ENTRYPOINT ["mysql"]\n`,
    },
    {
      title: "an empty line between, several lines below",
      code: `${from}RUN «apt-get update»\n\nRUN apt-get install -y \\\n  # why\n  curl \\\n  git\n`,
      fixed: `${from}RUN apt-get update \\\n  && apt-get install -y \\\n  # why\n  curl \\\n  git\n`,
    },
    {
      title: "next to something else",
      code: `${from}RUN «apt-get update» && adduser mike\n${install}`,
      fixed: `${from}RUN apt-get update && adduser mike \\\n    && ${install.slice(4)}`,
    },
    {
      title: "a later RUN",
      code: `${from}RUN «apt-get update»\nCOPY a /a\n${install}`,
      severity: "warning",
      fixed: null,
    },
    {
      title: "a chain that joins badly",
      code: `${from}RUN «apt-get update»\nRUN apt-get install -y curl || true\n`,
      fixed: null,
    },
    {
      title: "a stage that starts from this one",
      code: `FROM debian:13 AS base\nRUN «apt-get update»\nFROM base\n${install}`,
      severity: "warning",
    },
    {
      title: "nothing installs",
      code: `${from}RUN «apt-get update»\nCMD x\n`,
      severity: "info",
      fixed: `${from}CMD x\n`,
    },
    { title: "an array", code: `${from}RUN ["«apt-get", "update»"]\nCMD x\n`, fixed: `${from}CMD x\n` },
    {
      title: "the later RUN updates itself",
      code: `${from}RUN «apt-get update»\nRUN apt-get update && apt-get install -y curl\n`,
      severity: "info",
    },
    {
      title: "apk reads the lists later",
      code: "FROM alpine:3.23\nRUN «apk update»\nRUN apk add curl\n",
      severity: "warning",
    },
    { title: "apk", code: "FROM base\n\nRUN «apk update»\n", severity: "info" },
    { title: "dnf", code: "FROM fedora:43\nRUN «dnf update» -y\n", severity: "info", fixed: null },
    { title: "yum", code: "FROM centos:7\nRUN «yum update» -y && yum clean all\n", severity: "info" },
    { title: "zypper", code: "FROM opensuse/leap:16\nRUN «zypper up» -y\n", severity: "info" },
  ],
});
