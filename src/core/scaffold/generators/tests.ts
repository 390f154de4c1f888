import type { Generator, GeneratorInput } from "../generator";
import { isFrontend, publicHealthPath } from "../names";
import { domainQuestion } from "../questions";

export const e2e: Generator = {
  id: "e2e",
  title: "Test from end to end",
  summary:
    "Opens the app in a browser, with Playwright: the start page, its errors, the way to the application.",
  refuses: ({ stack }) =>
    stack.services.some(isFrontend) ? undefined : "No web app was found that a browser could open.",
  files: (input) => [
    { path: "e2e/playwright.config.mjs", text: configText() },
    { path: "e2e/start-page.spec.mjs", text: specText(input) },
  ],
};

function configText(): string {
  return `// npm install --save-dev @playwright/test && npx playwright install chromium
// BASE_URL=https://staging.example.com npx playwright test --config e2e/playwright.config.mjs
import { defineConfig, devices } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  retries: 1,
  reporter: "list",
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    // What happened is kept where something went wrong.
    trace: "retain-on-failure",
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"] } },
    { name: "phone", use: { ...devices["Pixel 7"] } },
  ],
});
`;
}

function specText({ stack, project }: GeneratorInput): string {
  const path = publicHealthPath(stack, project);
  const api =
    path === "/"
      ? ""
      : `
test("the application behind it is well", async ({ request }) => {
  const answer = await request.get("${path}");
  expect(answer.status()).toBe(200);
});
`;
  return `import { expect, test } from "@playwright/test";

test("the start page opens without an error", async ({ page }) => {
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const answer = await page.goto("/");
  expect(answer.status()).toBe(200);
  await expect(page).toHaveTitle(/\\S/);
  expect(errors).toEqual([]);
});
${api}
// The way through the app that matters most comes here: sign up, order, pay.
`;
}

export const zapWorkflow: Generator = {
  id: "zap-workflow",
  title: "Dynamic scan of the running app",
  summary: "Lets ZAP look at the app from outside every week, without attacking it, and keeps the report.",
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: ".github/workflows/dynamic-scan.yml", text: zapText(input) }],
};

function zapText({ stack, answers }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  return `# ZAP looks at what the app answers and attacks nothing. A full scan belongs to a copy of the app, never to production.
name: Dynamic scan

on:
  schedule:
    - cron: "23 4 * * 1"
  workflow_dispatch:

permissions: {}

concurrency:
  group: dynamic-scan
  cancel-in-progress: false

jobs:
  baseline:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
    env:
      URL: https://${domain}
    steps:
      - name: Look at the app from outside
        run: |
          set -euo pipefail
          mkdir report
          chmod 777 report
          docker run --rm --volume "$PWD/report:/zap/wrk:rw" ghcr.io/zaproxy/zaproxy:2.16.1 zap-baseline.py -t "$URL" -I -m 5 -r report.html -w report.md
          cat report/report.md >>"$GITHUB_STEP_SUMMARY"
      - name: Fail for what has to be repaired
        run: |
          set -euo pipefail
          ! grep -q '| High |' report/report.md
`;
}
