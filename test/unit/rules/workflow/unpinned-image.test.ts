import { unpinnedImage } from "../../../../src/core/rules/workflow/unpinned-image";
import { testRule } from "../../../support/rule-tester";

const job = (rest: string) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n${rest}    steps:\n      - run: make test\n`;

testRule(unpinnedImage, {
  valid: [
    { title: "a version", code: job("    container: node:24\n") },
    {
      title: "a service with a version",
      code: job("    services:\n      db:\n        image: postgres:16-alpine\n"),
    },
    { title: "a digest", code: job("    container: node@sha256:0ed5d592\n") },
    { title: "an expression", code: job("    container: ${{ inputs.image }}\n") },
    { title: "an expression for the tag", code: job("    container: node:${{ inputs.node }}\n") },
    { title: "none", code: job("    container:\n") },
    { title: "a map without an image", code: job("    container:\n      options: --init\n") },
    {
      title: "a Dockerfile of the action",
      code: { "action.yml": "name: x\nruns:\n  using: docker\n  image: Dockerfile\n" },
    },
    {
      title: "a matrix of versions",
      code: job(
        "    strategy:\n      matrix:\n        db: ['postgres:16', 'postgres:17']\n    container: ${{ matrix.db }}\n",
      ),
    },
  ],
  invalid: [
    {
      title: "no tag",
      code: job("    container: «node»\n"),
      severity: "info",
      fixed: job("    container: node:24\n"),
    },
    {
      title: "latest",
      code: job("    container:\n      image: redis:«latest» # cache\n"),
      fixed: job("    container:\n      image: redis:8 # cache\n"),
    },
    {
      title: "a registry with a port",
      code: job("    container: «registry.acme.dev:5000/ci»\n"),
      fixed: null,
    },
    {
      title: "a step",
      code: "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker://«alpine»\n",
      fixed:
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker://alpine:3.23\n",
    },
    {
      title: "in a matrix",
      code: job(
        "    strategy:\n      matrix:\n        include:\n          - db: postgres:17\n          - db: «mysql»\n    services:\n      db:\n        image: ${{ matrix.db }}\n",
      ),
    },
    {
      title: "an action",
      code: { "action.yml": "name: x\nruns:\n  using: docker\n  image: docker://acme/scan:«latest»\n" },
    },
  ],
});
