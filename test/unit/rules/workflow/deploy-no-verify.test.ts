import { deployNoVerify } from "../../../../src/core/rules/workflow/deploy-no-verify";
import { testRule } from "../../../support/rule-tester";

const flow = (...steps: string[]) =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
const after = (step: string) =>
  `${flow("run: kubectl apply -f k8s")}  check:\n    needs: [deploy]\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}\n`;

testRule(deployNoVerify, {
  valid: [
    {
      title: "a question",
      code: flow("run: kubectl apply -f k8s", "run: curl -fsS https://app.acme.dev/health"),
      proof: "curl",
    },
    {
      title: "the rollout is waited for",
      code: flow("run: kubectl apply -f k8s && kubectl rollout status deploy/app"),
      proof: "kubectl",
    },
    { title: "a job behind it", code: after("run: npx playwright test"), proof: "playwright" },
    { title: "an action behind it", code: after("uses: jtalk/url-health-check-action@v4"), proof: "jtalk" },
    {
      title: "a step of that name",
      code: flow("run: kubectl apply -f k8s", "name: Smoke test\n        run: deno task ask"),
    },
    {
      title: "on the server",
      code: flow(
        "uses: appleboy/ssh-action@v1\n        with:\n          script: |\n            docker compose up -d\n            curl -f localhost/health",
      ),
    },
    {
      title: "the script stands in the settings",
      code: flow("uses: appleboy/ssh-action@v1\n        with:\n          script: ${{ vars.DEPLOY_SCRIPT }}"),
    },
    {
      title: "the script stands in a file",
      code: flow("uses: appleboy/ssh-action@v1\n        with:\n          script_path: ops/release.sh"),
    },
    { title: "containers are waited for", code: flow("run: ssh app 'docker compose up -d --wait'") },
    { title: "helm waits", code: flow("run: helm upgrade --install app ./chart --atomic") },
    {
      title: "ECS waits",
      code: flow(
        "uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n        with:\n          wait-for-service-stability: true",
      ),
    },
    { title: "a script that may ask", code: flow("run: ssh app ./deploy.sh") },
    {
      title: "a script of the repository",
      code: flow("run: |\n          kubectl apply -f k8s\n          ./scripts/after.sh"),
    },
    { title: "a playbook", code: flow("run: ansible-playbook site.yml") },
    { title: "kamal asks by itself", code: flow("run: kamal deploy") },
    {
      title: "a heredoc tells what to do",
      code: flow("run: |\n          ssh app <<'EOF'\n          docker compose up -d\n          EOF"),
    },
    { title: "no deployment", code: flow("run: make test") },
    {
      title: "the caller may ask",
      code: "on: workflow_call\njobs:\n  d:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s\n",
    },
    {
      title: "the platform is told what to ask",
      code: {
        ".github/workflows/ci.yml": flow("run: flyctl deploy"),
        "fly.toml": "[[http_service.checks]]\npath = '/'\n",
      },
    },
  ],
  invalid: [
    {
      title: "on the server",
      code: flow("run: «ssh app 'docker compose pull && docker compose up -d'»"),
      severity: "warning",
      fixed: null,
    },
    {
      title: "asked before",
      code: flow("run: curl -f https://app.acme.dev", "run: «kubectl apply -f k8s»"),
      severity: "warning",
    },
    {
      title: "telling others is no question",
      code: flow("run: «helm upgrade app ./chart»", "run: curl -d done https://hooks.slack.com/services/x"),
      severity: "warning",
    },
    {
      title: "an action",
      code: flow("uses: «appleboy/ssh-action@v1»\n        with:\n          script: docker compose up -d"),
      severity: "warning",
    },
    { title: "a platform that switches over", code: flow("run: «npx vercel --prod»"), severity: "info" },
    {
      title: "a job that does not wait",
      code: after("run: curl -f https://x")
        .replace("    needs: [deploy]\n", "")
        .replace("kubectl apply -f k8s", "«kubectl apply -f k8s»"),
    },
    {
      title: "in a workflow that is called",
      code: {
        ".github/workflows/ci.yml": "on: push\njobs:\n  «go»:\n    uses: ./.github/workflows/d.yml\n",
        ".github/workflows/d.yml":
          "on: workflow_call\njobs:\n  d:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s\n",
      },
    },
  ],
});
