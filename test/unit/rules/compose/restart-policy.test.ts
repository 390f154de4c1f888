import { restartPolicy } from "../../../../src/core/rules/compose/restart-policy";
import { testRule } from "../../../support/rule-tester";

const api = (rest = "", name = "api") => `services:\n  ${name}:\n    image: acme/api:1\n${rest}`;

testRule(restartPolicy, {
  valid: [
    { title: "unless-stopped", code: api("    restart: unless-stopped\n"), proof: "unless-stopped" },
    { title: "on failure", code: api('    restart: "on-failure:5"\n'), proof: "on-failure:5" },
    { title: "a person's choice", code: api('    restart: "no"\n') },
    { title: "a choice that YAML 1.1 reads as a boolean", code: api("    restart: no\n") },
    { title: "a variable decides", code: api("    restart: ${RESTART}\n") },
    {
      title: "a policy of deploy",
      code: api("    deploy:\n      restart_policy:\n        condition: on-failure\n"),
      proof: "on-failure",
    },
    { title: "merged in", code: `x-run: &run\n  restart: always\n${api("    <<: *run\n")}`, proof: "*run" },
    { title: "extended", code: `${api("    restart: always\n")}  web:\n    extends: api\n` },
    {
      title: "extends a service of another file",
      code: api("    extends: { file: base.yml, service: api }\n"),
    },
    {
      title: "joined with what is extended",
      code: `${api("    deploy: { restart_policy: { condition: any } }\n")}  web:\n    extends: api\n    deploy: { replicas: 2 }\n`,
    },
    { title: "a profile", code: api("    profiles: [tools]\n") },
    { title: "a migration by its name", code: api("", "migrate") },
    { title: "one of several words", code: api("", "kafka-init") },
    { title: "a migration by its command", code: api('    command: ["alembic", "upgrade", "head"]\n') },
    { title: "a command that ends", code: api("    command: sh -c 'npm ci && npx prisma migrate deploy'\n") },
    { title: "an image that ends", code: "services:\n  buckets:\n    image: minio/mc:latest\n" },
    { title: "no replicas", code: api("    deploy:\n      replicas: 0\n") },
    { title: "a job of a swarm", code: api("    deploy:\n      mode: replicated-job\n") },
    {
      title: "a swarm's stack",
      code: api("    deploy:\n      update_config:\n        order: start-first\n"),
    },
    {
      title: "others wait for its end",
      code: `${api("    restart: always\n    depends_on:\n      load:\n        condition: service_completed_successfully\n")}  load:\n    image: acme/load:1\n`,
    },
    { title: "only changed here", code: "services:\n  api:\n    environment:\n      A: b\n" },
    {
      title: "the base file has it",
      code: {
        "compose.yaml": api("    restart: always\n"),
        "compose.prod.yaml": "services:\n  api:\n    image: acme/api:2\n",
      },
    },
    {
      title: "the production file has it",
      code: {
        "docker-compose.yml": api(),
        "docker-compose.prod.yml": "services:\n  api:\n    restart: always\n",
      },
    },
    { title: "development", code: { "compose.dev.yaml": api() } },
    { title: "tests", code: { "compose.test.yaml": api() } },
    { title: "while a quote is open", code: `${api()}  web:\n    image: "x\n` },
    { title: "an empty service", code: "services:\n  api:\n" },
  ],
  invalid: [
    {
      title: "an image",
      code: api("    ports: ['80:80']\n", "«api»"),
      severity: "warning",
      fixed: api("    restart: unless-stopped\n    ports: ['80:80']\n"),
    },
    {
      title: "a build of several lines",
      code: "services:\n  «api»:\n    build:\n      context: . # here\n      target: run\n    # ports\n    expose: [80]\n",
      fixed:
        "services:\n  api:\n    build:\n      context: . # here\n      target: run\n    restart: unless-stopped\n    # ports\n    expose: [80]\n",
    },
    {
      title: "a migration before a server",
      code: api("    command: sh -c 'alembic upgrade head && uvicorn app:app'\n", "«api»"),
    },
    {
      title: "a service in another folder says nothing",
      code: { "compose.yaml": api("", "«api»"), "x/compose.yaml": api("    restart: always\n") },
    },
    {
      title: "flow style",
      code: "services: { «api»: { image: 'acme/api:1' } }\n",
      fixed: "services: { api: { image: 'acme/api:1', restart: 'unless-stopped' } }\n",
    },
    {
      title: "a body that two services share",
      code: "services:\n  «a»: &a\n    image: acme/api:1\n  b: *a\n",
      fixed: "services:\n  a: &a\n    image: acme/api:1\n    restart: unless-stopped\n  b: *a\n",
    },
    {
      title: "a body from elsewhere",
      code: "x-a: &a\n  image: acme/api:1\nservices:\n  «a»: *a\n  b: *a\n",
      fixed: null,
    },
    {
      title: "each service",
      code: "services:\n  «db»:\n    image: postgres:17\n  «web»:\n    build: .\n",
      fixed:
        "services:\n  db:\n    image: postgres:17\n    restart: unless-stopped\n  web:\n    build: .\n    restart: unless-stopped\n",
    },
  ],
});
