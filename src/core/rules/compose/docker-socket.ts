import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import { composeFlag, composeText } from "../../files/compose/text";
import { type ComposeVolume, cleanPath } from "../../files/compose/volumes";
import { asMap, valueAt } from "../../files/yaml/form";
import { defineRule, type Severity } from "../rule";
import { behindAlias, FirstMeeting } from "./alias";
import { isContainerBuilder, isContainerManager, isMonitor, isSocketProxy } from "./host-tools";
import { ownEntry } from "./owner";

const sockets =
  /(?:^|[/}])((?:docker|containerd|crio|cri-dockerd|podman)\.sock|systemd\/private)$|pipe[/\\]docker_engine$/;
/** Folders that hold such a socket on a usual host. */
const folders = ["/run", "/run/containerd", "/run/podman", "/run/systemd", "/var/run"];

export const dockerSocket = defineRule({
  id: "compose/docker-socket",
  on: "compose",
  severity: "error",
  title: "Give no container the socket of Docker",
  why: "Whoever reaches Docker's socket can start a container that mounts the disk of the host: that is root on the host. A mount with `:ro` protects the file, not the API behind it.",
  references: [
    "https://docs.docker.com/engine/security/protect-access/",
    "https://github.com/Tecnativa/docker-socket-proxy",
  ],
  equivalents: ["compose-lint CL-0001"],
  fix: "none",
  examples: [
    {
      bad: "services:\n  api:\n    image: ghcr.io/acme/api:2\n    volumes:\n      - «/var/run/docker.sock:/var/run/docker.sock»\n",
      good: "services:\n  api:\n    image: ghcr.io/acme/api:2\n    environment:\n      DOCKER_HOST: tcp://socket-proxy:2375\n",
      fix: null,
    },
    {
      title: "a folder that holds the socket",
      bad: "services:\n  agent:\n    image: ghcr.io/acme/agent:2\n    volumes:\n      - «/var/run:/host/run:ro»\n",
      good: "services:\n  agent:\n    image: ghcr.io/acme/agent:2\n",
      fix: null,
    },
  ],
  *check({ file }) {
    const { form, path } = file;
    const first = new FirstMeeting();
    let found = false;
    for (const service of form.services) {
      for (const volume of service.volumes("own")) {
        const access = accessOf(volume, form);
        found ||= access !== undefined;
        if (!access || !first.with(volume.node.origin)) continue;
        yield {
          at: volume.at,
          message: `${service.name} gets ${access.what}, and with it root on the host.${advice(service, volume, access)}`,
          severity: severityFor(service, access, volume),
          related: behindAlias(path, volume.node),
        };
      }
      const api = ownEntry(service, "use_api_socket");
      if (!api || composeFlag(api.value) !== true) continue;
      found = true;
      if (!first.with(api.origin)) continue;
      const message = `${service.name} gets Docker's API, and with it root on the host.`;
      yield { at: api.value.at, message, related: behindAlias(path, api.value) };
    }
    const [one] = form.services;
    if (one && !found && form.clean)
      yield { proves: one.at, message: "No service has the socket of Docker." };
  },
});

interface Access {
  readonly what: string;
  readonly isFolder: boolean;
}

function accessOf(volume: ComposeVolume, form: ComposeForm): Access | undefined {
  const path = hostPath(volume, form);
  if (path === undefined) return undefined;
  const socket = sockets.exec(path);
  if (socket) return { what: socket[1] === undefined ? "Docker's API" : `\`${socket[1]}\``, isFolder: false };
  const isAbove = folders.some(
    (folder) => folder === path || folder.startsWith(path === "/" ? path : `${path}/`),
  );
  return isAbove ? { what: `\`${path}\` of the host with Docker's socket in it`, isFolder: true } : undefined;
}

/** The path on the host that `volume` mounts: its own, or the one that stands behind a named volume. */
function hostPath(volume: ComposeVolume, form: ComposeForm): string | undefined {
  const { type, source, written } = volume;
  if (type === "volume" && source !== undefined) return deviceOf(source, form);
  if (type === "anonymous" || type === "tmpfs" || written === undefined) return undefined;
  if (source === undefined) return sockets.test(written) ? written : undefined;
  return source.startsWith("/") ? cleanPath(source) : sockets.test(source) ? source : undefined;
}

/** `driver_opts: { type: none, o: bind, device: /path }` makes a folder of the host a named volume. */
function deviceOf(name: string, form: ComposeForm): string | undefined {
  const volume = asMap(valueAt(form.yaml.root, "volumes", name));
  const driver = composeText(volume?.get("driver"))?.value ?? "local";
  const options = asMap(volume?.get("driver_opts"));
  const text = (key: string) => composeText(options?.get(key))?.value;
  const isBind = text("type") === "none" || /(^|,)r?bind(,|$)/.test(text("o") ?? "");
  const device = text("device");
  if (!isBind || driver !== "local" || !device?.startsWith("/")) return undefined;
  return composeFlag(volume?.get("external")) === false ? cleanPath(device) : undefined;
}

function severityFor(service: ComposeService, access: Access, { readOnly }: ComposeVolume): Severity {
  const image = service.image?.value;
  if (isSocketProxy(image)) return readOnly ? "info" : "warning";
  if (isMonitor(image) && access.isFolder && readOnly) return "info";
  return isContainerManager(image) || isContainerBuilder(image) || isMonitor(image) ? "warning" : "error";
}

function advice(service: ComposeService, { readOnly }: ComposeVolume, { isFolder }: Access): string {
  if (isSocketProxy(service.image?.value)) return " Allow only the calls that its clients need.";
  const hint = isFolder
    ? " Mount only what it reads."
    : " Put a socket proxy that allows single calls in front of Docker if it needs the API.";
  return readOnly ? ` Read-only does not help.${hint}` : hint;
}
