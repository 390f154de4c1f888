import type { Generator, GeneratorInput } from "../generator";
import { domainQuestion } from "../questions";

export const uptimeWorkflow: Generator = {
  id: "uptime-workflow",
  title: "Uptime check from outside",
  summary: "Asks the app every ten minutes whether it answers, and opens an issue when it does not.",
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: ".github/workflows/uptime.yml", text: workflowText(input) }],
};

function workflowText({ stack, answers }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  return `# A watch from outside. Scheduled runs may be late: for minutes that matter, take a monitoring service as well.
name: Uptime

on:
  schedule:
    - cron: "*/10 * * * *"
  workflow_dispatch:

permissions: {}

concurrency:
  group: uptime
  cancel-in-progress: false

jobs:
  ask:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      issues: write
    env:
      URL: https://${domain}
      GH_TOKEN: \${{ github.token }}
      GH_REPO: \${{ github.repository }}
      RUN: \${{ github.server_url }}/\${{ github.repository }}/actions/runs/\${{ github.run_id }}
    steps:
      - name: Ask the app, three times before giving up
        id: ask
        continue-on-error: true
        run: curl --fail --silent --show-error --retry 3 --retry-delay 10 --retry-all-errors --max-time 20 --output /dev/null "$URL"
      - name: Ask how long the certificate lasts
        id: certificate
        continue-on-error: true
        run: |
          set -euo pipefail
          end="$(openssl s_client -connect "${domain}:443" -servername "${domain}" </dev/null 2>/dev/null | openssl x509 -noout -enddate | cut -d= -f2)"
          test "$(( $(date -d "$end" +%s) - $(date +%s) ))" -gt "$(( 10 * 86400 ))"
      - name: Say so, once
        if: steps.ask.outcome == 'failure' || steps.certificate.outcome == 'failure'
        run: |
          set -euo pipefail
          open="$(gh issue list --state open --search 'in:title "The app is down"' --json number --jq length)"
          if [ "$open" = 0 ]; then
            gh issue create --title "The app is down, or its certificate ends soon" --body "$URL, seen by $RUN"
          fi
          exit 1
`;
}
