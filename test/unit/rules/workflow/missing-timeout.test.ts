import { missingTimeout } from "../../../../src/core/rules/workflow/missing-timeout";
import { testRule } from "../../../support/rule-tester";

const job = (rest: string, id = "test") => `on: push\njobs:\n  ${id}:\n    runs-on: ubuntu-24.04\n${rest}`;

testRule(missingTimeout, {
  valid: [
    { title: "a limit", code: job("    timeout-minutes: 10\n    steps:\n      - run: make\n") },
    {
      title: "an expression",
      code: job("    timeout-minutes: ${{ inputs.limit }}\n    steps:\n      - run: make\n"),
    },
    { title: "every step has one", code: job("    steps:\n      - run: make\n        timeout-minutes: 5\n") },
    {
      title: "another workflow runs it",
      code: "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n",
    },
    { title: "an unfinished file", code: job("    steps:\n      - run: 'make\n") },
  ],
  invalid: [
    {
      title: "a job",
      code: job("    steps:\n      - run: make\n", "«test»"),
      severity: "hint",
      fixed: job("    timeout-minutes: 15\n    steps:\n      - run: make\n"),
    },
    {
      title: "some steps have one",
      code: job("    steps:\n      - run: a\n        timeout-minutes: 5\n      - run: b\n", "«test»"),
    },
    {
      title: "a deployment",
      code: job("    steps:\n      - run: kubectl apply -f k8s\n", "«go»"),
      severity: "info",
    },
    {
      title: "flow style",
      code: "on: push\njobs:\n  «a»: { runs-on: ubuntu-24.04, steps: [{ run: make }] }\n",
      fixed: "on: push\njobs:\n  a: { runs-on: ubuntu-24.04, steps: [{ run: make }], timeout-minutes: 15 }\n",
    },
  ],
});
