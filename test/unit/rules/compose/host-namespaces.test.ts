import { hostNamespaces } from "../../../../src/core/rules/compose/host-namespaces";
import { testRule } from "../../../support/rule-tester";

const app = (line: string, image = "acme/app:1") => `services:\n  app:\n    image: ${image}\n    ${line}\n`;

testRule(hostNamespaces, {
  valid: [
    { title: "bridge", code: app("network_mode: bridge"), proof: "app" },
    { title: "none", code: app("network_mode: none") },
    { title: "the network of another service", code: app('network_mode: "service:vpn"') },
    { title: "the processes of another service", code: app('pid: "service:db"') },
    { title: "shareable", code: app("ipc: shareable") },
    { title: "a variable that nobody knows", code: app("network_mode: ${MODE}") },
    { title: "a spelling that Docker refuses", code: app("pid: HOST") },
    { title: "nothing", code: app("restart: always"), proof: "app" },
    {
      title: "the network of one that extends",
      code: "services:\n  app:\n    image: x\n    network_mode: !reset host\n",
    },
  ],
  invalid: [
    {
      title: "network",
      code: app("network_mode: «host»"),
      severity: "error",
      message: /publish|opens ports/,
    },
    { title: "network in quotes", code: app('network_mode: «"host"»') },
    { title: "by default", code: app("network_mode: «${MODE:-host}»") },
    {
      title: "with ports",
      code: app('network_mode: «host»\n    ports: ["80:80"]'),
      message: /refuses `ports`/,
      fixed: app('ports: ["80:80"]'),
    },
    { title: "shared memory", code: app("ipc: «host»"), severity: "error" },
    { title: "the host's name", code: app("uts: «host»"), severity: "info" },
    { title: "user ids", code: app("userns_mode: «host»"), severity: "info" },
    {
      title: "several",
      code: app("pid: «host»\n    ipc: «host»\n    userns_mode: «host»"),
      fixed: "services:\n  app:\n    image: acme/app:1\n",
    },
    {
      title: "node-exporter",
      code: app("pid: «host»", "quay.io/prometheus/node-exporter:v1.9.1"),
      severity: "warning",
    },
    {
      title: "cAdvisor",
      code: app("network_mode: «host»", "gcr.io/cadvisor/cadvisor:v0.52.1"),
      severity: "warning",
    },
    {
      title: "Tailscale",
      code: app("network_mode: «host»", "tailscale/tailscale:v1.90"),
      severity: "warning",
    },
    {
      title: "an anchor",
      code: "x-host: &host\n  network_mode: host\nservices:\n  app:\n    <<: «*host»\n    image: x\n",
    },
    { title: "development", code: { "compose.override.yaml": app("pid: «host»") }, severity: "warning" },
  ],
});
