import { deadActionVersion } from "../../../../src/core/rules/workflow/dead-action-version";
import { testRule } from "../../../support/rule-tester";

const uses = (value: string) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${value}\n`;

testRule(deadActionVersion, {
  valid: [
    { title: "a version that runs", code: uses("actions/checkout@v5") },
    { title: "the first artifacts on Node 24", code: uses("actions/upload-artifact@v6") },
    { title: "a major whose tag has moved on", code: uses("swatinem/rust-cache@v2") },
    {
      title: "a commit, whose version nobody knows",
      code: uses("actions/checkout@f43a0e5ff2bd294095638e18286ca9a3d1956744 # v3.6.0"),
    },
    { title: "a branch", code: uses("actions/checkout@main") },
    { title: "an action that nobody looked into", code: uses("acme/deploy@v1") },
    { title: "another action of the same repository", code: uses("actions/cache/other@v1") },
    { title: "a local action", code: uses("./.github/actions/checkout") },
    {
      title: "a workflow of another name",
      code: { "deploy/actions/checkout.yml": "uses: actions/checkout@v1\n" },
    },
  ],
  invalid: [
    {
      title: "artifacts",
      code: uses("actions/download-artifact@«v2»"),
      severity: "error",
      message: /January 2025/,
    },
    {
      title: "cache v2",
      code: uses("actions/cache@«v2.1.7»"),
      severity: "error",
      fixed: uses("actions/cache@v6"),
    },
    {
      title: "cache v3 still runs",
      code: uses("actions/cache@«v3»"),
      severity: "warning",
      fixed: uses("actions/cache@v6"),
    },
    {
      title: "capitals",
      code: uses("Actions/Checkout@«v3»"),
      severity: "warning",
      fixed: uses("Actions/Checkout@v7"),
    },
    {
      title: "made for Node 20",
      code: uses("actions/checkout@«v4.2.2»"),
      severity: "info",
      message: /Node 24/,
      fixed: uses("actions/checkout@v7"),
    },
    {
      title: "an action that never asked for less",
      code: uses("astral-sh/setup-uv@«v6»"),
      severity: "info",
      fixed: uses("astral-sh/setup-uv@v9"),
    },
    {
      title: "Java",
      code: uses("actions/setup-java@«v4»"),
      severity: "info",
      fixed: uses("actions/setup-java@v5"),
    },
    {
      title: "no newer version is known",
      code: uses("actions-rs/toolchain@«v1»"),
      severity: "warning",
      fixed: null,
    },
    { title: "quotes", code: uses("'actions/setup-node@«v1»'"), fixed: uses("'actions/setup-node@v7'") },
    {
      title: "a path",
      code: uses("github/codeql-action/init@«v2»"),
      severity: "warning",
      fixed: uses("github/codeql-action/init@v4"),
    },
    {
      title: "a composite action",
      code: {
        ".github/actions/setup/action.yml":
          "name: setup\nruns:\n  using: composite\n  steps:\n    - uses: actions/setup-node@«v2»\n",
      },
    },
  ],
});
