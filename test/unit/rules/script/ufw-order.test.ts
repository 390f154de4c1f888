import { ufwOrder } from "../../../../src/core/rules/script/ufw-order";
import { testRule } from "../../../support/rule-tester";

const setup = (text: string) => ({ "scripts/setup-server.sh": `#!/bin/bash\n${text}` });

testRule(ufwOrder, {
  valid: [
    { title: "by number", code: setup("ufw allow 22/tcp\nufw --force enable\n"), proof: "ufw allow 22/tcp" },
    { title: "by a variable", code: setup('ufw limit "$SSH_PORT/tcp"\nyes | ufw enable\n') },
    { title: "in a loop", code: setup("for p in 22 80; do ufw allow $p; done\nufw --force enable\n") },
    { title: "a range", code: setup("ufw allow 20:25/tcp\necho y | ufw enable\n") },
    {
      title: "the long form",
      code: setup("ufw allow in on eth0 to any port 22 proto tcp\nufw --force enable\n"),
    },
    { title: "a network", code: setup("ufw allow from 10.0.0.0/8\nufw --force enable\n") },
    {
      title: "a function that is written below",
      code: setup("main() {\n  rules\n  ufw --force enable\n}\nrules() {\n  ufw allow OpenSSH\n}\nmain\n"),
    },
    { title: "a look", code: setup("ufw status\nufw --dry-run enable\n") },
    { title: "in a text", code: setup('echo "ufw enable"\n') },
    { title: "no firewall", code: setup("apt-get install -y ufw\n") },
  ],
  invalid: [
    {
      title: "too late",
      code: setup("sudo ufw default deny\n«sudo ufw --force enable»\nsudo ufw allow ssh\n"),
      severity: "error",
      fixed: setup("sudo ufw default deny\nsudo ufw allow ssh\nsudo ufw --force enable\n"),
    },
    {
      title: "never, with sudo",
      code: setup("sudo ufw allow 443\n«sudo ufw --force enable»\n"),
      fixed: setup("sudo ufw allow 443\nsudo ufw allow OpenSSH\nsudo ufw --force enable\n"),
    },
    {
      title: "an outgoing default opens nothing",
      code: setup("ufw default allow outgoing\n«ufw --force enable»\n"),
    },
    { title: "not alone on its line", code: setup("ufw allow 80 && «ufw --force enable»\n"), fixed: null },
    {
      title: "nobody answers",
      code: setup("ufw allow 22\n«sudo ufw enable»\n"),
      severity: "warning",
      fixed: setup("ufw allow 22\nsudo ufw --force enable\n"),
    },
  ],
});
