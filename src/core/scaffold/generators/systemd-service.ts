import { measures } from "../../data/service-hardening";
import { startOf } from "../dockerfile-node";
import { serverCommand } from "../dockerfile-python";
import type { Generator, GeneratorInput } from "../generator";
import { isStatic, type NamedService, namedServices, noService } from "../names";
import { folderQuestion } from "../questions";

export const systemdService: Generator = {
  id: "systemd.service",
  title: "systemd unit",
  summary:
    "Runs a service outside of containers as a user of its own, hardened, restarted, listening locally.",
  refuses: noService,
  questions: ({ stack }) => [folderQuestion(stack)],
  files: (input) =>
    namedServices(input.stack)
      .filter(({ service }) => !isStatic(service))
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
${environmentOf(named, inside)
  .map((line) => `${line}\n`)
  .join("")}EnvironmentFile=/etc/${stack.name}/${named.name}.env
ExecStart=${commandOf(named, inside)}
Restart=always
RestartSec=3
LimitNOFILE=65536
UMask=0077

# Nothing but its own files: what it does not need, nobody gets through it.
${protection()}

[Install]
WantedBy=multi-user.target
`;
}

/** What the service is not allowed: the same measures that `systemd/hardening` asks for. */
function protection(): string {
  return measures.flatMap(({ key, value, more = [] }) => [`${key}=${value}`, ...more]).join("\n");
}

/** Settings that the unit has to bring along, for the service to listen on this machine only and to find its modules. */
function environmentOf({ service }: NamedService, folder: string): string[] {
  if (service.language === "python")
    return service.sources === "" ? [] : [`Environment=PYTHONPATH=${folder}/${service.sources}`];
  const host = service.standalone ? ["HOSTNAME=127.0.0.1"] : ["HOST=127.0.0.1"];
  return ["NODE_ENV=production", `PORT=${service.port}`, ...host].map((one) => `Environment=${one}`);
}

function commandOf({ service }: NamedService, folder: string): string {
  const local = "127.0.0.1";
  if (service.language === "node") {
    const words = startOf({ ...service, workspace: undefined });
    const [program = "", ...rest] = words;
    const isNext = words.some((word) => word.endsWith("next/dist/bin/next"));
    const path = program === "node" || program === "npm" ? `/usr/bin/${program}` : `${folder}/${program}`;
    return [path, ...rest, ...(isNext ? ["--hostname", local] : [])].join(" ");
  }
  const bin = `${folder}/.venv/bin`;
  if (service.server === undefined) return `${bin}/python ${service.entry}`;
  const [program, ...rest] = serverCommand(service, local, String(service.port));
  const isTold = service.options?.some((word) => /^(?:-w|--workers)/.test(word));
  const workers = isTold ? [] : ["--workers", "2"];
  const more = service.server === "uvicorn" ? [...workers, "--proxy-headers"] : workers;
  return [`${bin}/${program}`, ...rest, ...more].join(" ");
}
