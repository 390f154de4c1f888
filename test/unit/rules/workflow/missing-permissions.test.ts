import { missingPermissions } from "../../../../src/core/rules/workflow/missing-permissions";
import { testRule } from "../../../support/rule-tester";

const steps = "    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n";

testRule(missingPermissions, {
  valid: [
    {
      title: "on the workflow",
      code: `on: push\npermissions:\n  contents: read\njobs:\n  test:\n${steps}`,
      proof: "permissions",
    },
    {
      title: "none at all",
      code: `on: push\npermissions: {}\njobs:\n  test:\n${steps}`,
      proof: "permissions",
    },
    {
      title: "on every job",
      code: `on: push\njobs:\n  test:\n    permissions: {}\n${steps}  lint:\n    permissions: {}\n${steps}`,
      proof: "permissions",
    },
    { title: "the caller decides", code: `on: workflow_call\njobs:\n  test:\n${steps}` },
    {
      title: "the caller decides, with inputs",
      code: `on:\n  workflow_call:\n    inputs: {}\njobs:\n  test:\n${steps}`,
    },
    { title: "an unfinished file", code: `on: push\njobs:\n  test: {\n${steps}` },
    { title: "no jobs yet", code: "on: push\njobs:\n" },
  ],
  invalid: [
    {
      title: "nothing that would be at risk",
      code: `on: push\n«jobs»:\n  test:\n${steps}`,
      severity: "info",
      fixed: `on: push\npermissions:\n  contents: read\njobs:\n  test:\n${steps}`,
    },
    {
      title: "only the token that every job has",
      code: `on: push\n«jobs»:\n  test:\n    env:\n      T: \${{ secrets.GITHUB_TOKEN }}\n${steps}`,
      severity: "info",
    },
    {
      title: "some jobs say it",
      code: `on: push\njobs:\n  a:\n    permissions: {}\n${steps}  «b»:\n${steps}`,
      severity: "info",
      message: /`b`/,
    },
    {
      title: "a job that pushes",
      code: "on: push\n«jobs»:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          git commit -am x\n          git push\n",
      severity: "warning",
      message: /`a`/,
    },
    {
      title: "a job that deploys",
      code: "on: push\n«jobs»:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npx vercel@39 deploy --prod\n",
      severity: "warning",
    },
    { title: "called, and started otherwise", code: `on: [workflow_call, push]\n«jobs»:\n  test:\n${steps}` },
    {
      title: "a workflow that is called, and calls another",
      code: `on: workflow_call\njobs:\n  test:\n${steps}  «other»:\n    uses: ./.github/workflows/b.yml\n`,
    },
    {
      title: "all secrets handed on",
      code: "on: push\n«jobs»:\n  a:\n    uses: acme/x/.github/workflows/y.yml@v1\n    secrets: inherit\n",
      severity: "warning",
    },
  ],
});
