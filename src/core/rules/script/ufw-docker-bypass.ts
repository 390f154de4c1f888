import { bindToLoopback, exposureOf } from "../../files/compose/binding";
import { type ComposePort, targetRange } from "../../files/compose/ports";
import type { FileKind } from "../../files/kind";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { FirstMeeting } from "../compose/alias";
import { storeBehind, storeOf } from "../compose/datastore-port";
import { isForWeb, isFront } from "../compose/front";
import { isSwarmService } from "../compose/swarm";
import { defineRule, type Fix, type Related } from "../rule";
import { type UfwCall, ufwCalls } from "./firewall";
import { productionComposes } from "./production-composes";
import { isForOthers } from "./purpose";

export const ufwDockerBypass = defineRule({
  id: "script/ufw-docker-bypass",
  on: "shell",
  severity: "warning",
  title: "Publish no container port past the firewall",
  why: "Docker writes its own rules in front of those of ufw: a published port is open to the internet although `ufw status` says that it is not.",
  references: [
    "https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw",
    "https://github.com/moby/moby/issues/4737",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        "scripts/setup-server.sh":
          "#!/usr/bin/env bash\nset -Eeuo pipefail\nufw allow OpenSSH\nufw allow 443/tcp\n«ufw --force enable»\n",
        "compose.yaml": 'services:\n  db:\n    image: postgres:17\n    ports:\n      - "5432:5432"\n',
      },
      good: {
        "scripts/setup-server.sh":
          "#!/usr/bin/env bash\nset -Eeuo pipefail\nufw allow OpenSSH\nufw allow 443/tcp\nufw --force enable\n",
        "compose.yaml":
          'services:\n  db:\n    image: postgres:17\n    ports:\n      - "127.0.0.1:5432:5432"\n',
      },
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || isForOthers(file)) return;
    const calls = ufwCalls(file.form);
    const enable = calls.find(({ verb }) => verb === "enable") ?? calls.find(isDenying);
    if (!enable) return;
    const composes = productionComposes(project);
    if (composes.length === 0 || isGuarded(project)) return;
    const at = enable.command.span;
    let isOpen = false;
    for (const compose of composes) {
      const ports = openPorts(compose, calls, project);
      if (ports.length === 0) continue;
      isOpen = true;
      yield {
        at,
        severity: ports.some(({ isStore }) => isStore) ? "error" : "warning",
        message: `The firewall does not keep anybody from ${listOf(ports)}: ${compose.path} publishes ${ports.length > 1 ? "them" : "it"} past it.`,
        related: ports.map(({ at: place, service }): Related => {
          return {
            path: compose.path,
            at: place,
            message: `The port of ${service} is published on all interfaces.`,
          };
        }),
        fixes: fixesFor(compose, ports),
      };
    }
    if (!isOpen) yield { proves: at, message: "No container publishes a port past the firewall." };
  },
});

function isDenying({ verb, args }: UfwCall): boolean {
  return (
    verb === "default" && /^(?:deny|reject)$/.test(args[0] ?? "") && (args[1] ?? "incoming") === "incoming"
  );
}

/** Whether something puts the rules of Docker behind those of the firewall. */
function isGuarded(project: ProjectView): boolean {
  const kinds = ["shell", "json", "yaml", "plain"] as const;
  const files = kinds
    .flatMap((kind) => project.filesOf<FileKind>(kind))
    // A plan names this rule, which is no guard.
    .filter(({ path }) => !path.includes(".liftoff/"));
  const rules = /DOCKER-USER|ufw-docker|"iptables"\s{0,5}:\s{0,5}false|--iptables=false/;
  return project.pathsLike(/ufw-docker/i).length > 0 || files.some(({ text }) => rules.test(text));
}

interface OpenPort {
  readonly service: string;
  readonly port: ComposePort;
  readonly at: Span;
  readonly isStore: boolean;
}

function openPorts(
  { form, path }: SourceFile<"compose">,
  calls: readonly UfwCall[],
  project: ProjectView,
): readonly OpenPort[] {
  const first = new FirstMeeting();
  return form.services.flatMap((service) => {
    if (service.networkMode === "host" || isSwarmService(service)) return [];
    return service.ports("own").flatMap((port): OpenPort[] => {
      const isStore = (storeOf(service) ?? storeBehind(port)) !== undefined;
      if (port.mode === "ingress" || exposureOf(port) !== "public" || isMeant(port, calls)) return [];
      if (!isStore && (isForWeb(port) || isFront(service, path, project))) return [];
      // One line may serve several services, through an anchor.
      if (!first.with(port.node.origin)) return [];
      return [{ service: service.name, port, at: port.at, isStore }];
    });
  });
}

/** Whether the script opens the port in the firewall as well. */
function isMeant(port: ComposePort, calls: readonly UfwCall[]): boolean {
  const number = port.published?.value?.trim();
  if (number === undefined) return false;
  return calls.some(
    ({ verb, args }) =>
      (verb === "allow" || verb === "limit") &&
      args.some((arg) => arg.replace(/\/(?:tcp|udp)$/, "") === number),
  );
}

function listOf(ports: readonly OpenPort[]): string {
  const shown = ports.slice(0, 3).map(({ service, port }) => {
    const number = port.published?.value ?? targetRange(port)?.first;
    return number === undefined ? service : `port ${number} of ${service}`;
  });
  return shown.join(", ") + (ports.length > 3 ? ` and ${ports.length - 3} more` : "");
}

function fixesFor({ form, path }: SourceFile<"compose">, ports: readonly OpenPort[]): Fix[] {
  const edits: TextEdit[] = [];
  for (const { port } of ports) {
    const change = bindToLoopback(form.yaml, port);
    if (!change) return [];
    edits.push(...change);
  }
  const title = `Publish ${ports.length > 1 ? "them" : "it"} on 127.0.0.1 only`;
  return [{ title, kind: "review", edits: [], also: [{ path, edits }] }];
}
