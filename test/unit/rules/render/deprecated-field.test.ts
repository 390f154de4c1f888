import { renderDeprecatedField } from "../../../../src/core/rules/render/deprecated-field";
import { testRule } from "../../../support/rule-tester";

testRule(renderDeprecatedField, {
  valid: [
    {
      title: "current",
      code: "services:\n  - type: web\n    runtime: node\n    autoDeployTrigger: checksPass\n",
      proof: "runtime",
    },
    { title: "previews of a database", code: "databases:\n  - name: db\n    previewPlan: basic-256mb\n" },
    {
      title: "a variable called env",
      code: "services:\n  - type: web\n    envVars:\n      - key: env\n        value: x\n",
    },
    { title: "another file", code: { "deploy.yaml": "services:\n  - type: redis\n    env: node\n" } },
  ],
  invalid: [
    {
      title: "switched off",
      code: "services:\n  - type: web\n    «autoDeploy»: no # by hand\n",
      severity: "warning",
      fixed: 'services:\n  - type: web\n    autoDeployTrigger: "off" # by hand\n',
    },
    {
      title: "previews for all",
      code: "«previewsEnabled»: true\nservices: []\n",
      fixed: "previews: { generation: automatic }\nservices: []\n",
    },
    {
      title: "previews of one",
      code: "services:\n  - type: web\n    «pullRequestPreviewsEnabled»: false\n",
      fixed: 'services:\n  - type: web\n    previews: { generation: "off" }\n',
    },
    {
      title: "the plan of previews",
      code: "services:\n  - type: web\n    «previewPlan»: starter\n",
      fixed: "services:\n  - type: web\n    previews: { plan: starter }\n",
    },
    { title: "both names", code: "services:\n  - type: «redis»\n    runtime: node\n    env: node\n" },
  ],
});
