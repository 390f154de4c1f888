import { serverHardeningGap } from "../../../../src/core/rules/script/server-hardening-gap";
import { testRule } from "../../../support/rule-tester";

const setup = (text: string, others: Record<string, string> = {}) => ({
  ...others,
  "scripts/setup-server.sh": text,
});
const whole = `#!/bin/bash
set -euo pipefail
apt-get install -y fail2ban ufw unattended-upgrades
useradd -m deploy
sed -i 's/^#\\?PermitRootLogin.*/PermitRootLogin no/' /etc/ssh/sshd_config
sed -i 's/^#\\?PasswordAuthentication.*/PasswordAuthentication no/' /etc/ssh/sshd_config
sshd -t && systemctl reload ssh
ufw allow 22/tcp
ufw allow 80/tcp
ufw allow 443/tcp
ufw --force enable
`;

testRule(serverHardeningGap, {
  valid: [
    { title: "all of it", code: setup(whole), proof: "#!/bin/bash" },
    {
      title: "Ansible has the rest",
      code: setup("#!/bin/bash\nufw allow 22\n", { "ansible/site.yml": "- hosts: all\n" }),
    },
    {
      title: "cloud-init has the rest",
      code: setup("#!/bin/bash\nufw allow 22\n", { "cloud-init.yaml": "#cloud-config\n" }),
    },
    {
      title: "another script has the rest",
      code: setup("#!/bin/bash\nufw allow 22\n", { "scripts/harden-ssh.sh": "" }),
    },
    { title: "neither SSH nor firewall", code: setup("#!/bin/bash\napt-get install -y docker-ce\n") },
    { title: "a deployment", code: { "scripts/deploy.sh": "#!/bin/bash\ngit pull\ndocker compose up -d\n" } },
    { title: "for developers", code: { "scripts/setup-dev.sh": "#!/bin/bash\nufw allow 22\n" } },
  ],
  invalid: [
    {
      title: "bans and updates are missing",
      code: setup(
        whole.replace("fail2ban ufw unattended-upgrades", "ufw").replace("#!/bin/bash", "«#!/bin/bash»"),
      ),
      message: /leaves out fail2ban and updates/,
      severity: "info",
      fixed: null,
    },
    {
      title: "the settings are not tried",
      code: setup(whole.replace("sshd -t && ", "").replace("#!/bin/bash", "«#!/bin/bash»")),
      message: /leaves out `sshd -t`/,
    },
    {
      title: "nothing but a firewall",
      code: setup("«#!/bin/bash»\nufw allow 22\nufw --force enable\n"),
      message: /a user who is not root, `Pass/,
    },
  ],
});
