import { drift } from "../../../../src/core/rules/env/drift";
import { testRule } from "../../../support/rule-tester";

const code = { "main.py": 'import os\nos.environ["SECRET_KEY"]\n' };

testRule(drift, {
  valid: [
    {
      title: "the same",
      code: { ".env.production": "A_KEY=1\nB_KEY=2\n", ".env.example": "B_KEY=\nA_KEY=\n" },
      proof: "A_KEY",
    },
    { title: "in a comment of the example", code: { ".env": "A_KEY=1\n", ".env.example": "# A_KEY=\n" } },
    { title: "no example", code: { ".env": "A_KEY=1\n" } },
    {
      title: "overlays of developers",
      code: {
        ".env.local": "A_KEY=1\n",
        ".env.development": "B_KEY=1\n",
        ".env.test": "C_KEY=1\n",
        ".env.example": "D_KEY=\n",
      },
    },
    { title: "tools", code: { ".env": "NODE_ENV=production\nPORT=80\n", ".env.example": "A_KEY=\n" } },
    { title: "of another folder", code: { "web/.env": "A_KEY=1\n", "api/.env.example": "B_KEY=\n" } },
    {
      title: "one of two examples",
      code: {
        ".env.production": "A_KEY=1\n",
        ".env.example": "B_KEY=\n",
        ".env.production.example": "A_KEY=\n",
      },
    },
    {
      title: "code does without",
      code: {
        "a.py": 'import os\nos.getenv("B_KEY", "x")\n',
        ".env.production": "A_KEY=1\n",
        ".env.example": "A_KEY=\nB_KEY=\n",
      },
    },
    {
      title: "set in the file below",
      code: {
        ...code,
        ".env": "SECRET_KEY=1\nA_KEY=1\n",
        ".env.production": "A_KEY=1\n",
        ".env.example": "A_KEY=\nSECRET_KEY=\n",
      },
    },
    {
      title: "only a few are set here",
      code: {
        ...code,
        ".env.production": "A_KEY=1\n",
        ".env.example": "A_KEY=\nB_KEY=\nC_KEY=\nSECRET_KEY=\n",
      },
    },
    {
      title: "a name that looks like another",
      code: {
        "a.py": 'import os\nos.environ["LLM_API_KEY"]\n',
        ".env": "LLM_API_KEYS=1\n",
        ".env.example": "A_KEY=\n",
      },
    },
  ],
  invalid: [
    {
      title: "developers",
      code: { ".env": "«A_KEY»=1\nB_KEY=2\n", ".env.example": "B_KEY=\n" },
      severity: "info",
      message: /A_KEY is not in \.env\.example/,
      fixed: { ".env": "A_KEY=1\nB_KEY=2\n", ".env.example": "B_KEY=\nA_KEY=\n" },
    },
    {
      title: "production",
      code: { "api/.env.production": "«A_KEY»=1\n", ".env.example": "B_KEY=\n" },
      severity: "warning",
    },
    {
      title: "the other way round",
      code: { ...code, ".env.production": "«A_KEY»=1\n", ".env.example": "A_KEY=\nSECRET_KEY=\n" },
      message: /SECRET_KEY is in \.env\.example and not here/,
      fixed: {
        ...code,
        ".env.production": "A_KEY=1\nSECRET_KEY=\n",
        ".env.example": "A_KEY=\nSECRET_KEY=\n",
      },
    },
    {
      title: "in the block of its prefix",
      code: { ".env": "SMTP_HOST=a\n«SMTP_PORT»=1\nB_KEY=2\n", ".env.example": "SMTP_HOST=\n\nB_KEY=\n" },
      fixed: {
        ".env": "SMTP_HOST=a\nSMTP_PORT=1\nB_KEY=2\n",
        ".env.example": "SMTP_HOST=\nSMTP_PORT=\n\nB_KEY=\n",
      },
    },
  ],
});
