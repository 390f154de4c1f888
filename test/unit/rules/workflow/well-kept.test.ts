import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

const checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const node = "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0";

/** An app with tests, an image and a deployment to a server. */
const app = {
  "package.json": '{ "scripts": { "test": "vitest run", "build": "tsc", "lint": "biome ci" } }\n',
  ".github/dependabot.yml": "version: 2\nupdates: []\n",
  ".github/workflows/ci.yml": `name: CI
on:
  push:
    branches: [main]
  pull_request:
  workflow_call:
permissions: {}
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
env:
  NODE_ENV: test
  SECRET_KEY: test-only-secret-key-0123456789abcdef
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
    strategy:
      fail-fast: false
      matrix:
        node: [22, 24]
        shard: [1/2, 2/2]
    services:
      db:
        image: postgres:17-alpine
        env:
          POSTGRES_PASSWORD: postgres
        ports: ["5432:5432"]
        options: >-
          --health-cmd pg_isready
          --health-interval 5s
    env:
      DATABASE_URL: postgres://postgres:postgres@localhost:5432/test
      JWT_SECRET: \${{ github.run_id }}-jwt
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: ${node}
        with:
          node-version: \${{ matrix.node }}
          cache: npm
      - run: npm ci
      - run: npm audit --omit=dev --audit-level=high
      - run: npx vitest run --shard=\${{ matrix.shard }}
      - if: failure()
        uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        with:
          name: report-\${{ matrix.node }}
          path: report/
`,
  ".github/workflows/deploy.yml": `name: Deploy
on:
  push:
    branches: [main]
  workflow_dispatch:
    inputs:
      tag:
        description: The tag to deploy
        type: string
permissions: {}
concurrency:
  group: production
  cancel-in-progress: false
jobs:
  ci:
    uses: ./.github/workflows/ci.yml
    permissions:
      contents: read
  image:
    needs: ci
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read
      packages: write
    outputs:
      digest: \${{ steps.build.outputs.digest }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: docker/setup-buildx-action@bb05f3f5519dd87d3ba754cc423b652a5edd6d2c # v4.2.0
      - uses: docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - id: meta
        uses: docker/metadata-action@dc802804100637a589fabce1cb79ff13a1411302 # v6.2.0
        with:
          images: ghcr.io/\${{ github.repository }}
          tags: |
            type=sha
            type=raw,value=latest
      - id: build
        uses: docker/build-push-action@53b7df96c91f9c12dcc8a07bcb9ccacbed38856a # v7.3.0
        with:
          push: true
          tags: \${{ steps.meta.outputs.tags }}
          cache-from: type=gha
          cache-to: type=gha,mode=max
  deploy:
    needs: image
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions: {}
    environment:
      name: production
      url: https://app.example.com
    steps:
      - name: Known hosts
        run: |
          install -d -m 700 ~/.ssh
          echo "\${KEY}" > ~/.ssh/id_ed25519
          echo "\${HOSTS}" > ~/.ssh/known_hosts
          chmod 600 ~/.ssh/id_ed25519
        env:
          KEY: \${{ secrets.SSH_KEY }}
          HOSTS: \${{ secrets.SSH_KNOWN_HOSTS }}
      - name: Deploy
        run: ssh deploy@app.example.com "IMAGE_TAG=\${TAG} docker compose up -d --wait"
        env:
          TAG: \${{ inputs.tag || github.sha }}
      - name: Smoke test
        run: curl --fail --retry 10 --retry-delay 3 --retry-all-errors https://app.example.com/health
`,
};

/** A library that is released by hand, with a composite action and a labeller. */
const library = {
  "pyproject.toml": '[project]\nname = "x"\n',
  "src/x/__init__.py": "",
  ".github/actions/setup/action.yml": `name: Set up
description: Python with uv
inputs:
  python-version:
    description: Which Python
    default: "3.13"
runs:
  using: composite
  steps:
    - uses: astral-sh/setup-uv@c771a70e6277c0a99b617c7a806ffedaca235ff9 # v9.0.0
      with:
        python-version: \${{ inputs.python-version }}
    - shell: bash
      run: uv sync --locked
`,
  ".github/workflows/test.yaml": `on:
  push:
    branches: [main]
    paths-ignore: [docs/**]
  pull_request:
permissions:
  contents: read
jobs:
  test:
    name: \${{ matrix.os }} / \${{ matrix.python-version }}
    runs-on: \${{ matrix.os }}
    timeout-minutes: 10
    strategy:
      matrix:
        os: [ubuntu-latest, macos-latest, windows-latest]
        python-version: ["3.11", "3.12", "3.13"]
        include:
          - os: ubuntu-latest
            python-version: "3.14"
            experimental: true
    continue-on-error: \${{ matrix.experimental || false }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: ./.github/actions/setup
        with:
          python-version: \${{ matrix.python-version }}
      - run: uv run pytest -n auto --cov
      - name: Check for changes
        shell: bash
        run: |
          if [[ -n "$(git status --porcelain)" ]]; then
            echo "::error::The tests changed files"
            exit 1
          fi
          echo "sum=$(sha256sum uv.lock | cut -d' ' -f1)" >> "$GITHUB_OUTPUT"
  scan:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
      security-events: write
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: github/codeql-action/init@f205ea1c3313d32999d8d6a48b4f6530d4437b38 # v4.37.4
      - uses: github/codeql-action/analyze@f205ea1c3313d32999d8d6a48b4f6530d4437b38 # v4.37.4
`,
  ".github/workflows/release.yaml": `on:
  release:
    types: [published]
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    environment: pypi
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - run: uv build
      - run: uv publish
`,
  ".github/workflows/label.yaml": `on:
  pull_request_target: # The labels need a token that may write.
permissions: {}
jobs:
  label:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - uses: actions/labeler@bf12e9b00b37c5c0ca2b87b79b2daf7891dbda13 # v7.0.0
`,
  ".github/workflows/preview.yaml": `on: pull_request
permissions:
  contents: read
concurrency:
  group: preview-\${{ github.event.number }}
  cancel-in-progress: true
jobs:
  preview:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - run: npx wrangler@4 pages deploy site --branch "pr-\${{ github.event.number }}"
        env:
          CLOUDFLARE_API_TOKEN: \${{ secrets.CLOUDFLARE_API_TOKEN }}
`,
};

describe("workflow rules on well-kept repositories", () => {
  for (const [name, files] of Object.entries({ app, library })) {
    it(`${name}: no error and no warning`, () => {
      const own = rules.filter(({ id }) => id.startsWith("workflow/"));
      const { findings, failures } = lint(projectOf(files), own, resolveConfig());
      assert.deepEqual(failures, []);
      const grave = findings.filter(({ severity }) => severity === "error" || severity === "warning");
      assert.deepEqual(
        grave.map(({ rule, path, message }) => `${path}: ${rule}: ${message}`),
        [],
      );
    });
  }

  it("proves what the items of a plan rest on", () => {
    const own = rules.filter(({ id }) => id.startsWith("workflow/"));
    const { proofs } = lint(projectOf(app), own, resolveConfig());
    const shown = new Set(proofs.map(({ rule }) => rule));
    for (const rule of [
      "syntax",
      "tests-not-run",
      "no-security-scan",
      "unpinned-action",
      "missing-permissions",
      "deploy-concurrency",
      "deploy-no-verify",
    ]) {
      assert.ok(shown.has(`workflow/${rule}`), rule);
    }
  });
});
