import { deployConcurrency } from "../../../../src/core/rules/workflow/deploy-concurrency";
import { testRule } from "../../../support/rule-tester";

const job = (step: string, rest = "", id = "«deploy»", on = "push") =>
  `on: ${on}\njobs:\n  ${id}:\n    runs-on: ubuntu-24.04\n${rest}    steps:\n      - ${step}\n`;
const silent = (title: string, step: string, rest = "", on = "push") => ({
  title,
  code: job(step, rest, "deploy", on),
});
const call = "on:\n  push:\njobs:\n  go:\n    uses: ./.github/workflows/deploy.yml\n";
const inner =
  "on: workflow_call\njobs:\n  d:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s\n";

testRule(deployConcurrency, {
  valid: [
    {
      ...silent("a group", "run: kubectl apply -f k8s", "    concurrency: production\n"),
      proof: "production",
    },
    {
      title: "a group for the whole workflow",
      code: `concurrency:\n  group: x\n${job("run: kubectl apply -f k8s", "", "deploy")}`,
      proof: "group: x",
    },
    silent("no deployment", "run: make"),
    silent("a name alone deploys nothing", "run: mkdocs build"),
    silent("a dry run", "run: kubectl apply --dry-run=client -f k8s"),
    silent("a look", "run: kubectl get pods"),
    silent("a test of the key", "run: ssh -T git@github.com"),
    silent("files on this machine", "run: rsync -a dist/ out/"),
    silent("a preview", "run: vercel deploy"),
    silent("a stack for tests", "run: docker compose up -d"),
    {
      title: "a stack on a machine of one's own, for tests",
      code: job("run: docker compose up -d", "", "integration").replace("ubuntu-24.04", "self-hosted"),
    },
    silent(
      "another command of flyctl",
      "uses: superfly/flyctl-actions@1.5\n        with:\n          args: status",
    ),
    silent("for requests", "run: vercel --prod", "", "pull_request"),
    silent("an environment for previews", "run: kubectl apply -f k8s", "    environment: preview\n"),
    silent(
      "cancelled elsewhere than on main",
      "run: kubectl apply -f k8s",
      "    concurrency:\n      group: x\n      cancel-in-progress: ${{ github.ref != 'refs/heads/main' }}\n",
    ),
    { title: "whoever calls it holds the lock", code: inner },
    {
      title: "the called workflow holds the lock",
      code: {
        ".github/workflows/ci.yml": call,
        ".github/workflows/deploy.yml": `concurrency: production\n${inner}`,
      },
    },
    {
      title: "an unfinished file",
      code: `${job("run: kubectl apply -f k8s", "", "deploy")}      - run: 'x\n`,
    },
  ],
  invalid: [
    {
      title: "an action",
      code: job("uses: appleboy/ssh-action@v1", "    environment: production\n"),
      severity: "warning",
      fixed: job(
        "uses: appleboy/ssh-action@v1",
        "    environment: production\n    concurrency:\n      group: deploy-production\n      cancel-in-progress: false\n",
        "deploy",
      ),
    },
    {
      title: "a stack on the machine that serves",
      code: job("run: docker compose up -d").replace("ubuntu-24.04", "[self-hosted, production]"),
      severity: "warning",
    },
    {
      title: "the action of Fly",
      code: job("uses: superfly/flyctl-actions@1.5\n        with:\n          args: deploy --remote-only"),
    },
    ...[
      "ssh deploy@app.acme.dev 'docker compose up -d'",
      "rsync -az dist/ deploy@app.acme.dev:/srv/app",
      "sudo docker stack deploy -c stack.yml app",
      "flyctl deploy --remote-only",
      "npx vercel@39 --prod --token $T",
      "bundle exec cap production deploy",
      "git push heroku main",
      "kamal deploy",
      "aws ecs update-service --cluster a --service b --force-new-deployment",
      'curl -X POST "$RENDER_DEPLOY_HOOK"',
    ].map((run) => ({ title: run, code: job(`run: ${run}`) })),
    {
      title: "the next one cuts it off",
      code: job(
        "run: kubectl apply -f k8s",
        "    concurrency:\n      group: x\n      cancel-in-progress: «true» # fast\n",
        "deploy",
      ),
      fixed: job(
        "run: kubectl apply -f k8s",
        "    concurrency:\n      group: x\n      cancel-in-progress: false # fast\n",
        "deploy",
      ),
    },
    {
      title: "in a workflow that is called",
      code: { ".github/workflows/ci.yml": call.replace("go", "«go»"), ".github/workflows/deploy.yml": inner },
      fixed: {
        ".github/workflows/ci.yml": `${call}    concurrency:\n      group: deploy-production\n      cancel-in-progress: false\n`,
        ".github/workflows/deploy.yml": inner,
      },
    },
  ],
});
