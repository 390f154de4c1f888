import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";
import { defineRule, type Severity } from "../rule";
import { FirstMeeting } from "./alias";
import { isMonitor, isNetworkTool } from "./host-tools";
import { ownEntry, placeOf, removeKey } from "./owner";

/** What a container has from sharing a namespace, by the key that does it. */
interface Sharing {
  readonly what: string;
  readonly severity: Severity;
  readonly equivalents: readonly string[];
}

const sharings: Readonly<Record<string, Sharing>> = {
  network_mode: {
    what: "uses the host's network: it opens ports on every interface and reaches what listens on 127.0.0.1",
    severity: "error",
    equivalents: ["compose-lint CL-0008"],
  },
  pid: {
    what: "sees the processes of the host and may end them",
    severity: "error",
    equivalents: ["compose-lint CL-0010"],
  },
  ipc: {
    what: "reads and writes the shared memory of the host",
    severity: "error",
    equivalents: ["compose-lint CL-0010"],
  },
  // Little is given away without further rights, so that these two are advice.
  uts: { what: "shares the host's name", severity: "info", equivalents: [] },
  userns_mode: {
    what: "has the host's user ids, whatever the Docker daemon maps them to",
    severity: "info",
    equivalents: [],
  },
};

export const hostNamespaces = defineRule({
  id: "compose/host-namespaces",
  on: "compose",
  severity: "error",
  title: "Keep containers out of the host's namespaces",
  why: "On the host's network a container publishes whatever it listens on, past `ports` and the firewall, and among the host's processes it can end any of them. Its isolation is gone.",
  references: [
    "https://docs.docker.com/engine/network/drivers/host/",
    "https://docs.docker.com/reference/compose-file/services/#network_mode",
  ],
  equivalents: ["compose-lint CL-0008", "compose-lint CL-0010"],
  deviations: {
    "compose-lint CL-0010":
      "Sharing the host name (`uts`) or its user ids (`userns_mode`) is named as well, as advice: it undoes what an administrator set up.",
  },
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    image: ghcr.io/acme/api:2\n    network_mode: «host»\n",
      good: "services:\n  api:\n    image: ghcr.io/acme/api:2\n",
    },
    {
      title: "processes of the host",
      bad: "services:\n  worker:\n    build: .\n    pid: «host»\n    restart: always\n",
      good: "services:\n  worker:\n    build: .\n    restart: always\n",
    },
  ],
  *check({ file }) {
    const { form, path } = file;
    const first = new FirstMeeting();
    let found = false;
    for (const service of form.services) {
      for (const [key, sharing] of Object.entries(sharings)) {
        const entry = ownEntry(service, key);
        if (composeText(entry?.value)?.value?.trim() !== "host" || !entry) continue;
        found = true;
        if (!first.with(entry.origin)) continue;
        const edits = removeKey(form.yaml, service, key);
        const { equivalents } = sharing;
        const { image } = service;
        const isTool = isMonitor(image?.value) || (key === "network_mode" && isNetworkTool(image?.value));
        const severity = isTool && sharing.severity === "error" ? "warning" : sharing.severity;
        yield {
          ...placeOf(entry, path),
          message: `${service.name} ${sharing.what}.${key === "network_mode" ? aboutPorts(service) : ""}`,
          severity,
          equivalents,
          fixes: edits ? [{ title: titleFor(key), kind: "review", edits }] : [],
        };
      }
    }
    const [one] = form.services;
    if (one && !found && form.clean)
      yield { proves: one.at, message: "No service shares the host's namespaces." };
  },
});

function aboutPorts(service: ComposeService): string {
  return service.ports().length > 0 ? " Compose refuses `ports` beside it." : "";
}

function titleFor(key: string): string {
  return key === "network_mode"
    ? "Remove `network_mode`: publish the ports that have to be reached"
    : `Remove \`${key}: host\``;
}
