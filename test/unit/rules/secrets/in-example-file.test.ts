import { inExampleFile } from "../../../../src/core/rules/secrets/in-example-file";
import { fake } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

testRule(inExampleFile, {
  valid: [
    {
      title: "blanks and words",
      code: {
        ".env.example":
          "A_SECRET=\nB_SECRET=changeme\nC_API_KEY=your-api-key-123456\nD_TOKEN=<token>\nE_TOKEN=xxxxxxxxxxxxxxxx\n",
      },
    },
    {
      title: "a key of manuals",
      code: {
        ".env.example": `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7${"EXAMPLE"}\nGITHUB_TOKEN=ghp_${"x".repeat(36)}\n`,
      },
    },
    {
      title: "an id",
      code: {
        ".env.example": `CLIENT_ID=${fake.jwtSecret}\nSECRET_ID=${fake.uuid}\nAPI_SECRET=${fake.uuid}\n`,
      },
    },
    { title: "no example", code: { ".env.production": `API_SECRET=${fake.jwtSecret}\n` } },
    { title: "allowed", code: { ".env.example": `# gitleaks:allow\nAPI_SECRET=${fake.jwtSecret}\n` } },
  ],
  invalid: [
    {
      title: "a token",
      code: { ".env.example": `GITHUB_TOKEN="«${fake.github}»"\n` },
      severity: "warning",
      message: /^A GitHub token \(`ghp_…`, 40 characters\) stands in an example/,
      fixed: { ".env.example": 'GITHUB_TOKEN=""\n' },
    },
    { title: "in a comment", code: { ".env.sample": `# GITHUB_TOKEN=«${fake.github}»\n` }, fixed: null },
    {
      title: "a random text",
      code: { ".env.example": `JWT_SECRET=«${fake.jwtSecret}»\n` },
      severity: "info",
    },
    {
      title: "another kind of file",
      code: { "config.example.json": `{ "stripe": "«${fake.stripe}»" }\n` },
      severity: "warning",
    },
  ],
});
