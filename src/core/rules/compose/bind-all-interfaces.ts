import { bindToLoopback, exposureOf } from "../../files/compose/binding";
import { defineRule, type Fix } from "../rule";
import { behindAlias, FirstMeeting } from "./alias";
import { storeBehind, storeOf } from "./datastore-port";
import { isForWeb, isFront } from "./front";
import { isSwarmService } from "./swarm";

export const bindAllInterfaces = defineRule({
  id: "compose/bind-all-interfaces",
  on: "compose",
  severity: "hint",
  title: "Publish only the proxy to the outside",
  why: "A port without an address is published on every interface and past the firewall of the host, so the application can be reached without the proxy, and without its TLS, headers and limits.",
  references: [
    "https://docs.docker.com/engine/network/packet-filtering-firewalls/",
    "https://docs.docker.com/reference/compose-file/services/#ports",
  ],
  equivalents: [],
  // Both name every port, those of proxies and websites too.
  alsoSilencedBy: ["compose-lint CL-0005", "dclint no-unbound-port-interfaces"],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: 'services:\n  api:\n    build: .\n    ports:\n      - «"8000:8000"»\n  proxy:\n    image: caddy:2.10\n    ports: ["80:80", "443:443"]\n',
      good: 'services:\n  api:\n    build: .\n    ports:\n      - "127.0.0.1:8000:8000"\n  proxy:\n    image: caddy:2.10\n    ports: ["80:80", "443:443"]\n',
    },
    {
      title: "long syntax",
      bad: 'services:\n  api:\n    build: .\n    ports:\n      - target: 3000\n        published: «"3000"»\n',
      good: 'services:\n  api:\n    build: .\n    ports:\n      - target: 3000\n        published: "3000"\n        host_ip: 127.0.0.1\n',
    },
  ],
  *check({ file, project }) {
    const { form, path } = file;
    const first = new FirstMeeting();
    for (const service of form.services) {
      if (service.networkMode === "host" || isSwarmService(service) || storeOf(service)) continue;
      for (const port of service.ports("own")) {
        if (storeBehind(port) || port.mode === "ingress" || !first.with(port.node.origin)) continue;
        const exposure = exposureOf(port);
        if (exposure === "local") {
          yield { proves: port.at, message: `${service.name} is published on this host only.` };
        } else if (exposure === "public" && !isForWeb(port) && !isFront(service, path, project)) {
          const edits = bindToLoopback(form.yaml, port);
          yield {
            at: port.at,
            message: `${service.name} is published on all interfaces of the host, past its firewall.`,
            related: behindAlias(path, port.node),
            fixes: edits
              ? [{ title: "Publish it on 127.0.0.1 only", kind: "review", edits } satisfies Fix]
              : [],
          };
        }
      }
    }
  },
});
