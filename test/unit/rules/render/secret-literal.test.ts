import { renderSecretLiteral } from "../../../../src/core/rules/render/secret-literal";
import { testRule } from "../../../support/rule-tester";

const render = (variable: string) => ({
  "render.yaml": `services:\n  - type: web\n    envVars:\n      - key: JWT_SECRET\n        ${variable}\n`,
});

testRule(renderSecretLiteral, {
  valid: [
    { title: "generated", code: render("generateValue: true") },
    { title: "asked for", code: render("sync: false") },
    { title: "from a database", code: render("fromDatabase: { name: db, property: connectionString }") },
    { title: "a default is told by another rule", code: render("value: changeme") },
    { title: "another file", code: { "other.yaml": render("value: kX9-tulip-quay-81")["render.yaml"] } },
  ],
  invalid: [
    {
      title: "a value",
      code: render("value: «kX9-tulip-quay-81»"),
      severity: "error",
      fixed: render("generateValue: true"),
    },
    {
      title: "in quotes",
      code: render('value: «"kX9-tulip-quay-81"»'),
      fixed: render("generateValue: true"),
    },
    {
      title: "in a group nobody can be asked",
      code: {
        "render.yaml":
          "envVarGroups:\n  - name: all\n    envVars:\n      - key: MAIL_API_KEY\n        value: «kX9-tulip-quay-81»\n",
      },
      fixed: null,
    },
  ],
});
