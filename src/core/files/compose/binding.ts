import { insertPair, removeItem, removePair, setScalar, type YamlEdits } from "../yaml/edits";
import type { YamlForm } from "../yaml/form";
import { soleVariable } from "./interpolation";
import { type ComposePort, isWildcardAddress } from "./ports";
import type { ComposeService } from "./service";

/** Who reaches a published port; `unknown` when a variable decides on the address. */
export function exposureOf(port: ComposePort): "public" | "local" | "unknown" {
  const { hostIp, published } = port;
  if (hostIp) {
    if (hostIp.value === undefined) return "unknown";
    return isWildcardAddress(hostIp.value) ? "public" : "local";
  }
  if (!published || published.value !== undefined || port.syntax === "long") return "public";
  // `${DB}:5432` may bring an address along, `${DB_PORT}:5432` is a port.
  return /port/i.test(published.raw) ? "public" : "unknown";
}

/** The edits that publish `port` on the host's own address only. */
export function bindToLoopback(form: YamlForm, port: ComposePort): YamlEdits {
  const { node, hostIp } = port;
  if (node.kind === "map") {
    const written = node.get("host_ip");
    if (written?.kind === "scalar") return setScalar(form, written, "127.0.0.1");
    return insertPair(
      form,
      node,
      "host_ip",
      "127.0.0.1",
      node.has("published") ? { after: "published" } : {},
    );
  }
  const { text } = node;
  if (!hostIp) {
    const noHostPort = !port.published && !text.startsWith(":");
    return setScalar(form, node, `127.0.0.1:${noHostPort ? ":" : ""}${text}`);
  }
  if (hostIp.hidden) return undefined;
  const variable = soleVariable(hostIp.template);
  if (!variable) return setScalar(form, node, `127.0.0.1${text.slice(hostIp.to)}`);
  if (!variable.operand || !variable.operator?.endsWith("-")) return undefined;
  const { from, to } = variable.operand;
  return setScalar(form, node, `${text.slice(0, from)}127.0.0.1${text.slice(to)}`);
}

/** The edits that take `port` off the service, and `ports` with it when it is the only one. */
export function removePort(form: YamlForm, service: ComposeService, port: ComposePort): YamlEdits {
  const ports = service.map?.own.find((entry) => entry.key === "ports")?.value;
  if (!service.map || ports?.kind !== "list" || ports.via) return undefined;
  const index = ports.items.findIndex((item) => item.origin.start === port.node.origin.start);
  if (index < 0) return undefined;
  return ports.items.length === 1 ? removePair(form, service.map, "ports") : removeItem(form, ports, index);
}
