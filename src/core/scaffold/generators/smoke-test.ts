import type { Generator, GeneratorInput } from "../generator";
import { publicHealthPath } from "../names";
import { domainQuestion } from "../questions";

export const smokeTest: Generator = {
  id: "smoke-test",
  title: "Smoke test",
  summary: "Asks the public addresses after a deployment: pages, health, redirect, headers.",
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: "scripts/smoke-test.sh", text: smokeText(input), executable: true }],
};

function smokeText({ stack, answers, project }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  const health = publicHealthPath(stack, project);
  return `#!/usr/bin/env bash
# Walks over the public addresses: scripts/smoke-test.sh [https://app.example.com]
set -Eeuo pipefail

base="\${1:-https://${domain}}"
base="\${base%/}"
failed=0

expect() {
  local what="$1" wanted="$2" got="$3"
  if [[ "$got" == "$wanted" ]]; then
    echo "ok    $what"
  else
    echo "FAIL  $what: wanted $wanted, got $got" >&2
    failed=1
  fi
}

status() {
  curl --silent --max-time 15 --output /dev/null --write-out '%{http_code}' "$@" || true
}

has_header() {
  curl --silent --max-time 15 --output /dev/null --dump-header - "$base/" | grep -ciE "^$1:" || true
}

expect "the start page answers" 200 "$(status "$base/")"
expect "the app says that it is well" 200 "$(status "$base${health}")"
if [[ "$base" == https://* ]]; then
  expect "plain HTTP leads to HTTPS" 301 "$(status "http://\${base#https://}/")"
  expect "HSTS is sent once" 1 "$(has_header strict-transport-security)"
fi
expect "frames are refused once" 1 "$(has_header x-frame-options)"
expect "types are not guessed, once" 1 "$(has_header x-content-type-options)"
expect "what is not there is not found" 404 "$(status "$base/.env")"

exit "$failed"
`;
}
