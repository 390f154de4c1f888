import { osOf } from "../../data/images";
import { commandsOf } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { replacement } from "../../text/edits";
import { contains } from "../../text/span";
import { defineRule } from "../rule";
import { runsHealthchecks } from "./health-target";
import { probesOf, probeUrlIn } from "./probe";
import { serversOf } from "./server";

export const healthcheckLocalhost = defineRule({
  id: "dockerfile/healthcheck-localhost",
  on: "dockerfile",
  severity: "warning",
  title: "Ask for health at 127.0.0.1 instead of localhost",
  why: "`localhost` is ::1 first. A client that tries only that address, as wget of Alpine does, fails while the server listens on 0.0.0.0, and the container never gets healthy.",
  references: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'FROM node:24-alpine\nHEALTHCHECK CMD wget -q --spider http://«localhost»:3000/health || exit 1\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-alpine\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000/health || exit 1\nCMD ["node", "server.js"]\n',
    },
  ],
  *check({ file, project }) {
    const stage = file.form.finalStage;
    const command = stage?.effects.healthcheck?.check.command;
    const url = command && probeUrlIn(command);
    if (!stage || !command || !url || !runsHealthchecks(project)) return;
    const probe = probesOf(command).find(({ span }) => contains(span, url.hostAt));
    if (url.host !== "localhost") {
      yield { proves: url.hostAt, message: `The check asks ${url.host}.` };
      return;
    }
    const client = probe && clientOf(probe, stage);
    if (!client || listensOnIpv6(stage)) return;
    const isBusybox = client === "busybox";
    yield {
      at: url.hostAt,
      severity: isBusybox ? "warning" : "info",
      message: isBusybox
        ? "`wget` of BusyBox asks ::1 for localhost and gives up when the server listens on IPv4 only."
        : "Which address localhost stands for is up to the resolver: 127.0.0.1 is where the server listens.",
      fixes: [{ title: "Ask 127.0.0.1", kind: "safe", edits: [replacement(url.hostAt, "127.0.0.1")] }],
    };
  },
});

/**
 * What asks: `busybox` for the wget that tries one address only, `other` for a client whose version decides. Undefined
 * for those that try all addresses: curl, GNU wget, Python.
 */
function clientOf(probe: ShellCommand, stage: Stage): "busybox" | "other" | undefined {
  const tool = toolOf(probe);
  if (tool === "node") return "other";
  if (tool !== "wget" || !stage.base) return undefined;
  const isAlpine = osOf(stage.base) === "alpine" || stage.base.official === "busybox";
  if (!isAlpine || bringsGnuWget(stage)) return undefined;
  // The entry point of nginx lets the site it brings listen on [::] too; a site of one's own may not.
  return stage.base.repository.includes("nginx") ? "other" : "busybox";
}

function bringsGnuWget(stage: Stage): boolean {
  return stage
    .allInChain("RUN")
    .some(({ scripts }) =>
      scripts.some((script) =>
        commandsOf(script).some(
          (command) =>
            toolOf(command) === "apk" && command.args.some(({ text }) => /^wget([=~<>@]|$)/.test(text)),
        ),
      ),
    );
}

/** Whether the server is told to listen on `::`, where ::1 answers too. */
function listensOnIpv6(stage: Stage): boolean {
  if (serversOf(stage).some(({ host }) => host?.text.includes("::"))) return true;
  const host = stage.variable("HOSTNAME") ?? stage.variable("HOST");
  return host?.includes("::") === true;
}
