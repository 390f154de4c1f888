import { persistedCredentials } from "../../../../src/core/rules/workflow/persisted-credentials";
import { testRule } from "../../../support/rule-tester";

const steps = (...all: string[]) =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${all.map((step) => `      - ${step}\n`).join("")}`;
const upload = (path: string) => `uses: actions/upload-artifact@v7\n        with:\n          path: ${path}`;

testRule(persistedCredentials, {
  valid: [
    {
      title: "dropped",
      code: steps(
        "uses: actions/checkout@v7\n        with:\n          persist-credentials: false",
        "run: make",
      ),
    },
    {
      title: "kept on purpose",
      code: steps(
        "uses: actions/checkout@v7\n        with:\n          persist-credentials: true",
        "run: make",
      ),
    },
    {
      title: "an expression",
      code: steps(
        "uses: actions/checkout@v7\n        with:\n          persist-credentials: ${{ inputs.keep }}",
      ),
    },
    {
      title: "a later step pushes",
      code: steps("uses: actions/checkout@v7", "run: |\n          git commit -am x\n          git push"),
    },
    {
      title: "an action pushes",
      code: steps("uses: actions/checkout@v7", "uses: peter-evans/create-pull-request@v8"),
    },
    { title: "a release is made", code: steps("uses: actions/checkout@v7", "run: npx semantic-release") },
    { title: "another action", code: steps("uses: acme/checkout@v7", "run: make") },
    {
      title: "all inputs from an expression",
      code: steps("uses: actions/checkout@v7\n        with: ${{ fromJSON(inputs.all) }}"),
    },
  ],
  invalid: [
    {
      title: "inputs that are there",
      code: steps(
        "name: code\n        uses: «actions/checkout@v7»\n        with:\n          fetch-depth: 0 # all of it",
        "run: make",
      ),
      severity: "hint",
      fixed: steps(
        "name: code\n        uses: actions/checkout@v7\n        with:\n          fetch-depth: 0 # all of it\n          persist-credentials: false",
        "run: make",
      ),
    },
    {
      title: "everything is uploaded",
      code: steps("uses: «actions/checkout@v7»", upload(".")),
      severity: "info",
    },
    {
      title: "a part is uploaded",
      code: steps("uses: «actions/checkout@v7»", upload("dist")),
      severity: "hint",
    },
    { title: "pushed before", code: steps("run: git push", "uses: «actions/checkout@v7»"), severity: "hint" },
    {
      title: "a composite action",
      code: {
        "action.yml": "name: x\nruns:\n  using: composite\n  steps:\n    - uses: «actions/checkout@v7»\n",
      },
    },
  ],
});
