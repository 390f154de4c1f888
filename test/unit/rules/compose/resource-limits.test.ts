import { resourceLimits } from "../../../../src/core/rules/compose/resource-limits";
import { testRule } from "../../../support/rule-tester";

const app = (body = "", name = "app") => `services:\n  ${name}:\n    image: nginx:1.28\n${body}`;
const limits = (...lines: string[]) =>
  `    deploy:\n      resources:\n        limits:\n${lines.map((line) => `          ${line}\n`).join("")}`;
const mem = (value: string) => app(`    mem_limit: ${value}\n    cpus: 0.5\n`);

testRule(resourceLimits, {
  valid: [
    { title: "limits of deploy", code: app(limits("memory: 512M", "cpus: '0.50'")), proof: "memory" },
    { title: "limits of the service", code: mem("512m"), proof: "mem_limit" },
    { title: "a quota", code: app("    mem_limit: 512m\n    cpu_quota: 50000\n") },
    { title: "one of each", code: app(`    mem_limit: 512m\n${limits("cpus: '0.50'")}`) },
    { title: "variables", code: app("    mem_limit: ${MEM}\n    cpus: ${CPUS}\n") },
    { title: "a default", code: mem("${MEM:-512m}") },
    ...["1GiB", "262144KiB", "1t", "2 gib", "1b", "1073741824", "1.5g", "512M", "0.5k"].map((value) => ({
      title: value,
      code: mem(`"${value}"`),
    })),
    {
      title: "merged in",
      code: `x-run: &run\n  mem_limit: 1g\n  cpus: 1\n${app("    <<: *run\n")}`,
      proof: "*run",
    },
    {
      title: "limits through an alias",
      code: `x-deploy: &deploy\n  resources: { limits: { cpus: "1", memory: 1G } }\n${app("    deploy: *deploy\n")}`,
    },
    { title: "extended", code: `${mem("1g")}  b:\n    extends: app\n` },
    {
      title: "joined with what is extended",
      code: `${app(limits("memory: 1G", "cpus: '1'"))}  b:\n    extends: app\n    deploy: { replicas: 2 }\n`,
    },
    { title: "extends a service of another file", code: app("    extends: { file: a.yml, service: b }\n") },
    { title: "half a map", code: app("    deploy:\n      resources:\n      image:\n        limits: {}\n") },
    {
      title: "half a key between limits",
      code: app(`${limits("cpus: '1'")}      image:\n          memory: 1G\n`),
    },
    { title: "a value that swallows what is typed", code: mem("512m\n      half") },
    { title: "only changed here", code: "services:\n  app:\n    ports: ['80:80']\n" },
    {
      title: "the production file has them",
      code: {
        "compose.yaml": app(),
        "compose.prod.yaml": "services:\n  app:\n    mem_limit: 1g\n    cpus: 1\n",
      },
    },
    { title: "development", code: { "compose.dev.yaml": app() } },
    { title: "while a quote is open", code: `${app()}  b:\n    image: "x\n` },
  ],
  invalid: [
    {
      title: "no limits",
      code: app("    # ports\n    ports: ['80:80']\n", "«app»"),
      severity: "info",
      message: /all memory and every CPU/,
      fixed: app(`${limits('cpus: "0.50"', "memory: 512M")}    # ports\n    ports: ['80:80']\n`),
    },
    {
      title: "no CPU limit",
      code: app("    mem_limit: 512m\n", "«app»"),
      severity: "hint",
      message: /every CPU/,
      fixed: app("    cpus: 0.5\n    mem_limit: 512m\n"),
    },
    {
      title: "no memory limit",
      code: app(limits("cpus: '2'"), "«app»"),
      severity: "info",
      fixed: app(limits("cpus: '2'", "memory: 512M")),
    },
    {
      title: "reservations are no limits",
      code: app(
        "    mem_reservation: 256m\n    cpu_shares: 512\n    deploy:\n      resources:\n        reservations:\n          memory: 256M\n",
        "«app»",
      ),
      fixed: app(
        '    mem_reservation: 256m\n    cpu_shares: 512\n    deploy:\n      resources:\n        reservations:\n          memory: 256M\n        limits:\n          cpus: "0.50"\n          memory: 512M\n',
      ),
    },
    {
      title: "other settings of deploy",
      code: app("    deploy:\n      replicas: 2\n", "«app»"),
      fixed: app(
        `    deploy:\n      replicas: 2\n${limits('cpus: "0.50"', "memory: 512M").replace("    deploy:\n", "")}`,
      ),
    },
    ...[
      "0",
      '"0"',
      "0m",
      "-1",
      "512Mi",
      "1kbb",
      "lots",
      "0.5",
      "${MEM:-0}",
      "${MEM:-0}m",
      "${MEM:=0}",
      "",
    ].map((value) => ({
      title: `memory ${value || "left out"}`,
      code: mem(value).replace("app:", "«app»:"),
      message: /all memory of the host/,
    })),
    {
      title: "0 is replaced in its place",
      code: mem("0 # no limit").replace("app:", "«app»:"),
      fixed: mem("512M # no limit"),
    },
    {
      title: "a default of a variable, which stays with it",
      code: app("    mem_limit: 512m\n    cpus: ${CPUS:-0}\n", "«app»"),
      fixed: null,
    },
    ...["0", "0.0", "some"].map((value) => ({
      title: `cpus ${value}`,
      code: app(`    mem_limit: 512m\n    cpus: ${value}\n`, "«app»"),
      message: /every CPU of the host/,
    })),
    { title: "deploy is no map", code: app("    deploy: none\n", "«app»"), fixed: null },
    {
      title: "deploy comes through an alias",
      code: `x-deploy: &deploy\n  replicas: 2\n${app("    deploy: *deploy\n", "«app»")}`,
      fixed: null,
    },
    {
      title: "flow style",
      code: "services: { «app»: { build: . } }\n",
      fixed:
        'services: { app: { build: ., deploy: { resources: { limits: { cpus: "0.50", memory: 512M } } } } }\n',
    },
    {
      title: "a body that two services share",
      code: "services:\n  «a»: &a\n    build: .\n  b: *a\n",
      fixed: `services:\n  a: &a\n    build: .\n${limits('cpus: "0.50"', "memory: 512M")}  b: *a\n`,
    },
  ],
});
