import { removedRunnerLabel } from "../../../../src/core/rules/workflow/removed-runner";
import { testRule } from "../../../support/rule-tester";

const job = (rest: string) => `on: push\njobs:\n  test:\n${rest}    steps:\n      - run: make test\n`;

testRule(removedRunnerLabel, {
  valid: [
    { title: "machines that exist", code: job("    runs-on: ubuntu-24.04\n") },
    { title: "the latest one", code: job("    runs-on: ubuntu-latest\n") },
    { title: "an arm machine", code: job("    runs-on: ubuntu-24.04-arm\n") },
    { title: "one's own machine with that system", code: job("    runs-on: [self-hosted, ubuntu-20.04]\n") },
    { title: "a group", code: job("    runs-on:\n      group: large\n      labels: ubuntu-20.04\n") },
    { title: "an expression", code: job("    runs-on: ${{ inputs.os }}\n") },
    {
      title: "a matrix of machines that exist",
      code: job(
        "    strategy:\n      matrix:\n        os: [ubuntu-22.04, ubuntu-26.04, macos-15, macos-15-intel]\n    runs-on: ${{ matrix.os }}\n",
      ),
    },
    {
      title: "a matrix that an expression makes",
      code: job("    strategy:\n      matrix: ${{ fromJSON(inputs.all) }}\n    runs-on: ${{ matrix.os }}\n"),
    },
    {
      title: "an input that has such a default",
      code: "on:\n  workflow_dispatch:\n    inputs:\n      os:\n        default: ubuntu-20.04\njobs: {}\n",
    },
    { title: "nothing written yet", code: "on: push\njobs:\n  test:\n    runs-on:\n" },
  ],
  invalid: [
    {
      title: "quotes stay",
      code: job('    runs-on: "«ubuntu-18.04»" # old\n').replace('"«', '«"').replace('»"', '"»'),
      severity: "error",
      message: /2023-04-03/,
      fixed: job('    runs-on: "ubuntu-24.04" # old\n'),
    },
    {
      title: "a large machine",
      code: job("    runs-on: «macos-14-xlarge»\n"),
      message: /2026-11-02/,
      fixed: job("    runs-on: macos-15-xlarge\n"),
    },
    {
      title: "a list",
      code: job("    runs-on: [«windows-2019»]\n"),
      fixed: job("    runs-on: [windows-2022]\n"),
    },
    {
      title: "include of a matrix",
      code: job(
        "    strategy:\n      matrix:\n        include:\n          - os: «macos-13»\n            node: 22\n          - os: macos-15\n    runs-on: ${{ matrix.os }}\n",
      ),
    },
    {
      title: "a field of a matrix of maps",
      code: job(
        "    strategy:\n      matrix:\n        target:\n          - { runner: «ubuntu-20.04», arch: x64 }\n    runs-on: ${{ matrix.target.runner }}\n",
      ),
    },
    {
      title: "an anchor that two jobs share",
      code: "on: push\njobs:\n  a:\n    runs-on: &os «ubuntu-20.04»\n    steps: [{ run: make }]\n  b:\n    runs-on: «*os»\n    steps: [{ run: make }]\n",
    },
  ],
});
