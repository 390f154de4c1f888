import { secretsInherit } from "../../../../src/core/rules/workflow/secrets-inherit";
import { testRule } from "../../../support/rule-tester";

const call = (uses: string, secrets: string) =>
  `on: push\njobs:\n  a:\n    uses: ${uses}\n    secrets: ${secrets}\n`;

testRule(secretsInherit, {
  valid: [
    {
      title: "named ones",
      code: call("acme/x/.github/workflows/y.yml@v1", "\n      KEY: ${{ secrets.KEY }}"),
    },
    {
      title: "no workflow is called",
      code: "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    secrets: inherit\n",
    },
  ],
  invalid: [
    {
      title: "elsewhere",
      code: call("acme/x/.github/workflows/y.yml@v1", "«inherit»"),
      severity: "info",
      fixed: null,
    },
    {
      title: "here, but nothing declared",
      code: call("./.github/workflows/y.yml", "«inherit»"),
      severity: "hint",
      fixed: null,
    },
    {
      title: "several secrets",
      code: {
        ".github/workflows/ci.yml": call("./.github/workflows/y.yml", "«inherit» # all"),
        ".github/workflows/y.yml":
          "on:\n  workflow_call:\n    secrets:\n      A:\n      B:\n        required: true\njobs: {}\n",
      },
      severity: "hint",
      fixed: {
        ".github/workflows/ci.yml": call(
          "./.github/workflows/y.yml",
          "# all\n      A: ${{ secrets.A }}\n      B: ${{ secrets.B }}",
        ),
        ".github/workflows/y.yml":
          "on:\n  workflow_call:\n    secrets:\n      A:\n      B:\n        required: true\njobs: {}\n",
      },
    },
  ],
});
