import { renderFreePlan } from "../../../../src/core/rules/render/free-plan";
import { testRule } from "../../../support/rule-tester";

testRule(renderFreePlan, {
  valid: [
    { title: "a paid plan", code: "databases:\n  - name: db\n    plan: basic-1gb\n", proof: "basic-1gb" },
    { title: "a static site", code: "services:\n  - type: web\n    runtime: static\n    plan: free\n" },
    {
      title: "previews",
      code: "services:\n  - type: web\n    plan: starter\n    previews:\n      plan: free\n",
    },
    { title: "another file", code: { "fly.yaml": "databases:\n  - plan: free\n" } },
  ],
  invalid: [
    {
      title: "a web service",
      code: "services:\n  - type: web\n    name: api\n    plan: «free»\n",
      severity: "info",
      fixed: "services:\n  - type: web\n    name: api\n    plan: starter\n",
      message: /api sleeps/,
    },
    {
      title: "in a project",
      code: "projects:\n  - environments:\n      - databases:\n          - name: db\n            plan: «free»\n",
    },
    { title: "a store", code: "services:\n  - type: keyvalue\n    plan: «free»\n" },
  ],
});
