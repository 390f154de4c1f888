import { lastOf, type SystemdForm } from "../../files/systemd/form";

/** A setting that takes something away from a service that it does not need. */
export interface Measure {
  readonly key: string;
  /** What a web application runs with. */
  readonly value: string;
}

/** In the order in which they are written into a unit. */
export const measures: readonly Measure[] = [
  ["NoNewPrivileges", "true"],
  ["PrivateTmp", "true"],
  ["PrivateDevices", "true"],
  ["ProtectSystem", "strict"],
  ["ProtectHome", "true"],
  ["ProtectKernelTunables", "true"],
  ["ProtectKernelModules", "true"],
  ["ProtectKernelLogs", "true"],
  ["ProtectControlGroups", "true"],
  ["ProtectClock", "true"],
  ["ProtectHostname", "true"],
  ["RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"],
  ["RestrictNamespaces", "true"],
  ["RestrictRealtime", "true"],
  ["RestrictSUIDSGID", "true"],
  ["LockPersonality", "true"],
  ["CapabilityBoundingSet", ""],
  ["SystemCallArchitectures", "native"],
  ["SystemCallFilter", "@system-service"],
].map(([key = "", value = ""]) => ({ key, value }));

/** The measures that the unit takes: set, and not set to what they are without. */
export function takenBy(form: SystemdForm): readonly Measure[] {
  return measures.filter(({ key }) => {
    const entry = lastOf(form, "Service", key);
    if (!entry) return impliedBy(form, key);
    return key === "CapabilityBoundingSet" || !/^(?:|no|n|false|f|off|0)$/i.test(entry.text);
  });
}

/** What `DynamicUser=` brings along. */
function impliedBy(form: SystemdForm, key: string): boolean {
  if (!/^(?:PrivateTmp|NoNewPrivileges|RestrictSUIDSGID|ProtectSystem|ProtectHome)$/.test(key)) return false;
  return /^(?:1|yes|y|true|t|on)$/i.test(lastOf(form, "Service", "DynamicUser")?.text ?? "");
}
