import type { Datastore } from "../../data/datastores";
import { bindToLoopback, exposureOf, removePort } from "../../files/compose/binding";
import type { ComposePort } from "../../files/compose/ports";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import type { YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import { defineRule, type Fix, type Report } from "../rule";
import { behindAlias, FirstMeeting } from "./alias";
import { storeBehind, storeOf } from "./datastore-port";
import { isSwarmService } from "./swarm";

export const publicDatastorePort = defineRule({
  id: "compose/public-datastore-port",
  on: "compose",
  severity: "error",
  title: "Keep datastore ports off the public interfaces",
  why: "Docker publishes a port on every interface and past the firewall of the host (ufw included), so the database is open to the internet. Services of the project reach it by its name without any published port.",
  references: [
    "https://docs.docker.com/engine/network/packet-filtering-firewalls/",
    "https://docs.docker.com/reference/compose-file/services/#ports",
  ],
  equivalents: [],
  alsoSilencedBy: ["dclint no-unbound-port-interfaces", "compose-lint CL-0005"],
  fix: "review",
  examples: [
    {
      bad: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - «"5432:5432"»\n',
      good: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - "127.0.0.1:5432:5432"\n',
    },
    {
      title: "a wildcard address is no restriction",
      bad: "services:\n  cache:\n    image: redis:7\n    ports:\n      - «0.0.0.0:6379:6379»\n",
      good: "services:\n  cache:\n    image: redis:7\n    ports:\n      - 127.0.0.1:6379:6379\n",
    },
    {
      title: "long syntax",
      bad: "services:\n  db:\n    image: mysql:8.4\n    ports:\n      - target: 3306\n        published: «3306»\n",
      good: "services:\n  db:\n    image: mysql:8.4\n    ports:\n      - target: 3306\n        published: 3306\n        host_ip: 127.0.0.1\n",
    },
    {
      title: "without published ports",
      fix: "Publish nothing: other services reach it as `db:5432`",
      bad: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - «"5432:5432"»\n    restart: always\n',
      good: "services:\n  db:\n    image: postgres:17\n    restart: always\n",
    },
  ],
  *check({ file }) {
    const first = new FirstMeeting();
    for (const service of file.form.services) yield* checkService(service, file, first);
  },
});

function* checkService(
  service: ComposeService,
  file: SourceFile<"compose">,
  first: FirstMeeting,
): Iterable<Report> {
  const { form, path } = file;
  // On the host's network nothing is published; what that means is another rule's matter.
  if (service.networkMode === "host") return;
  const known = storeOf(service);
  for (const port of service.ports("own")) {
    const store = known ?? storeBehind(port);
    if (!store || !first.with(port.node.origin)) continue;
    const exposure = exposureOf(port);
    if (exposure === "local") {
      yield { proves: port.at, message: `${store.title} is published on this host only.` };
    } else if (exposure === "public") {
      yield {
        at: port.at,
        message: `${store.title} is published on all interfaces of the host, past its firewall.`,
        ...(isSwarm(service, port) ? { severity: "hint" } : {}),
        related: behindAlias(path, port.node),
        fixes: isSwarm(service, port) ? [] : fixesFor(service, port, form.yaml, store),
      };
    }
  }
  if (known && form.clean && service.isWhole && !service.get("ports")) {
    yield { proves: service.at, message: `${known.title} publishes no port.` };
  }
}

/** In a swarm the routing mesh takes ports from everywhere; an address cannot be given there. */
function isSwarm(service: ComposeService, port: ComposePort): boolean {
  return port.mode === "ingress" || isSwarmService(service);
}

function fixesFor(service: ComposeService, port: ComposePort, form: YamlForm, store: Datastore): Fix[] {
  const address = `${service.name}:${port.target.value ?? store.ports[0]}`;
  const fixes: [title: string, edits: YamlEdits][] = [
    ["Publish it on 127.0.0.1 only", bindToLoopback(form, port)],
    [`Publish nothing: other services reach it as \`${address}\``, removePort(form, service, port)],
  ];
  return fixes.flatMap(([title, edits]) => (edits ? [{ title, kind: "review", edits }] : []));
}
