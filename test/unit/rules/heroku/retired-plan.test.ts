import { herokuRetiredPlan } from "../../../../src/core/rules/heroku/retired-plan";
import { testRule } from "../../../support/rule-tester";

testRule(herokuRetiredPlan, {
  valid: [
    {
      title: "plans on sale",
      code: { "app.json": '{ "addons": ["heroku-postgresql:essential-0", "heroku-redis:mini"] }\n' },
      proof: "essential-0",
    },
    { title: "an add-on without a plan", code: { "app.json": '{ "addons": ["heroku-postgresql"] }\n' } },
    {
      title: "add-ons of others",
      code: { "app.json": '{ "addons": ["papertrail:choklad", "sendgrid:mini"] }\n' },
    },
    {
      title: "the database inside a test",
      code: { "app.json": '{ "environments": { "test": { "addons": ["heroku-postgresql:in-dyno"] } } }\n' },
    },
    {
      title: "dynos on sale",
      code: { "app.json": '{ "formation": { "web": { "size": "standard-1X" } } }\n' },
    },
    {
      title: "Expo",
      code: { "app.json": '{ "expo": { "name": "parcels" }, "addons": ["heroku-postgresql:mini"] }\n' },
    },
    { title: "another file", code: { "package.json": '{ "addons": ["heroku-postgresql:hobby-dev"] }\n' } },
    { title: "a sentence", code: { "README.md": "The plan heroku-postgresql:hobby-dev is gone.\n" } },
    {
      title: "a history",
      code: { "CHANGELOG.md": "- `heroku addons:create heroku-postgresql:hobby-dev` no longer works\n" },
    },
    { title: "a file in between", code: { "app.json": '{ "addons": [' } },
  ],
  invalid: [
    {
      title: "each retired plan",
      code: {
        "app.json":
          '{ "addons": ["heroku-postgresql:«hobby-basic»", { "plan": "heroku-postgresql:«basic»", "as": "X" }, "heroku-redis:«hobby-dev»"] }\n',
      },
      severity: "error",
      message: /heroku-postgresql:hobby-basic has not been on sale since 2024-05-22/,
      fixed: {
        "app.json":
          '{ "addons": ["heroku-postgresql:essential-0", { "plan": "heroku-postgresql:essential-0", "as": "X" }, "heroku-redis:mini"] }\n',
      },
    },
    {
      title: "dynos",
      code: { "app.json": '{ "formation": { "web": { "quantity": 1, "size": "«free»" } } }\n' },
      severity: "error",
      fixed: { "app.json": '{ "formation": { "web": { "quantity": 1, "size": "eco" } } }\n' },
    },
    {
      title: "hobby dynos were renamed",
      code: { "app.json": '{ "formation": { "web": { "size": "«Hobby»" } } }\n' },
      severity: "warning",
      fixed: { "app.json": '{ "formation": { "web": { "size": "basic" } } }\n' },
    },
    {
      title: "review apps",
      code: { "app.json": '{ "environments": { "review": { "addons": ["heroku-postgresql:«mini»"] } } }\n' },
    },
    {
      title: "heroku.yml",
      code: {
        "heroku.yml": "setup:\n  addons:\n    - plan: heroku-postgresql:«hobby-dev»\n      as: DATABASE\n",
      },
      fixed: {
        "heroku.yml": "setup:\n  addons:\n    - plan: heroku-postgresql:essential-0\n      as: DATABASE\n",
      },
    },
    {
      title: "a plan's command",
      code: {
        "PLAN.md":
          "   └─ heroku addons:create heroku-postgresql:«hobby-dev»\n\n```bash\nheroku addons:create heroku-postgresql:«hobby-dev» --app top\nheroku ps:type web=«hobby»\n```\n",
      },
      severity: "warning",
    },
    {
      title: "a workflow",
      code: {
        ".github/workflows/ci.yml":
          "jobs:\n  a:\n    steps:\n      - run: heroku addons:create --app x heroku-redis:«hobby-dev»\n",
      },
      severity: "error",
    },
  ],
});
