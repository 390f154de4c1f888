import { sshHostKeyDisabled } from "../../../../src/core/rules/script/ssh-host-key-disabled";
import { testRule } from "../../../support/rule-tester";

const job = (run: string) => ({
  ".github/workflows/cd.yml": `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`,
});

testRule(sshHostKeyDisabled, {
  valid: [
    { title: "checked", code: "ssh -o StrictHostKeyChecking=yes host ls\n" },
    { title: "the default", code: "ssh host ls\nscp a host:b\n" },
    { title: "in a comment", code: "# ssh -o StrictHostKeyChecking=no host\nls\n" },
    { title: "in a text", code: 'echo "never use StrictHostKeyChecking=no"\n' },
    { title: "a container here", code: "ssh -o StrictHostKeyChecking=no -p 2222 root@localhost ls\n" },
    {
      title: "a key that is compared",
      code: 'ssh-keyscan host > key\nssh-keygen -lf key | grep -q "$FINGERPRINT"\ncat key >> ~/.ssh/known_hosts\n',
    },
    { title: "tests", code: { "scripts/e2e-deploy.sh": "ssh -o StrictHostKeyChecking=no vm ls\n" } },
    { title: "a step that checks", code: job("ssh deploy@host ./deploy.sh") },
  ],
  invalid: [
    {
      title: "in what a variable gets",
      code: {
        "scripts/deploy.sh":
          '#!/bin/bash\nset -euo pipefail\nnode=$(ssh -o StrictHostKeyChecking=«no» "$HOST" hostname)\n',
      },
      count: 1,
    },
    {
      title: "both settings",
      code: "scp -o StrictHostKeyChecking=«no» -o UserKnownHostsFile=/dev/null a host:b\n",
      fixed: "scp -o StrictHostKeyChecking=yes -o UserKnownHostsFile=~/.ssh/known_hosts a host:b\n",
    },
    {
      title: "no file of keys",
      code: 'ssh -oUserKnownHostsFile=«/dev/null» "$HOST" ls\n',
      fixed: 'ssh -oUserKnownHostsFile=~/.ssh/known_hosts "$HOST" ls\n',
    },
    {
      title: "in the shell of rsync",
      code: 'rsync -az -e "ssh -p 22 -o StrictHostKeyChecking=«no»" dist/ host:/srv/\n',
      fixed: 'rsync -az -e "ssh -p 22 -o StrictHostKeyChecking=yes" dist/ host:/srv/\n',
    },
    { title: "in a variable", code: 'SSH_OPTS="-o StrictHostKeyChecking=«no»"\nssh $SSH_OPTS host ls\n' },
    { title: "in an array", code: 'opts=(-o StrictHostKeyChecking=«no»)\nssh "${opts[@]}" host ls\n' },
    { title: "for git", code: "GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=«no»' git pull\n" },
    {
      title: "in a file of settings",
      code: 'echo "StrictHostKeyChecking «no»" >> ~/.ssh/config\n',
      fixed: 'echo "StrictHostKeyChecking yes" >> ~/.ssh/config\n',
    },
    {
      title: "in a file of settings, several lines",
      code: "cat > ~/.ssh/config <<E\nHost *\n  StrictHostKeyChecking «no»\nE\n",
      fixed: "cat > ~/.ssh/config <<E\nHost *\n  StrictHostKeyChecking yes\nE\n",
    },
    {
      title: "the first time",
      code: "ssh -o StrictHostKeyChecking=«accept-new» host ls\n",
      severity: "hint",
      fixed: null,
    },
    {
      title: "a key of the moment",
      code: "«ssh-keyscan -H host» >> ~/.ssh/known_hosts\n",
      severity: "warning",
      fixed: null,
    },
    {
      title: "in a step",
      code: job("ssh -o StrictHostKeyChecking=«no» deploy@host ./deploy.sh"),
      severity: "warning",
    },
  ],
});
