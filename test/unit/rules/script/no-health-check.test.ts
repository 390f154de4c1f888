import { noHealthCheck } from "../../../../src/core/rules/script/no-health-check";
import { testRule } from "../../../support/rule-tester";

const deploy = (text: string, others: Record<string, string> = {}) => ({
  ...others,
  "scripts/deploy.sh": `#!/bin/bash\nset -euo pipefail\n${text}`,
});

testRule(noHealthCheck, {
  valid: [
    { title: "waits", code: deploy("docker compose pull\ndocker compose up -d --wait\n"), proof: "--wait" },
    {
      title: "asks",
      code: deploy("docker compose up -d\ncurl -fsS http://localhost:8000/health\n"),
      proof: "curl",
    },
    {
      title: "asks in a function, of an array",
      code: deploy(
        'C=(docker compose -f a.yaml)\nhealthy() {\n  until curl -fs "$URL"; do sleep 1; done\n}\n"${C[@]}" up -d\nhealthy\n',
      ),
    },
    { title: "is-active", code: deploy("systemctl restart app\nsystemctl is-active app\n") },
    { title: "another script", code: deploy("docker compose up -d\n./scripts/smoke-test.sh\n") },
    {
      title: "asks docker",
      code: deploy("docker compose up -d\ndocker inspect -f '{{.State.Health.Status}}' app\n"),
    },
    {
      title: "asks over ssh",
      code: deploy("ssh host 'docker compose up -d && curl -fs localhost/healthz'\n"),
    },
    {
      title: "a workflow asks",
      code: deploy("docker compose up -d\n", {
        ".github/workflows/cd.yml":
          "jobs:\n  a:\n    steps:\n      - run: ./scripts/deploy.sh\n      - run: curl -f https://shop.example/health\n",
      }),
    },
    { title: "only the database", code: deploy("docker compose up -d db redis\ngit push production main\n") },
    { title: "in the foreground", code: deploy("docker compose up\n") },
    {
      title: "a setup",
      code: { "scripts/setup-server.sh": "ufw allow 22\nsystemctl restart ssh\nsystemctl restart app\n" },
    },
    { title: "services of the system", code: deploy("systemctl reload nginx\nsystemctl restart docker\n") },
    { title: "development", code: { "scripts/dev.sh": "git pull\ndocker compose up -d\n" } },
    { title: "no restart", code: deploy("npm run build\nvercel deploy --prod\n") },
  ],
  invalid: [
    {
      title: "a plan that speaks of the script and of health",
      code: deploy("«docker compose up -d»\n", {
        ".liftoff/plan.yaml": "liftoff: 1\n# scripts/deploy.sh asks /health\n",
      }),
    },
    {
      title: "a download is no check",
      code: deploy(
        "curl -fsSLo app.tar.gz https://x.example/app.tar.gz\n«docker compose -f prod.yaml up --detach» >/dev/null\n".replace(
          "» >/dev/null",
          " >/dev/null»",
        ),
      ),
      fixed: deploy(
        "curl -fsSLo app.tar.gz https://x.example/app.tar.gz\ndocker compose -f prod.yaml up --detach --wait >/dev/null\n",
      ),
    },
    {
      title: "on the server",
      code: deploy('ssh "$HOST" <<E\ncd /srv\ngit pull\n«docker-compose up -d --build»\nE\n'),
      fixed: deploy('ssh "$HOST" <<E\ncd /srv\ngit pull\ndocker-compose up -d --wait --build\nE\n'),
    },
    {
      title: "in an array",
      code: deploy('up=(up -d)\ndocker compose pull\n«docker compose "${up[@]}"»\n'),
      fixed: null,
    },
    { title: "pm2", code: deploy("git pull\n«pm2 reload all»\n"), fixed: null, message: /pm2 reload/ },
    {
      title: "the last one counts",
      code: deploy("systemctl restart worker\n«systemctl restart web»\n"),
      fixed: deploy("systemctl restart worker\nsystemctl restart web\nsystemctl is-active --quiet web\n"),
      severity: "warning",
    },
    { title: "several flags", code: deploy("docker compose pull\n«docker compose up -dV»\n"), fixed: null },
  ],
});
