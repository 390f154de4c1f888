import { herokuSecretLiteral } from "../../../../src/core/rules/heroku/secret-literal";
import { testRule } from "../../../support/rule-tester";

const heroku = (env: string) => ({ "app.json": `{ "env": ${env} }\n` });

testRule(herokuSecretLiteral, {
  valid: [
    { title: "generated", code: heroku('{ "SECRET_KEY": { "generator": "secret" } }') },
    { title: "asked for", code: heroku('{ "MAIL_API_KEY": { "required": true, "description": "x" } }') },
    { title: "empty", code: heroku('{ "MAIL_API_KEY": "" }') },
    { title: "no secret", code: heroku('{ "LOG_LEVEL": "info", "TOKEN_URL": "https://a.example/token" }') },
    { title: "a default is told by another rule", code: heroku('{ "SECRET_KEY": "changeme" }') },
    { title: "a placeholder", code: heroku('{ "MAIL_API_KEY": "<your key>" }') },
    {
      title: "another file",
      code: { "settings.json": '{ "env": { "JWT_SECRET": "kX9-tulip-quay-81" } }\n' },
    },
    { title: "Expo", code: { "app.json": '{ "expo": {}, "env": { "JWT_SECRET": "kX9-tulip-quay-81" } }\n' } },
  ],
  invalid: [
    {
      title: "a value",
      code: heroku('{ "JWT_SECRET": "«kX9-tulip-quay-81»" }'),
      severity: "error",
      fixed: heroku('{ "JWT_SECRET": { "generator": "secret" } }'),
    },
    {
      title: "the message shows little",
      code: heroku('{ "ADMIN_PASSWORD": { "description": "x", "value": "«kX9-tulip-quay-81»" } }'),
      message: /^The value of ADMIN_PASSWORD \(`kX9-…`, 17 characters\)/,
    },
    {
      title: "both at once",
      code: heroku('{ "MAIL_API_KEY": { "required": true, "value": "«kX9-tulip-quay-81»" } }'),
      fixed: null,
    },
  ],
});
