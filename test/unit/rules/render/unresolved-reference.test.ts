import { renderUnresolvedReference } from "../../../../src/core/rules/render/unresolved-reference";
import { testRule } from "../../../support/rule-tester";

const variable = (from: string) =>
  `services:\n  - type: web\n    name: api\n    envVars:\n      - key: A\n        ${from}\n`;

testRule(renderUnresolvedReference, {
  valid: [
    {
      title: "a database",
      code: `${variable("fromDatabase: { name: db, property: host }")}databases:\n  - name: db\n`,
      proof: "db",
    },
    { title: "a service", code: variable("fromService: { type: web, name: api, property: host }") },
    {
      title: "a group",
      code: `services:\n  - type: web\n    envVars:\n      - fromGroup: all\nenvVarGroups:\n  - name: all\n`,
    },
    {
      title: "of another environment",
      code: `${variable("fromDatabase: { name: db }")}projects:\n  - environments:\n      - databases:\n          - name: db\n`,
    },
    { title: "broken", code: `${variable("fromDatabase: { name: db }")}x: [\n` },
  ],
  invalid: [
    {
      title: "a slip",
      code: `${variable("fromService: { name: «apy» }")}`,
      severity: "error",
      fixed: variable("fromService: { name: api }"),
    },
    {
      title: "it may be there already",
      code: variable("fromDatabase: { name: «shared-db» }"),
      severity: "warning",
      fixed: null,
    },
    {
      title: "in a group",
      code: "envVarGroups:\n  - name: all\n    envVars:\n      - key: A\n        «sync»: false\n      - key: B\n        «fromDatabase»: { name: db }\n",
      severity: "error",
    },
    {
      title: "a missing group",
      code: "services:\n  - type: web\n    envVars:\n      - fromGroup: «all»\n",
      severity: "warning",
    },
  ],
});
