import { dockerSocket } from "../../../../src/core/rules/compose/docker-socket";
import { testRule } from "../../../support/rule-tester";

const app = (mount: string, image = "acme/app:1") =>
  `services:\n  app:\n    image: ${image}\n    volumes:\n      - ${mount}\n`;
const backed = (options: string, mount = "vol:/tmp/d.sock", more = "") =>
  `volumes:\n  vol:\n    driver_opts: ${options}\n${more}${app(mount)}`;

testRule(dockerSocket, {
  valid: [
    { title: "data", code: app("data:/data"), proof: "app" },
    { title: "the container's side only", code: app("/tmp/fake:/var/run/docker.sock") },
    { title: "a named volume at that place", code: app("plain:/var/run/docker.sock") },
    {
      title: "folders beside the socket",
      code: app("/run/myapp:/x\n      - /run/user/1000:/y\n      - /run/dbus:/z"),
    },
    { title: "time zone", code: app("/etc/localtime:/etc/localtime:ro") },
    { title: "a folder of the project", code: app("./docker.sock.d:/x") },
    {
      title: "long syntax, other way round",
      code: app("{ type: bind, source: /tmp/f, target: /var/run/docker.sock }"),
    },
    { title: "a path that nobody knows", code: app("${SOCKET}:/var/run/docker.sock") },
    { title: "no API socket", code: "services:\n  app:\n    image: x\n    use_api_socket: false\n" },
    { title: "an external volume", code: backed("{}", "vol:/var/run/docker.sock", "    external: true\n") },
    {
      title: "a volume of another driver",
      code: backed("{ type: none, device: /var/run, o: bind }", "vol:/x", "    driver: rexray\n"),
    },
    { title: "a network volume", code: backed("{ type: nfs, o: addr=10.0.0.1, device: ':/data' }") },
    { title: "no services", code: "volumes: {}\n" },
  ],
  invalid: [
    {
      title: "read-only does not help",
      code: app("«/var/run/docker.sock:/var/run/docker.sock:ro»"),
      message: /Read-only/,
      severity: "error",
      fixed: null,
    },
    { title: "in quotes", code: app('«"/run/docker.sock:/var/run/docker.sock"»') },
    { title: "elsewhere", code: app("«/opt/custom/docker.sock:/x»") },
    { title: "of a user", code: app("«${XDG_RUNTIME_DIR}/docker.sock:/var/run/docker.sock»") },
    { title: "by default", code: app("«${SOCKET:-/var/run/docker.sock}:/x»") },
    { title: "Podman", code: app("«/run/podman/podman.sock:/x»"), message: /podman\.sock/ },
    { title: "containerd", code: app("«/run/containerd/containerd.sock:/x»") },
    { title: "CRI-O", code: app("«/var/run/crio/crio.sock:/x»") },
    { title: "systemd", code: app("«/run/systemd/private:/x»") },
    { title: "the pipe of Windows", code: app("«//./pipe/docker_engine://./pipe/docker_engine»") },
    {
      title: "long syntax",
      code: app("type: bind\n        source: /var/run/docker.sock\n        target: «/var/run/docker.sock»"),
    },
    { title: "long syntax without a type", code: app("{ source: /var/run/docker.sock, target: «/x» }") },
    {
      title: "folders with a socket",
      code: app(
        "«/run:/a»\n      - «/var/run:/b:ro»\n      - «/run/containerd:/c»\n      - «/var:/d»\n      - «/:/e:ro»\n      - «/etc/..:/f»\n      - «/run/.:/g»",
      ),
    },
    { title: "API socket", code: "services:\n  app:\n    image: x\n    use_api_socket: «true»\n" },
    {
      title: "behind a named volume",
      code: backed("{ type: none, device: /var/run/docker.sock, o: bind }", "«vol:/tmp/d.sock»"),
    },
    {
      title: "the disk behind a named volume",
      code: backed('{ type: none, device: /, o: "bind,ro" }', "{ type: volume, source: vol, target: «/x» }"),
    },
    {
      title: "Traefik",
      code: app("«/var/run/docker.sock:/var/run/docker.sock:ro»", "traefik:v3.5"),
      severity: "warning",
    },
    {
      title: "Portainer",
      code: app("«/var/run/docker.sock:/var/run/docker.sock»", "portainer/portainer-ce:2.27"),
      severity: "warning",
    },
    {
      title: "a socket proxy",
      code: app("«/var/run/docker.sock:/var/run/docker.sock:ro»", "tecnativa/docker-socket-proxy:v0.4"),
      severity: "info",
    },
    {
      title: "a socket proxy that may write",
      code: app("«/var/run/docker.sock:/var/run/docker.sock»", "ghcr.io/wollomatic/socket-proxy:1"),
      severity: "warning",
    },
    {
      title: "a monitor of the host",
      code: app("«/:/host:ro,rslave»", "quay.io/prometheus/node-exporter:v1.9.1"),
      severity: "info",
    },
    {
      title: "an anchor",
      code: "x-v: &v\n  - /var/run/docker.sock:/var/run/docker.sock\nservices:\n  a:\n    image: x\n    volumes: «*v»\n  b:\n    image: y\n    volumes: *v\n",
    },
    {
      title: "development",
      code: { "compose.dev.yaml": app("«/var/run/docker.sock:/s»") },
      severity: "warning",
    },
  ],
});
