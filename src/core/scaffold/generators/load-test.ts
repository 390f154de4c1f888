import type { Generator, GeneratorInput } from "../generator";
import { domainQuestion } from "../questions";

export const loadTest: Generator = {
  id: "load-test",
  title: "Load test",
  summary: "A k6 script that fails when answers get slow or wrong under load.",
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: "tests/load/load-test.js", text: loadText(input) }],
};

function loadText({ stack, answers }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  return `// k6 run -e BASE_URL=https://staging.${domain} tests/load/load-test.js
// Never against production without telling whoever is on call.
import { check, sleep } from "k6";
import http from "k6/http";

const base = __ENV.BASE_URL;
if (!base) throw new Error("BASE_URL says where to");

export const options = {
  stages: [
    { duration: "1m", target: 20 },
    { duration: "3m", target: 20 },
    { duration: "1m", target: 0 },
  ],
  thresholds: {
    http_req_failed: ["rate<0.01"],
    http_req_duration: ["p(95)<500"],
    checks: ["rate>0.99"],
  },
};

export default function visit() {
  const page = http.get(base);
  check(page, { "the page answers": ({ status }) => status === 200 });
  sleep(1);
}
`;
}
