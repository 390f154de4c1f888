import type { Generator, GeneratorInput } from "../generator";
import { type NamedService, namedServices } from "../names";
import { folderQuestion } from "../questions";

export const systemdService: Generator = {
  id: "systemd.service",
  title: "systemd unit",
  summary:
    "Runs a service outside of containers as a user of its own, hardened, restarted, listening locally.",
  refuses: ({ stack }) =>
    stack.services.length === 0 ? "No Python or Node service with an entry point was found." : undefined,
  questions: ({ stack }) => [folderQuestion(stack)],
  files: (input) =>
    namedServices(input.stack)
      .filter(({ service }) => !(service.language === "node" && service.framework === "vite"))
      .map((named) => ({
        path: `deploy/${input.stack.name}-${named.name}.service`,
        text: unitText(named, input),
      })),
};

function unitText(named: NamedService, { stack, answers }: GeneratorInput): string {
  const folder = answers.folder ?? `/srv/${stack.name}`;
  const { service } = named;
  const inside = service.folder === "" ? folder : `${folder}/${service.folder}`;
  return `[Unit]
Description=${stack.name}: ${named.name}
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=60
StartLimitBurst=5

[Service]
Type=exec
User=${stack.name}
Group=${stack.name}
WorkingDirectory=${inside}
EnvironmentFile=/etc/${stack.name}/${named.name}.env
ExecStart=${commandOf(named, inside)}
Restart=always
RestartSec=3
LimitNOFILE=65536
UMask=0077

# Nothing but its own files: what it does not need, nobody gets through it.
NoNewPrivileges=true
PrivateTmp=true
PrivateDevices=true
ProtectSystem=strict
ProtectHome=true
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectClock=true
ProtectHostname=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
CapabilityBoundingSet=
AmbientCapabilities=
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources

[Install]
WantedBy=multi-user.target
`;
}

function commandOf({ service }: NamedService, folder: string): string {
  const local = `127.0.0.1`;
  if (service.language === "node") {
    const main =
      service.main ?? (service.framework === "next" ? "node_modules/next/dist/bin/next" : "server.js");
    return `/usr/bin/node ${main}${service.framework === "next" && service.main === undefined ? ` start --hostname ${local}` : ""}`;
  }
  const bin = `${folder}/.venv/bin`;
  switch (service.framework) {
    case "fastapi":
      return `${bin}/uvicorn ${service.entry} --host ${local} --port ${service.port} --workers 2 --proxy-headers`;
    case "flask":
    case "django":
      return `${bin}/gunicorn --bind ${local}:${service.port} --workers 2 ${service.entry}`;
    case "none":
      return `${bin}/python ${service.entry}`;
  }
}
