import { parseImageReference } from "../../files/dockerfile/image-reference";

const set = (names: string) => new Set(names.trim().split(/\s+/));

/** Programs that watch the host they run on, by the last part of their image's name. */
const monitors = set(`
  node-exporter node_exporter cadvisor netdata telegraf datadog-agent agent dd-agent infrastructure-bundle infrastructure
  zabbix-agent zabbix-agent2 glances beszel-agent scrutiny collector process-exporter dcgm-exporter alloy
  grafana-agent metricbeat filebeat falco falco-no-driver tracee scope crowdsec`);
/** Programs that are about the network of the host. */
const networkTools = set(`
  tailscale zerotier wireguard wg-easy home-assistant homeassistant keepalived homebridge unifi avahi mdns-repeater
  multicast-relay openvpn frr dnsmasq pihole adguardhome`);
/** Programs that start containers of their own, or build images. */
const builders = set(`
  docker dind gitlab-runner buildkit act_runner woodpecker-agent drone-runner-docker github-runner actions-runner
  forgejo-runner buildx kind k3s minikube`);
/** Programs whose work is to look after containers, by way of Docker's API. */
const managers = set(`
  traefik portainer portainer-ce portainer-ee agent watchtower diun dozzle autoheal docker-autoheal ouroboros ofelia
  nginx-proxy docker-gen acme-companion letsencrypt-nginx-proxy-companion caddy-docker-proxy dockge yacht
  lazydocker homepage glance komodo-periphery periphery coolify dokploy swarmpit swarm-cronjob docker-cleanup
  docker-volume-backup whats-up-docker wud cadvisor promtail alloy vector fluent-bit telegraf netdata datadog-agent
  beszel-agent dockerproxy crowdsec logspout uptime-kuma`);
/** Programs that let only chosen calls of Docker's API through. */
const socketProxies = set("docker-socket-proxy socket-proxy docker-proxy docker-proxy-acl");

/** Whether `image` watches the host that it runs on. */
export const isMonitor = (image: string | undefined) => isIn(monitors, image);
/** Whether `image` is about the network of the host. */
export const isNetworkTool = (image: string | undefined) => isIn(networkTools, image);
/** Whether `image` starts containers of its own, or builds images. */
export const isContainerBuilder = (image: string | undefined) => isIn(builders, image);
/** Whether `image` looks after other containers. */
export const isContainerManager = (image: string | undefined) => isIn(managers, image);
/** Whether `image` lets only chosen calls of Docker's API through. */
export const isSocketProxy = (image: string | undefined) => isIn(socketProxies, image);

function isIn(names: ReadonlySet<string>, image: string | undefined): boolean {
  const reference = image === undefined ? undefined : parseImageReference(image.trim().toLowerCase());
  if (!reference) return false;
  const { repository } = reference;
  return names.has(repository.slice(repository.lastIndexOf("/") + 1));
}
