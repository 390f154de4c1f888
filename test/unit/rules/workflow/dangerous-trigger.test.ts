import { dangerousTrigger } from "../../../../src/core/rules/workflow/dangerous-trigger";
import { testRule } from "../../../support/rule-tester";

const flow = (on: string, ...steps: string[]) =>
  `on: ${on}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
const checkout =
  "uses: actions/checkout@v7\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}";

testRule(dangerousTrigger, {
  valid: [
    { title: "a pull request", code: flow("pull_request", checkout, "run: make test") },
    { title: "a push", code: flow("[push, workflow_dispatch]", "run: make") },
    { title: "the stock labeller", code: flow("pull_request_target", "uses: actions/labeler@v6") },
    {
      title: "a job of that name",
      code: "on: push\njobs:\n  pull_request_target:\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n",
    },
  ],
  invalid: [
    {
      title: "what was proposed is fetched",
      code: flow("«pull_request_target»", checkout, "run: npm ci"),
      severity: "error",
      fixed: flow("pull_request", checkout, "run: npm ci"),
    },
    {
      title: "fetched by hand",
      code: flow("«pull_request_target»", "run: git fetch origin refs/pull/${{ github.event.number }}/head"),
      severity: "error",
    },
    {
      title: "fetched with gh",
      code: flow("«pull_request_target»", "run: gh pr checkout 12"),
      severity: "error",
    },
    {
      title: "after another workflow",
      code: flow(
        "{ «workflow_run»: { workflows: [ci] } }",
        "uses: actions/checkout@v7\n        with:\n          ref: ${{ github.event.workflow_run.head_sha }}",
      ),
      severity: "error",
      fixed: null,
    },
    {
      title: "its own code only",
      code: flow("«pull_request_target»", "uses: actions/checkout@v7", "run: make"),
      severity: "warning",
    },
    {
      title: "after another workflow, its own code",
      code: flow("{ «workflow_run»: { workflows: [ci] } }", "run: make"),
      severity: "warning",
      fixed: null,
    },
    {
      title: "nothing that runs code",
      code: flow("«pull_request_target»", "uses: amannn/action-semantic-pull-request@v6"),
      severity: "info",
    },
    {
      title: "both triggers",
      code: flow("[pull_request, «pull_request_target»]", "run: make"),
      severity: "warning",
      fixed: null,
    },
    {
      title: "with filters",
      code: "on:\n  «pull_request_target»:\n    branches: [main]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n",
      fixed:
        "on:\n  pull_request:\n    branches: [main]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n",
    },
  ],
});
