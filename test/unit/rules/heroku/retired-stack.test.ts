import { herokuRetiredStack } from "../../../../src/core/rules/heroku/retired-stack";
import { testRule } from "../../../support/rule-tester";

testRule(herokuRetiredStack, {
  valid: [
    { title: "supported", code: { "app.json": '{ "stack": "heroku-24" }\n' }, proof: "heroku-24" },
    {
      title: "still supported",
      code: { "app.json": '{ "stack": "heroku-22" }\n' },
      options: { today: "2026-11-25" },
    },
    { title: "a container", code: { "app.json": '{ "stack": "container" }\n' } },
    { title: "unknown", code: { "app.json": '{ "stack": "heroku-30" }\n' } },
    { title: "another stack", code: { "package.json": '{ "stack": "heroku-18" }\n' } },
    { title: "a sentence", code: { "README.md": "heroku-18 has ended; heroku does not build on it.\n" } },
  ],
  invalid: [
    {
      title: "cedar",
      code: { "app.json": '{ "stack": "«cedar-14»" }\n' },
      severity: "error",
      fixed: { "app.json": '{ "stack": "heroku-24" }\n' },
    },
    { title: "18", code: { "app.json": '{ "stack": "«heroku-18»" }\n' }, message: /ended on 2023-04-30/ },
    {
      title: "later on",
      code: { "app.json": '{ "stack": "«heroku-22»" }\n' },
      options: { today: "2027-06-01" },
    },
    {
      title: "reviews",
      code: { "app.json": '{ "environments": { "review": { "stack": "«heroku-16»" } } }\n' },
    },
    {
      title: "commands",
      code: {
        "docs/heroku.md":
          "```sh\nheroku stack:set «heroku-20» -a parcels\nheroku create parcels --stack «heroku-18»\n```\n",
      },
      severity: "warning",
    },
  ],
});
