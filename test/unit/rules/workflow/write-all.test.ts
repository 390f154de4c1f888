import { writeAll } from "../../../../src/core/rules/workflow/write-all";
import { testRule } from "../../../support/rule-tester";

const rest = "jobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n";
const two = `${rest}  lint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make lint\n`;

testRule(writeAll, {
  valid: [
    { title: "nothing written", code: `on: push\n${rest}` },
    { title: "reading the code", code: `on: push\npermissions:\n  contents: read\n${rest}` },
    { title: "none", code: `on: push\npermissions: {}\n${rest}` },
    { title: "one job that writes", code: `on: push\npermissions:\n  contents: write\n${rest}` },
    { title: "no value yet", code: `on: push\npermissions:\n${rest}` },
  ],
  invalid: [
    {
      title: "a job, with a comment",
      code: "on: push\njobs:\n  a:\n    permissions: «write-all» # for now\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n",
      severity: "warning",
      fixed:
        "on: push\njobs:\n  a:\n    permissions:\n      contents: read # for now\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n",
    },
    {
      title: "quotes",
      code: `on: push\npermissions: «"write-all"»\n${rest}`,
      fixed: `on: push\npermissions:\n  contents: read\n${rest}`,
    },
    {
      title: "flow style",
      code: "{ on: push, permissions: «write-all», jobs: { a: { runs-on: ubuntu-24.04, steps: [{ run: make }] } } }\n",
      fixed:
        "{ on: push, permissions: { contents: read }, jobs: { a: { runs-on: ubuntu-24.04, steps: [{ run: make }] } } }\n",
    },
    {
      title: "everything, for reading",
      code: `on: push\npermissions: «read-all»\n${rest}`,
      severity: "hint",
    },
    {
      title: "all of several jobs may write",
      code: `on: push\npermissions:\n  contents: read\n  «packages»: write\n${two}`,
      severity: "hint",
      fixed: null,
    },
  ],
});
