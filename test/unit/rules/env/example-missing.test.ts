import { exampleMissing } from "../../../../src/core/rules/env/example-missing";
import { testRule } from "../../../support/rule-tester";

const code = 'import os\nos.environ["A_KEY"]\nos.environ["B_KEY"]\nos.environ["C_KEY"]\n';
const marked = code.replace("A_KEY", "«A_KEY»");

testRule(exampleMissing, {
  valid: [
    { title: "there is one", code: { "a.py": code, ".env.example": "A_KEY=\n" }, proof: "A_KEY" },
    { title: "another name", code: { "a.py": code, "env.sample": "A_KEY=\n" } },
    { title: "elsewhere in the package", code: { "a.py": code, "deploy/.env.template": "A_KEY=\n" } },
    {
      title: "above the package",
      code: { "api/a.py": code, "api/requirements.txt": "", ".env.example": "A_KEY=\n" },
    },
    { title: "a schema", code: { "a.py": code, ".env.schema": "A_KEY=\n" } },
    { title: "two variables", code: { "a.py": 'import os\nos.environ["A_KEY"]\nos.environ["B_KEY"]\n' } },
    {
      title: "tools",
      code: { "a.ts": "process.env.NODE_ENV; process.env.PORT; process.env.CI; process.env.VERCEL_URL;\n" },
    },
    { title: "tests", code: { "tests/test_a.py": code } },
    { title: "scripts of developers", code: { "scripts/a.py": code } },
    {
      title: "a library whose variables an app explains",
      code: {
        "packages/a/package.json": "{}",
        "packages/a/a.py": code,
        "apps/b/.env.example": "A_KEY=\nB_KEY=\n",
      },
    },
  ],
  invalid: [
    {
      title: "a .env is no example",
      code: { "a.py": marked, ".env": "A_KEY=1\n" },
      severity: "warning",
      message: /A_KEY, B_KEY, C_KEY are read/,
      fixed: {
        "a.py": code,
        ".env": "A_KEY=1\n",
        ".env.example":
          "# Required; used in a.py\nA_KEY=\n\n# Required; used in a.py\nB_KEY=\n\n# Required; used in a.py\nC_KEY=\n",
      },
    },
    {
      title: "in each package",
      code: {
        "api/a.py": marked,
        "api/requirements.txt": "",
        "web/package.json": "{}",
        "web/a.ts": "use(process.env.«SMTP_HOST»!, process.env.SMTP_PORT, process.env.SMTP_USER);\n",
      },
    },
    {
      title: "an example of another package",
      code: {
        "api/a.py": marked,
        "api/requirements.txt": "",
        "web/package.json": "{}",
        "web/.env.example": "X_KEY=\n",
      },
    },
  ],
});
