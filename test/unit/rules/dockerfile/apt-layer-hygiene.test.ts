import { aptLayerHygiene } from "../../../../src/core/rules/dockerfile/apt-layer-hygiene";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";
const lean = "apt-get install -y --no-install-recommends";

/** One RUN of an image. */
function run(command: string): string {
  return `${from}RUN ${command}\n`;
}

const silent = [
  `apt-get update && ${lean} curl && rm -rf /var/lib/apt/lists/*`,
  `apt-get update && ${lean} curl && apt-get clean && rm -rf /tmp/* /var/lib/apt/lists/* /var/tmp/*`,
  `apt-get update && ${lean} curl && rm -rf /var/lib/{apt,dpkg,cache,log}`,
  `apt-get update && ${lean} curl && find /var/lib/apt/lists -type f -delete`,
  `apt-get update && ${lean} curl && apt-get distclean`,
  `set -eux; apt-get update; ${lean} curl; rm -r /var/lib/apt/lists`,
  `apt-get update && ${lean} curl && ./cleanup.sh`,
  `--mount=type=cache,target=/var/lib/apt/lists apt-get update && ${lean} curl`,
  `--mount=type=cache,target=/var/lib/apt,sharing=locked --mount=type=cache,target=/var/cache/apt,sharing=locked rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && ${lean} curl`,
  `--mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && ${lean} curl`,
  `${lean} curl`,
  "apt-get -o APT::Install-Recommends=false install -y curl",
  "apt-get install -y -oAPT::Install-Recommends=0 curl",
  "apt-get --no-install-recommends install -fmy apt-utils",
  "DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata postgresql-17 --no-install-recommends",
  "apt-get install -y --install-recommends curl",
  "apt-get install -y $APT_OPTIONS curl",
  "apt-get build-dep -y python3",
  "apk add --no-cache curl",
  "apk --no-cache add curl",
  "apk add curl --no-cache",
  "apk add --no-cache --virtual .build gcc && apk del .build",
  "--mount=type=cache,target=/var/cache/apk apk add -U curl",
  "--mount=type=cache,target=/etc/apk/cache apk add curl",
  "apk update && apk add curl && rm -rf /var/cache/apk/*",
  "apk upgrade",
  "dnf install -y httpd",
];

testRule(aptLayerHygiene, {
  valid: [
    ...silent.map((command) => ({ title: command, code: run(command) })),
    { title: "a proof", code: run("apk add --no-cache curl"), proof: "apk add" },
    {
      title: "lists of a stage that stays behind",
      code: `${from.trim()} AS build\nRUN apt-get update && ${lean} gcc\nFROM scratch\nCOPY --from=build /a /a\n`,
    },
    {
      title: "a configuration without recommended packages",
      code: `${from}RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99lean\nRUN apt-get install -y curl\n`,
    },
    {
      title: "cache mounts, archives kept for them",
      code: `${from}RUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt \\\n    --mount=type=cache,target=/var/lib/apt \\\n    apt-get update && ${lean} curl\n`,
    },
    {
      title: "a heredoc",
      code: `${from}RUN <<EOF\napt-get update\n${lean} curl\nrm -rf /var/lib/apt/lists/*\nEOF\n`,
    },
    { title: "a quote that is open", code: `${from}RUN apk add curl && echo "\n` },
    { title: "a file for tests", code: { "tests/Dockerfile": run("apk add curl") } },
  ],
  invalid: [
    {
      title: "lists",
      code: run(`«apt-get update» && ${lean} curl`),
      severity: "info",
      fixed: run(`apt-get update && ${lean} curl && rm -rf /var/lib/apt/lists/*`),
    },
    {
      title: "lists of a stage that the final one starts from",
      code: `FROM ubuntu AS foo\nRUN «apt-get update» && ${lean} python3\nFROM foo\nRUN hey\n`,
    },
    {
      title: "lists of a trigger",
      code: `FROM ubuntu AS a\nONBUILD RUN «apt-get update» && ${lean} b\nFROM scratch\n`,
    },
    {
      title: "a mount for the archives only",
      code: run(
        `--mount=type=cache,target=/var/cache/apt rm -f /etc/apt/apt.conf.d/docker-clean && «apt-get update» && ${lean} curl`,
      ),
    },
    {
      title: "a mount for the lists, while archives are kept",
      code: `${from}RUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/lib/apt «apt-get update» && ${lean} curl\n`,
      message: /archives/,
      fixed: null,
    },
    {
      title: "clean does not remove lists",
      code: run(`«apt-get update» && ${lean} curl && apt-get clean`),
      fixed: run(`apt-get update && ${lean} curl && apt-get clean && rm -rf /var/lib/apt/lists/*`),
    },
    {
      title: "several lines, operators in front",
      code: run(`«apt-get update» \\\n && ${lean} \\\n    # why\n    curl \\\n    git`),
      fixed: run(
        `apt-get update \\\n && ${lean} \\\n    # why\n    curl \\\n    git \\\n && rm -rf /var/lib/apt/lists/*`,
      ),
    },
    {
      title: "several lines, operators behind",
      code: run(`«apt-get update» && \\\n    ${lean} curl`),
      fixed: run(`apt-get update && \\\n    ${lean} curl && \\\n    rm -rf /var/lib/apt/lists/*`),
    },
    {
      title: "semicolons",
      code: run(`set -eux; \\\n    «apt-get update»; \\\n    ${lean} curl`),
      fixed: run(
        `set -eux; \\\n    apt-get update; \\\n    ${lean} curl; \\\n    rm -rf /var/lib/apt/lists/*`,
      ),
    },
    {
      title: "a heredoc",
      code: `${from}RUN <<EOF\n  «apt-get update»\n  ${lean} curl\nEOF\nUSER app\n`,
      fixed: `${from}RUN <<EOF\n  apt-get update\n  ${lean} curl\n  rm -rf /var/lib/apt/lists/*\nEOF\nUSER app\n`,
    },
    { title: "a comment at the end", code: run(`«apt-get update» && ${lean} curl # why`), fixed: null },
    {
      title: "recommended packages",
      code: run("«apt-get install» python3"),
      severity: "info",
      fixed: run("apt-get install --no-install-recommends python3"),
    },
    {
      title: "recommended packages, options before the verb",
      code: run("«apt-get -y install» python3"),
      fixed: run("apt-get -y install --no-install-recommends python3"),
    },
    {
      title: "recommended packages in an array",
      code: run('["«apt-get", "install»", "-y", "apt-utils"]'),
      fixed: run('["apt-get", "install", "-y", "--no-install-recommends", "apt-utils"]'),
    },
    {
      title: "recommended packages of a builder stage",
      code: `${from.trim()} AS build\nRUN «apt install» -y gcc\nFROM scratch\n`,
      severity: "hint",
    },
    { title: "apk", code: run("«apk add» flex=2.6.4-r1"), severity: "info" },
    { title: "apk upgrades without a cache", code: run("apk upgrade --no-cache && «apk add» python3") },
    { title: "an option with a typo", code: run("«apk add» --no-cacher bash") },
    {
      title: "apk with a mount elsewhere",
      code: run("--mount=type=cache,target=/var/cache/foo «apk add» -U curl"),
    },
    {
      title: "apk in a builder stage",
      code: "FROM alpine:3.23 AS build\nRUN «apk add» gcc\nFROM alpine:3.23\n",
      severity: "hint",
    },
    { title: "apk in a trigger", code: "FROM alpine:3.23\nONBUILD RUN «apk add» gcc\n", severity: "info" },
    { title: "no FROM", code: "RUN «apk add» gcc\n" },
    {
      title: "apk in an array",
      code: run('["«apk", "add»", "python3"]'),
      fixed: run('["apk", "add", "--no-cache", "python3"]'),
    },
  ],
});
