import { unpinnedAction } from "../../../../src/core/rules/workflow/unpinned-action";
import { testRule } from "../../../support/rule-tester";

const uses = (value: string) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${value}\n`;
const sha = "dbcb813823bdd20940b903addbd779551569679f";

testRule(unpinnedAction, {
  valid: [
    { title: "a commit", code: uses(`docker/login-action@${sha} # v4.6.0`), proof: sha },
    { title: "a commit without a comment", code: uses(`docker/login-action@${sha}`), proof: sha },
    { title: "a local action", code: uses("./.github/actions/setup") },
    { title: "an image", code: uses("docker://alpine:3.22") },
    { title: "an image with a digest", code: uses("docker://alpine@sha256:0ed5d592") },
    { title: "an expression", code: uses("${{ matrix.action }}") },
    { title: "nothing yet", code: uses("") },
    {
      title: "a workflow of this repository",
      code: "on: push\njobs:\n  test:\n    uses: ./.github/workflows/test.yml\n",
    },
    { title: "other YAML", code: { "deploy.yml": "steps:\n  - uses: docker/login-action@v4\n" } },
  ],
  invalid: [
    {
      title: "a comment that is there",
      code: uses("docker/login-action@«v4» # the registry"),
      severity: "warning",
      fixed: uses(`docker/login-action@${sha} # v4.6.0 # the registry`),
    },
    {
      title: "quotes",
      code: uses('"docker/login-action@«v4»"'),
      fixed: uses(`"docker/login-action@${sha}" # v4.6.0`),
    },
    {
      title: "the very release",
      code: uses("docker/login-action@«v4.6.0»"),
      fixed: uses(`docker/login-action@${sha} # v4.6.0`),
    },
    { title: "another release of that major", code: uses("docker/login-action@«v4.1.0»"), fixed: null },
    { title: "another major", code: uses("docker/login-action@«v3»"), fixed: null },
    {
      title: "an action that nobody knows",
      code: uses("acme/deploy@«v1»"),
      severity: "warning",
      fixed: null,
    },
    { title: "a short commit", code: uses("acme/deploy@«dbcb813»"), severity: "warning" },
    { title: "a branch", code: uses("acme/deploy@«main»"), severity: "error", message: /that day/ },
    { title: "GitHub's own", code: uses("actions/checkout@«v7»"), severity: "hint" },
    { title: "a branch of GitHub's own", code: uses("actions/checkout@«main»"), severity: "warning" },
    { title: "no version", code: uses("«acme/deploy»"), severity: "error", message: /no version/ },
    {
      title: "a workflow of another repository",
      code: "on: push\njobs:\n  release:\n    uses: acme/pipelines/.github/workflows/release.yml@«v2»\n",
    },
    {
      title: "flow style has no room for a comment",
      code: "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ uses: docker/login-action@«v4» }]\n",
      fixed: `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ uses: docker/login-action@${sha} }]\n`,
    },
    {
      title: "a composite action",
      code: {
        "action.yml":
          "name: setup\nruns:\n  using: composite\n  steps:\n    - uses: pnpm/action-setup@«v4»\n    - uses: docker/login-action@«v4»\n",
      },
    },
  ],
});
