import { logRotation } from "../../../../src/core/rules/compose/log-rotation";
import { testRule } from "../../../support/rule-tester";

const app = (logging = "", name = "app") => `services:\n  ${name}:\n    image: acme/app:1\n${logging}`;
const bounded =
  'logging:\n      driver: json-file\n      options:\n        max-size: "10m"\n        max-file: "3"\n';
const setting =
  'x-logging: &default-logging\n  driver: json-file\n  options:\n    max-size: "10m"\n    max-file: "3"\n\n';

testRule(logRotation, {
  valid: [
    { title: "a size", code: app(`    ${bounded}`), proof: "logging" },
    {
      title: "the size alone, with the default driver",
      code: app("    logging: { options: { max-size: 5m } }\n"),
    },
    ...["local", "journald", "awslogs", "gelf", "none", "syslog", "fluentd"].map((driver) => ({
      title: driver,
      code: app(`    logging:\n      driver: ${driver}\n`),
      proof: "logging",
    })),
    { title: "a size from a variable", code: app("    logging: { options: { max-size: '${SIZE}' } }\n") },
    { title: "a driver that a variable decides", code: app("    logging:\n      driver: ${DRIVER}\n") },
    {
      title: "an anchor that all share",
      code: `${setting}services:\n  a:\n    build: .\n    logging: *default-logging\n`,
      proof: "logging",
    },
    { title: "merged in", code: `x-run: &run\n  ${bounded.replace(/^ {4}/gm, "")}${app("    <<: *run\n")}` },
    { title: "extended", code: `${app(`    ${bounded}`)}  b:\n    extends: app\n` },
    {
      title: "joined with what is extended",
      code: `${app(`    ${bounded}`)}  b:\n    extends: app\n    logging: { options: { tag: b } }\n`,
    },
    { title: "extends a service of another file", code: app("    extends: { file: a.yml, service: b }\n") },
    { title: "what ends writes little", code: app("", "migrate") },
    { title: "a tool that somebody starts", code: app("    profiles: [tools]\n") },
    { title: "only changed here", code: "services:\n  app:\n    ports: ['80:80']\n" },
    {
      title: "the production file has it",
      code: { "compose.yaml": app(), "compose.prod.yaml": `services:\n  app:\n    ${bounded}` },
    },
    { title: "development", code: { "compose.dev.yaml": app() } },
    { title: "while a quote is open", code: `${app()}  b:\n    image: "x\n` },
    { title: "no services", code: "services: {}\n" },
  ],
  invalid: [
    {
      title: "one finding for all",
      code: "name: shop\n# what runs\nservices:\n  «a»:\n    image: acme/a:1 # one\n    restart: always\n  b:\n    build:\n      context: .\n\n  c:\n    image: acme/c:1\n  d:\n    image: acme/d:1\n",
      severity: "info",
      message: /^The logs of a, b, c and 1 more grow/,
      fixed: `name: shop\n# what runs\n${setting}services:\n  a:\n    image: acme/a:1 # one\n    logging: *default-logging\n    restart: always\n  b:\n    build:\n      context: .\n    logging: *default-logging\n\n  c:\n    image: acme/c:1\n    logging: *default-logging\n  d:\n    image: acme/d:1\n    logging: *default-logging\n`,
    },
    {
      title: "the setting that others share is used",
      code: `${setting.replace("&default-logging", "&log")}services:\n  a:\n    build: .\n    logging: *log\n  «b»:\n    build: b\n`,
      fixed: `${setting.replace("&default-logging", "&log")}services:\n  a:\n    build: .\n    logging: *log\n  b:\n    build: b\n    logging: *log\n`,
    },
    {
      title: "options without a size",
      code: app("    logging:\n      options:\n        tag: app\n        max-file: '5'\n", "«app»"),
      fixed: app(
        "    logging:\n      options:\n        tag: app\n        max-file: '5'\n        max-size: \"10m\"\n",
      ),
    },
    {
      title: "a shared setting without a size",
      code: "x-log: &log\n  driver: json-file\nservices:\n  «a»:\n    build: .\n    logging: *log\n  b:\n    build: b\n    logging: *log\n",
      fixed:
        'x-log: &log\n  driver: json-file\n  options:\n    max-size: "10m"\n    max-file: "3"\nservices:\n  a:\n    build: .\n    logging: *log\n  b:\n    build: b\n    logging: *log\n',
    },
    {
      title: "set here and not set there",
      code: "services:\n  «a»:\n    build: .\n    logging: { driver: json-file }\n  b:\n    build: b\n",
      fixed: `services:\n  a:\n    build: .\n    logging: { driver: json-file, options: { max-size: "10m", max-file: "3" } }\n  b:\n    build: b\n    ${bounded}`,
    },
    {
      title: "a key of that name with something else",
      code: "x-logging: yes\nservices:\n  «a»:\n    build: .\n  b:\n    build: b\n",
      fixed: null,
    },
    {
      title: "bodies from above the services",
      code: "x-a: &a\n  build: .\nservices:\n  «a»: *a\n  b:\n    build: b\n",
      fixed: null,
    },
    {
      title: "a body that two services share",
      code: "services:\n  «a»: &a\n    build: .\n  b: *a\n",
      fixed: `services:\n  a: &a\n    build: .\n    ${bounded}  b: *a\n`,
    },
    {
      title: "flow style",
      code: "services:\n  «a»: { build: . }\n  b: { build: b }\n",
      fixed: `${setting}services:\n  a: { build: ., logging: *default-logging }\n  b: { build: b, logging: *default-logging }\n`,
    },
    {
      title: "all in flow style",
      code: "{ services: { «a»: { build: . }, b: { build: b } } }\n",
      fixed: null,
    },
  ],
});
