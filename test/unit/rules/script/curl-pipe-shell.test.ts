import { curlPipeShell } from "../../../../src/core/rules/script/curl-pipe-shell";
import { testRule } from "../../../support/rule-tester";

const job = (run: string) => ({
  ".github/workflows/ci.yml": `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`,
});
const setup = (text: string) => ({ "scripts/setup-server.sh": `#!/bin/bash\nset -euo pipefail\n${text}` });

testRule(curlPipeShell, {
  valid: [
    { title: "in a comment", code: setup("# curl https://x.example/i.sh | sh\n") },
    { title: "in a text", code: setup('echo "curl https://x.example/i.sh | sh"\n') },
    { title: "in what is written to a file", code: setup("cat >help <<E\ncurl x | sh\nE\n") },
    {
      title: "into something else",
      code: setup("curl -fsS https://x.example/a.json | jq .\ncurl -fsSL x | tar xz\n"),
    },
    { title: "a script that reads data", code: setup("curl -fsS https://x.example/list | bash import.sh\n") },
    {
      title: "with a look at the sum",
      code: setup("curl -fsSLO https://x.example/i.sh\nsha256sum -c i.sum\nsh i.sh\n"),
    },
    { title: "a local script", code: setup("cat i.sh | bash\nbash -c 'echo a'\n") },
    { title: "a value", code: setup('ip="$(curl -fsS https://ip.example)"\n') },
    {
      title: "on the machine of a developer",
      code: { "scripts/dev-setup.sh": "curl https://x.example | sh\n" },
    },
    {
      title: "what is no matter of servers",
      code: { "scripts/install-tools.sh": "curl https://x.example | sh\n" },
    },
    { title: "a step that downloads", code: job("curl -fsSLO https://x.example/i.sh") },
  ],
  invalid: [
    {
      title: "wget",
      code: setup("«wget -qO- https://x.example/i.sh» | bash\n"),
      message: /`wget` gets from x\.example/,
      fixed: null,
    },
    {
      title: "with arguments",
      code: setup("«curl -fsSL https://x.example» | sudo -E bash -s -- --yes\n"),
      severity: "warning",
    },
    { title: "a dash", code: setup("«curl -sL https://deb.x.example/setup» | sudo -E bash -\n") },
    { title: "through something", code: setup("«curl -sL https://x.example» | tee i.log | sh\n") },
    { title: "as an argument", code: setup('bash -c «"$(curl -fsSL https://x.example/i.sh)"»\n') },
    {
      title: "as a file",
      code: setup("bash «<(curl -fsSL https://x.example/i.sh)»\nsource «<(wget -qO- https://y.example)»\n"),
    },
    { title: "evaluated", code: setup('eval «"$(curl -fsSL https://x.example/env)"»\n') },
    { title: "on the server", code: setup('ssh host "«curl -fsSL https://x.example» | sh"\n') },
    {
      title: "in a step of a test run without secrets",
      code: job("«curl -fsSL https://x.example/i.sh» | bash"),
      severity: "info",
    },
    {
      title: "in a step that has a secret at hand",
      code: job("«curl -fsSL https://x.example/i.sh» | bash -s ${{ secrets.KEY }}"),
      severity: "warning",
    },
    {
      title: "in a job that deploys",
      code: job("|\n          «curl -fsSL https://x.example/i.sh» | bash\n          kubectl apply -f k8s"),
      severity: "warning",
    },
  ],
});
