import { privileged } from "../../../../src/core/rules/compose/privileged";
import { testRule } from "../../../support/rule-tester";

const app = (line: string, image = "acme/app:1") => `services:\n  app:\n    image: ${image}\n    ${line}\n`;

testRule(privileged, {
  valid: [
    { title: "false", code: app("privileged: false"), proof: "app" },
    { title: "false in quotes", code: app('privileged: "false"') },
    { title: "nothing", code: app("restart: always"), proof: "app" },
    { title: "a variable that nobody knows", code: app("privileged: ${PRIVILEGED}") },
    { title: "off by default", code: app("privileged: ${PRIVILEGED:-false}"), proof: "app" },
    { title: "single capabilities", code: app("cap_add: [NET_ADMIN]") },
    { title: "empty", code: app("privileged:") },
    {
      title: "taken away again",
      code: "services:\n  app:\n    image: x\n    privileged: !reset true\n",
    },
  ],
  invalid: [
    { title: "in quotes", code: app('privileged: «"true"»'), fixed: app("").trimEnd().concat("\n") },
    { title: "yes", code: app('privileged: «"yes"»') },
    { title: "Docker in Docker", code: app("privileged: «true»", "docker:28-dind"), severity: "warning" },
    { title: "a runner", code: app("privileged: «true»", "gitlab/gitlab-runner:v18"), severity: "warning" },
    {
      title: "a monitor of the host",
      code: app("privileged: «true»", "gcr.io/cadvisor/cadvisor:v0.52.1"),
      severity: "warning",
    },
    {
      title: "flow style",
      code: "services:\n  app: { image: x, privileged: «true» }\n",
      fixed: "services:\n  app: { image: x }\n",
    },
    {
      title: "two services, one anchor",
      code: "x-app: &app\n  image: x\n  privileged: true\nservices:\n  a:\n    <<: «*app»\n  b:\n    <<: *app\n",
      fixed: "x-app: &app\n  image: x\nservices:\n  a:\n    <<: *app\n  b:\n    <<: *app\n",
    },
    {
      title: "what is extended is reported where it stands",
      code: "services:\n  base:\n    image: x\n    privileged: «true»\n  app:\n    extends: base\n",
    },
    { title: "development", code: { "compose.dev.yaml": app("privileged: «true»") }, severity: "warning" },
    {
      title: "while a quote is open",
      code: 'services:\n  app:\n    privileged: «true»\n  web:\n    image: "x\n',
      fixed: null,
    },
  ],
});
