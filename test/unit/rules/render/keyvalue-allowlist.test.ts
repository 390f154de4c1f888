import { renderKeyvalueAllowlist } from "../../../../src/core/rules/render/keyvalue-allowlist";
import { testRule } from "../../../support/rule-tester";

testRule(renderKeyvalueAllowlist, {
  valid: [
    {
      title: "an empty list",
      code: "services:\n  - type: keyvalue\n    ipAllowList: []\n",
      proof: "ipAllowList",
    },
    { title: "replicas", code: "databases:\n  - name: db\n    readReplicas:\n      - name: db-2\n" },
    { title: "a web service", code: "services:\n  - type: web\n" },
    { title: "broken", code: "services:\n  - type: keyvalue\n    x: [\n" },
  ],
  invalid: [
    {
      title: "under its old name",
      code: "services:\n  - type: «redis»\n    name: cache\n",
      severity: "warning",
      fixed: "services:\n  - type: redis\n    name: cache\n    ipAllowList: []\n",
    },
    {
      title: "no replicas",
      code: "databases:\n  - name: db\n    «readReplicas»: []\n",
      severity: "error",
      fixed: "databases:\n  - name: db\n",
    },
  ],
});
