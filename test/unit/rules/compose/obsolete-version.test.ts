import { obsoleteVersion } from "../../../../src/core/rules/compose/obsolete-version";
import { testRule } from "../../../support/rule-tester";

const services = "services:\n  web:\n    image: nginx:1.28\n";

testRule(obsoleteVersion, {
  valid: [
    { title: "no version", code: services },
    { title: "an extension", code: `x-version: "3"\n${services}` },
    { title: "a service of that name", code: "services:\n  version:\n    image: acme/version:1\n" },
    { title: "a key further down", code: `${services}    labels:\n      version: "3"\n` },
    { title: "a service of the first format", code: "version:\n  image: acme/version:1\n" },
    {
      title: "a swarm's stack, whose older clients ask for it",
      code: `version: "3.8"\n${services}    deploy:\n      update_config:\n        order: start-first\n`,
    },
    { title: "an empty file", code: "" },
  ],
  invalid: [
    { title: "a number", code: `«version: 3»\n${services}`, severity: "info", fixed: services },
    { title: "the first format", code: `«version: "1"»\n${services}`, fixed: services },
    {
      title: "comments above stay, with one blank line",
      code: `# The shop\n\n«version: '2.4'»\n\n${services}`,
      fixed: `# The shop\n\n${services}`,
    },
    {
      title: "a comment right above",
      code: `# The shop\n«version: '2.4'»\n\n${services}`,
      fixed: `# The shop\n\n${services}`,
    },
    { title: "at the end", code: `${services}«version: "3.8"»\n`, fixed: services },
    { title: "without a value", code: `«version»:\n${services}`, fixed: services },
    {
      title: "flow style",
      code: '{ «version: "3"», services: { web: { image: "nginx:1.28" } } }\n',
      fixed: '{ services: { web: { image: "nginx:1.28" } } }\n',
    },
    {
      title: "a development file",
      code: { "compose.dev.yaml": `«version: "3"»\n${services}` },
      severity: "hint",
    },
    {
      title: "while a quote is open",
      code: `«version: "3.8"»\n${services}  b:\n    image: "x\n`,
      fixed: null,
    },
  ],
});
