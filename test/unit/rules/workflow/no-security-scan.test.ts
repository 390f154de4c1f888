import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { noSecurityScan } from "../../../../src/core/rules/workflow/no-security-scan";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const path = ".github/workflows/ci.yml";
const flow = (step: string) =>
  `on: pull_request\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}\n`;
const silent = (step: string, proof: string) => ({ title: step, code: { [path]: flow(step) }, proof });

testRule(noSecurityScan, {
  valid: [
    silent("uses: github/codeql-action/analyze@v4", "codeql"),
    silent("uses: aquasecurity/trivy-action@v0.36.0", "trivy"),
    silent("uses: actions/dependency-review-action@v5", "dependency-review"),
    silent("run: npm audit --omit=dev", "npm audit"),
    silent("run: uvx pip-audit", "pip-audit"),
    silent("run: python -m bandit -r app", "bandit"),
    silent("run: docker run --rm aquasec/trivy image app", "trivy"),
    silent("run: govulncheck ./...", "govulncheck"),
    {
      title: "Dependabot",
      code: { [path]: flow("run: make"), ".github/dependabot.yml": "version: 2\nupdates: []\n" },
    },
    { title: "Renovate", code: { [path]: flow("run: make"), "renovate.json": "{}\n" } },
    { title: "Renovate without an extension", code: { [path]: flow("run: make"), ".renovaterc": "{}\n" } },
    {
      title: "a workflow of others",
      code: { [path]: "on: push\njobs:\n  a:\n    uses: acme/ci/.github/workflows/scan.yml@v1\n" },
    },
    { title: "no workflow", code: { "package.json": "{}\n" } },
    {
      title: "in a workflow that is called",
      code: {
        [path]: "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n",
        ".github/workflows/b.yml":
          "on: workflow_call\njobs:\n  x:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm audit\n",
      },
    },
  ],
  invalid: [
    {
      title: "several languages",
      code: {
        [path]: flow("run: make test").replace("jobs", "«jobs»"),
        "api/requirements.txt": "flask==3\n",
        Dockerfile: "FROM node:24\n",
      },
      severity: "info",
    },
    {
      title: "auditing by name only",
      code: { [path]: flow("run: make audit-log").replace("jobs", "«jobs»") },
    },
  ],
});

it("workflow/no-security-scan: the new file says what lies where", () => {
  const { findings } = lint(
    projectOf({
      [path]: flow("run: make test"),
      "api/requirements.txt": "flask==3\n",
      "web/package.json": "{}\n",
      "web/node_modules/x/package.json": "{}\n",
    }),
    [noSecurityScan],
    resolveConfig(),
  );
  const [change] = findings[0]?.fixes[0]?.also ?? [];
  assert.ok(change && "create" in change);
  assert.equal(change.path, ".github/dependabot.yml");
  const found = [...change.create.matchAll(/ecosystem: (.*)\n {4}directory: (.*)/g)].map((match) =>
    match.slice(1),
  );
  assert.deepEqual(found, [
    ["github-actions", '"/"'],
    ["npm", '"/web"'],
    ["pip", '"/api"'],
  ]);
});
