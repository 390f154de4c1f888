import { syntax } from "../../../../src/core/rules/workflow/syntax";
import { testRule } from "../../../support/rule-tester";

const jobs = "jobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n";
const job = (rest: string) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n${rest}    steps:\n      - run: make test\n`;
const step = (text: string) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${text}\n`;
const chain = (...needs: string[]) =>
  `on: push\njobs:\n${needs
    .map(
      (need, i) =>
        `  j${i}:\n${need === "" ? "" : `    needs: ${need}\n`}    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n`,
    )
    .join("")}`;

testRule(syntax, {
  valid: [
    { title: "a small one", code: `on: push\n${jobs}`, proof: "on" },
    {
      title: "all that may be said",
      code: `name: CI
run-name: CI by \${{ github.actor }}
on:
  push:
    branches: [main, 'release/**']
    tags-ignore: ['v0.*']
    paths: [src/**]
  pull_request:
    types: [opened, synchronize]
  schedule:
    - cron: '0 3 * * 1'
      timezone: Europe/Berlin
  workflow_dispatch:
    inputs:
      tag:
        description: What to build
        required: true
        default: latest
        type: choice
        options: [latest, next]
      debug:
        type: boolean
  workflow_call:
    inputs:
      level: { type: number, default: 3 }
    secrets:
      TOKEN:
        required: true
    outputs:
      version:
        value: \${{ jobs.build.outputs.version }}
  repository_dispatch:
    types: [go]
  merge_group:
permissions:
  contents: read
  id-token: write
env:
  CI: true
  EMPTY:
defaults:
  run:
    shell: bash
    working-directory: api
concurrency:
  group: ci-\${{ github.ref }}
  cancel-in-progress: \${{ github.ref != 'refs/heads/main' }}
jobs:
  build:
    name: Build
    needs: []
    runs-on: \${{ matrix.os }}
    environment: { name: staging, url: 'https://x.dev' }
    timeout-minutes: 15
    continue-on-error: false
    strategy:
      fail-fast: false
      max-parallel: 2
      matrix:
        os: [ubuntu-24.04]
        include:
          - os: macos-15
            extra: 1
        exclude: \${{ fromJSON(vars.SKIP) }}
    container:
      image: node:24
      credentials: { username: a, password: '\${{ secrets.P }}' }
      env: { A: b }
      ports: [80]
      volumes: ['/a:/b']
      options: --cpus 1
    services:
      db:
        image: postgres:17
        ports: ['5432:5432']
    outputs:
      version: \${{ steps.v.outputs.v }}
    steps:
      - name: Code
        id: code
        if: always()
        uses: actions/checkout@v7
        with:
          fetch-depth: 0
      - run: make
        shell: bash
        working-directory: .
        continue-on-error: true
        timeout-minutes: \${{ fromJSON(vars.LIMIT) }}
        env: \${{ fromJSON(vars.ENV) }}
  call:
    needs: build
    uses: ./.github/workflows/x.yml
    with: { a: b }
    secrets: inherit
    permissions: read-all
    concurrency: x
    if: true
  group:
    needs: [build, call]
    runs-on: { group: big, labels: [linux, x64] }
    permissions: {}
    steps:
      - run: make
`.replace("    needs: []\n", ""),
      proof: "on",
    },
    {
      title: "steps beside each other",
      code: `on: push
description: Builds and tests
permissions:
  copilot-requests: write
  vulnerability-alerts: read
concurrency: { group: ci, cancel-in-progress: false, queue: max }
jobs:
  test:
    runs-on: ubuntu-24.04
    cancel-timeout-minutes: 2
    steps:
      - id: server
        run: make serve
        background: true
      - name: Setup
        parallel:
          - uses: actions/checkout@v7
          - run: make tools
      - wait: server
      - wait: [server]
      - wait-all:
      - cancel: server
`,
    },
    { title: "events as a list", code: `on: [push, pull_request, workflow_dispatch]\n${jobs}` },
    {
      title: "events without anything",
      code: `on:\n  push:\n  workflow_dispatch:\n  workflow_call:\n${jobs}`,
    },
    {
      title: "anchors",
      code: "on: push\njobs:\n  a: &job\n    runs-on: ubuntu-24.04\n    env: &env\n      A: b\n    steps: &steps\n      - run: make\n  b: *job\n  c:\n    runs-on: ubuntu-24.04\n    env: *env\n    steps: *steps\n",
    },
    { title: "what is written in quotes", code: `"on": push\n${jobs}` },
    { title: "variables in upper and lower case", code: job("    env:\n      A: 1\n      B: 2\n") },
    { title: "jobs in a row", code: chain("", "j0", "[j0, j1]", "j2") },
    {
      title: "upper case in needs",
      code: "on: push\njobs:\n  Build:\n    runs-on: x\n    steps: [{ run: a }]\n  b:\n    needs: build\n    runs-on: x\n    steps: [{ run: a }]\n",
    },
    { title: "other YAML", code: { ".github/labeler.yml": "docs:\n  - docs/**\n" } },
  ],
  invalid: [
    { title: "an open quote", code: "on: push\nname: 'x\njobs:\n", severity: "error", count: 1, fixed: null },
    { title: "a key twice", code: job("    env:\n      A: 1\n      «A»: 2\n"), message: /twice/ },
    { title: "a key twice in other case", code: job("    env:\n      A: 1\n      «a»: 2\n") },
    { title: "an alias without an anchor", code: `on: push\nenv: «*nothing»\n${jobs}` },
    {
      title: "merge keys",
      code: `on: push\nenv: &e\n  A: b\n${jobs.replace("    steps", "    env:\n      «<<»: *e\n    steps")}`,
    },
    { title: "nothing", code: "«#» Empty.\n" },
    { title: "no jobs", code: "«o»n: push\n", message: /needs `jobs`/ },
    { title: "no trigger", code: `«j»${jobs.slice(1)}`, message: /needs `on`/ },
    {
      title: "another order of letters",
      code: `on: push\n«premissions»: {}\n${jobs}`,
      fixed: `on: push\npermissions: {}\n${jobs}`,
    },
    { title: "upper case", code: job("    «NAME»: x\n"), fixed: job("    name: x\n") },
    { title: "a key of another place", code: step("run: make\n        «needs»: x"), fixed: null },
    {
      title: "an event that does not exist",
      code: `on:\n  «pull_requests»:\n${jobs}`,
      fixed: `on:\n  pull_request:\n${jobs}`,
    },
    { title: "both", code: step("uses: actions/checkout@v7\n        «run»: make") },
    { title: "neither", code: step("«name»: x") },
    { title: "nothing in a group runs", code: step("parallel:\n          - «name»: x") },
    {
      title: "a group in a group",
      code: step("parallel:\n          - «parallel»:\n              - run: make"),
    },
    { title: "waiting and running", code: step("run: make\n        «wait»: x") },
    {
      title: "a line of runs that cancel each other",
      code: `on: push\nconcurrency: { group: a, queue: «max», cancel-in-progress: true }\n${jobs}`,
    },
    {
      title: "inputs of a script",
      code: step("run: make\n        «with»: { a: b }"),
      message: /cannot have `with`/,
    },
    { title: "a shell of an action", code: step("uses: actions/checkout@v7\n        «shell»: bash") },
    { title: "steps without anything", code: "on: push\njobs:\n  a:\n    runs-on: x\n    «steps»:\n" },
    {
      title: "a call with steps",
      code: "on: push\njobs:\n  a:\n    uses: ./.github/workflows/x.yml\n    «runs-on»: x\n",
    },
    { title: "a list for a map", code: "on: push\njobs: «[build]»\n" },
    { title: "a word for a switch", code: job("    continue-on-error: «sometimes»\n") },
    { title: "a word for a number", code: job("    timeout-minutes: «long»\n") },
    {
      title: "a right that does not exist",
      code: job("    permissions:\n      contents: «reed»\n"),
      fixed: job("    permissions:\n      contents: read\n"),
    },
    {
      title: "an input without a type",
      code: `on:\n  workflow_call:\n    inputs:\n      «a»:\n        required: true\n${jobs}`,
    },
    {
      title: "credentials without a name",
      code: job("    container:\n      image: x\n      «credentials»:\n        password: ${{ secrets.P }}\n"),
    },
    { title: "two steps of one id", code: step("id: a\n        run: x\n      - id: «A»\n        run: y") },
    {
      title: "an id with a dot",
      code: "on: push\njobs:\n  «v1.2»:\n    runs-on: x\n    steps: [{ run: a }]\n",
    },
    {
      title: "itself",
      code: "on: push\njobs:\n  a:\n    «needs»: a\n    runs-on: x\n    steps: [{ run: a }]\n",
    },
    {
      title: "in a circle",
      code: chain("j2", "j0", "j1").replace("needs: j2", "«needs»: j2"),
      message: /`j0`, `j2`, `j1`, `j0`/,
    },
    { title: "nobody to wait for", code: chain("", "«elsewhere»"), fixed: null },
  ],
});
