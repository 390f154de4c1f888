import { testsNotRun } from "../../../../src/core/rules/workflow/tests-not-run";
import { testRule } from "../../../support/rule-tester";

const path = ".github/workflows/ci.yml";
const flow = (run: string, on = "[push, pull_request]") =>
  `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`;
const uses = (text: string) =>
  `on: pull_request\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${text}\n`;
const node = { "package.json": '{ "scripts": { "verify": "tsc && vitest run", "build": "tsc" } }\n' };
const marked = (run: string, on?: string) => flow(run, on).replace("jobs", "«jobs»");

testRule(testsNotRun, {
  valid: [
    ...[
      "npm test",
      "npm t",
      "npm run test:unit -- --coverage",
      "pnpm -r test",
      "yarn workspace api test",
      "npm run verify",
      "npx vitest run",
      "npx playwright test",
      "bun test",
      "go test ./...",
      "cargo test --all",
      "cargo nextest run",
      "uv run pytest -q",
      "poetry run pytest",
      "python -m pytest",
      "python3 -m unittest discover",
      "python manage.py test",
      "tox -e py313",
      "bundle exec rspec",
      "bin/rails test",
      "./gradlew check",
      "mvn -B verify",
      "dotnet test",
      "vendor/bin/phpunit",
      "make test",
      "make ci",
      "./scripts/run-tests.sh",
      "docker compose run --rm api pytest",
      "npx turbo run build test",
      "npm ci && npm test",
      "hatch run test",
      "uv run poe test",
    ].map((run) => ({
      title: run,
      code: { ...node, [path]: flow(run) },
      proof: run.split(" ").at(-1) ?? "",
    })),
    {
      title: "every push to any branch",
      code: { ...node, [path]: flow("npm test", "push") },
      proof: "npm test",
    },
    {
      title: "in a workflow that is called",
      code: {
        ...node,
        [path]: "on: pull_request\njobs:\n  call:\n    uses: ./.github/workflows/test.yml\n",
        ".github/workflows/test.yml": flow("npm test", "workflow_call"),
      },
      proof: "call",
    },
    {
      title: "in an action of this repository",
      code: {
        ...node,
        [path]: uses("./.github/actions/test"),
        ".github/actions/test/action.yml":
          "name: t\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: npm test\n",
      },
      proof: "build",
    },
    {
      title: "filtered by paths",
      code: { ...node, [path]: flow("npm test", "{ pull_request: { paths: [src/**] } }") },
      proof: "npm test",
    },
    {
      title: "in a workflow of others",
      code: {
        ...node,
        [path]: "on: pull_request\njobs:\n  a:\n    uses: acme/ci/.github/workflows/node.yml@v1\n",
      },
    },
    { title: "an action that says so", code: { ...node, [path]: uses("acme/run-tests@v1") } },
    {
      title: "another service",
      code: { ...node, [path]: flow("npm run build"), ".gitlab-ci.yml": "test:\n  script: npm test\n" },
    },
    { title: "a script that may do it", code: { ...node, [path]: flow("./build.sh") } },
    { title: "all of a makefile", code: { ...node, [path]: flow("make") } },
    { title: "nothing to test", code: { "README.md": "# Notes\n", [path]: flow("npm run build") } },
    { title: "no workflow at all", code: node },
    { title: "an unfinished file", code: { ...node, [path]: `${flow("npm run build")}      - run: 'x\n` } },
  ],
  invalid: [
    ...[
      "npm run build",
      "npm ci",
      "npm audit",
      "echo test",
      "test -f package.json",
      "apt-get install -y pytest",
      "pip install pytest",
      "npm i vitest",
    ].map((run) => ({ title: run, code: { ...node, [path]: marked(run) }, severity: "warning" as const })),
    {
      title: "only when it is merged",
      code: { ...node, [path]: flow("npm test", "\n  «push»:\n    branches: [main]") },
      message: /not for pull requests/,
    },
    {
      title: "only at night",
      code: { ...node, [path]: flow("npm test", "\n  «schedule»:\n    - cron: '0 3 * * *'") },
    },
    {
      title: "once for a repository, at what runs for requests",
      code: {
        ...node,
        ".github/workflows/a.yml": flow("make release", "release"),
        [path]: marked("npm run lint"),
      },
    },
  ],
});
