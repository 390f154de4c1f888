import { ufwDockerBypass } from "../../../../src/core/rules/script/ufw-docker-bypass";
import { testRule } from "../../../support/rule-tester";

const setup = "#!/bin/bash\nset -euo pipefail\nufw allow OpenSSH\nufw --force enable\n";
const marked = setup.replace("ufw --force enable", "«ufw --force enable»");
const db = (port: string) => `services:\n  db:\n    image: postgres:17\n    ports:\n      - "${port}"\n`;
const api = (port: string) => `services:\n  api:\n    build: .\n    ports:\n      - "${port}"\n`;
const files = (script: string, compose: string, others: Record<string, string> = {}) => ({
  "scripts/setup-server.sh": script,
  "compose.yaml": compose,
  ...others,
});

testRule(ufwDockerBypass, {
  valid: [
    { title: "this host only", code: files(setup, db("127.0.0.1:5432:5432")), proof: "enable" },
    {
      title: "no port",
      code: files(setup, "services:\n  db:\n    image: postgres:17\n    expose: [5432]\n"),
    },
    {
      title: "the web",
      code: files(
        setup,
        'services:\n  web:\n    image: nginx:1.29\n    ports: ["80:80", "443:443", "8080:8080"]\n',
      ),
    },
    { title: "a port that is meant", code: files(setup.replace("OpenSSH", "8000/tcp"), api("8000:8000")) },
    {
      title: "rules for Docker",
      code: files(`${setup}iptables -I DOCKER-USER -i eth0 -j DROP\n`, db("5432:5432")),
    },
    { title: "ufw-docker", code: files(setup, db("5432:5432"), { "scripts/ufw-docker": "" }) },
    {
      title: "no rules of Docker",
      code: files(setup, db("5432:5432"), { "daemon.json": '{ "iptables": false }\n' }),
    },
    { title: "development", code: { "scripts/setup-server.sh": setup, "compose.dev.yaml": db("5432:5432") } },
    {
      title: "another file is for production",
      code: files(setup, db("5432:5432"), { "compose.prod.yaml": db("127.0.0.1:5432:5432") }),
    },
    { title: "a variable decides", code: files(setup, db("${BIND}:5432:5432")) },
    { title: "no firewall", code: files("#!/bin/bash\napt-get update\n", db("5432:5432")) },
    { title: "no containers", code: { "scripts/setup-server.sh": setup } },
    {
      title: "the host's network",
      code: files(setup, "services:\n  api:\n    build: .\n    network_mode: host\n"),
    },
  ],
  invalid: [
    {
      title: "a plan that names this rule",
      code: files(marked, db("5432:5432"), {
        ".liftoff/plan.yaml": "liftoff: 1\n# script/ufw-docker-bypass\n",
      }),
    },
    {
      title: "an application",
      code: files(marked, api("8000:8000")),
      severity: "warning",
      message: /port 8000 of api: compose\.yaml publishes it past it/,
      fixed: files(setup, api("127.0.0.1:8000:8000")),
    },
    {
      title: "both, the long form too",
      code: files(
        marked,
        `${db("5432:5432")}  api:\n    build: .\n    ports:\n      - target: 8000\n        published: 8000\n`,
      ),
      severity: "error",
      fixed: files(
        setup,
        `${db("127.0.0.1:5432:5432")}  api:\n    build: .\n    ports:\n      - target: 8000\n        published: 8000\n        host_ip: 127.0.0.1\n`,
      ),
    },
    {
      title: "a default alone",
      code: files("ufw allow ssh\n«ufw default deny incoming»\n", db("5432:5432")),
    },
  ],
});
