/** A setting of systemd that takes something away from a service that it does not need. */
export interface Measure {
  readonly key: string;
  /** What a web application runs with. */
  readonly value: string;
  /** Lines that belong below it in a unit that is written from scratch. */
  readonly more?: readonly string[];
}

/**
 * In the order in which they are written into a unit. From systemd.exec(5); what a release of systemd does not know it
 * passes over with a warning, so the list may grow.
 */
export const measures: readonly Measure[] = [
  { key: "NoNewPrivileges", value: "true" },
  { key: "PrivateTmp", value: "true" },
  { key: "PrivateDevices", value: "true" },
  { key: "ProtectSystem", value: "strict" },
  { key: "ProtectHome", value: "true" },
  { key: "ProtectKernelTunables", value: "true" },
  { key: "ProtectKernelModules", value: "true" },
  { key: "ProtectKernelLogs", value: "true" },
  { key: "ProtectControlGroups", value: "true" },
  { key: "ProtectClock", value: "true" },
  { key: "ProtectHostname", value: "true" },
  { key: "RestrictAddressFamilies", value: "AF_INET AF_INET6 AF_UNIX" },
  { key: "RestrictNamespaces", value: "true" },
  { key: "RestrictRealtime", value: "true" },
  { key: "RestrictSUIDSGID", value: "true" },
  { key: "LockPersonality", value: "true" },
  { key: "CapabilityBoundingSet", value: "", more: ["AmbientCapabilities="] },
  { key: "SystemCallArchitectures", value: "native" },
  {
    key: "SystemCallFilter",
    value: "@system-service",
    more: ["SystemCallFilter=~@privileged @resources"],
  },
];
