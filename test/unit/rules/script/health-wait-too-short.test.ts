import { healthWaitTooShort } from "../../../../src/core/rules/script/health-wait-too-short";
import { testRule } from "../../../support/rule-tester";

const compose = `services:
  db:
    image: postgres:17
    healthcheck:
      test: ["CMD", "pg_isready"]
      start_period: 10m
  api:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8000/health"]
      interval: 10s
      start_period: 1m
`;
const deploy = (loop: string, up = "docker compose up -d", others = compose) => ({
  "scripts/deploy.sh": `#!/bin/bash\nset -euo pipefail\ngit pull\n${up}\n${loop}`,
  "compose.yaml": others,
});
const ask = "curl -fs localhost:8000/health && exit 0";

testRule(healthWaitTooShort, {
  valid: [
    { title: "long enough", code: deploy(`for i in {1..24}; do ${ask}; sleep 3; done\n`) },
    { title: "long enough, by seq", code: deploy(`for i in $(seq 1 14); do\n  ${ask}\n  sleep 5\ndone\n`) },
    { title: "no end", code: deploy(`until ${ask}; do sleep 1; done\n`) },
    {
      title: "a variable from outside",
      code: deploy(`for i in $(seq 1 "$TRIES"); do ${ask}; sleep 1; done\n`),
    },
    { title: "another loop", code: deploy("for i in {1..3}; do git fetch && break; sleep 1; done\n") },
    {
      title: "without a start period",
      code: deploy(
        `for i in {1..20}; do ${ask}; sleep 3; done\n`,
        undefined,
        compose.replace("      start_period: 1m\n", ""),
      ),
    },
    {
      title: "no health check",
      code: deploy(
        `for i in {1..3}; do ${ask}; sleep 1; done\n`,
        undefined,
        "services:\n  api:\n    build: .\n",
      ),
    },
    {
      title: "a variable decides",
      code: deploy(
        `for i in {1..3}; do ${ask}; sleep 1; done\n`,
        undefined,
        compose.replace("1m\n", "${START:-1m}\n"),
      ),
    },
    {
      title: "another service",
      code: deploy(`for i in {1..3}; do ${ask}; sleep 1; done\n`, "docker compose up -d worker"),
    },
    {
      title: "systemd",
      code: deploy(`for i in {1..3}; do ${ask}; sleep 1; done\n`, "systemctl restart api"),
    },
  ],
  invalid: [
    {
      title: "by seq",
      code: deploy(`for i in $(seq 1 «12»); do\n  ${ask}\n  sleep 3\ndone\n`),
      severity: "warning",
      message: /waits 36 seconds, but api may take 70/,
      fixed: deploy(`for i in $(seq 1 24); do\n  ${ask}\n  sleep 3\ndone\n`),
    },
    { title: "counted", code: deploy(`for ((i = 0; i < «10»; i++)); do ${ask}; sleep 2; done\n`) },
    { title: "while", code: deploy(`n=0\nwhile [ $n -lt «10» ]; do ${ask}; sleep 2; n=$((n + 1)); done\n`) },
    {
      title: "until, with an end inside",
      code: deploy(
        `n=0\nuntil ${ask}; do\n  n=$((n + 1))\n  if [ $n -ge «10» ]; then exit 1; fi\n  sleep 2\ndone\n`,
      ),
    },
    { title: "one by one", code: deploy(`«for i in 1 2 3 4 5; do» ${ask}; sleep 2; done\n`), fixed: null },
    {
      title: "a number by name",
      code: deploy(`TRIES=«5»\nfor i in $(seq 1 $TRIES); do ${ask}; sleep 2; done\n`),
      fixed: deploy(`TRIES=35\nfor i in $(seq 1 $TRIES); do ${ask}; sleep 2; done\n`),
    },
    {
      title: "in a function, with a file by name",
      code: deploy(
        `healthy() {\n  for i in {1..«3»}; do\n    ${ask}\n    sleep 1\n  done\n}\nhealthy\n`,
        "docker compose -f /srv/app/compose.yaml up -d api",
      ),
    },
    {
      title: "Docker's own interval",
      code: deploy(
        `for i in {1..«10»}; do ${ask}; sleep 2; done\n`,
        undefined,
        compose.replace("      interval: 10s\n", "").replace("      start_period: 1m\n", ""),
      ),
    },
  ],
});
