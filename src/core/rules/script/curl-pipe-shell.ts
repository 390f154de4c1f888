import { isShell } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { type Job, pipelineOf } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import { defineRule, type Severity } from "../rule";
import { changesSomething } from "../workflow/deploys";
import { readsSecrets } from "../workflow/secrets-in";
import { callOf } from "./commands";
import { touchesServers } from "./purpose";

export const curlPipeShell = defineRule({
  id: "script/curl-pipe-shell",
  on: ["shell", "workflow"],
  severity: "warning",
  title: "Look at a downloaded script before it runs",
  why: "Whatever the server behind the address sends today runs with the rights of this script: a hacked page, another version, or the half of a file whose download broke off.",
  references: [
    "https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-03-Dependency-Chain-Abuse",
    "https://curl.se/docs/manpage.html#-f",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      path: "scripts/setup-server.sh",
      bad: "#!/bin/sh\nset -eu\n«curl -fsSL https://get.example.com/agent.sh» | sudo sh\n",
      good: '#!/bin/sh\nset -eu\ncurl -fsSL https://get.example.com/agent.sh --output agent.sh\necho "$AGENT_SHA256  agent.sh" | sha256sum --check\nsudo sh agent.sh\n',
      fix: null,
    },
  ],
  *check({ file }) {
    if (file.is("shell") && !touchesServers(file)) return;
    for (const { command, severity } of allCommands(file)) {
      const source = downloadFor(command);
      if (!source) continue;
      const what = toolOf(source.command) || "curl";
      yield {
        at: source.at,
        severity,
        message: `What \`${what}\` gets from ${hostIn(source.text) ?? "this address"} runs as it comes.`,
      };
    }
  },
});

function allCommands(
  file: SourceFile<"shell" | "workflow">,
): readonly { readonly command: ShellCommand; readonly severity: Severity }[] {
  if (file.is("shell")) return file.form.commands.map((command) => ({ command, severity: "warning" }));
  const steps = file.is("workflow") ? (pipelineOf(file)?.steps ?? []) : [];
  return steps.flatMap((step) =>
    commandsOf(step).map((command) => ({ command, severity: severityIn(step.job) })),
  );
}

/** A job that neither has secrets nor brings anything out loses a test run at most. */
function severityIn(job: Job | undefined): Severity {
  return !job || readsSecrets(job) || changesSomething(job) ? "warning" : "info";
}

/** The download that `command` runs as a script; undefined when it runs none. */
function downloadFor(command: ShellCommand) {
  const { tool, args } = callOf(command);
  const isReader = isShell(tool);
  if (isReader && readsInput(args)) {
    for (let from = command.pipedFrom, i = 0; from && i < 5; from = from.pipedFrom, i++) {
      const call = callOf(from);
      if (/^(?:curl|wget)$/.test(call.tool)) {
        const text = call.args.join(" ");
        return { command: { name: call.tool }, at: from.span, text };
      }
    }
  }
  if (!isReader && tool !== "eval" && tool !== "source" && tool !== ".") return undefined;
  const word = command.args.find(({ raw }) => /^(?:"?\$\(|"?`|<\()\s*(?:sudo\s+)?(?:curl|wget)\s/.test(raw));
  if (!word || /\$\([^)]{0,500}\|/.test(word.raw.slice(0, 1000))) return undefined;
  const name = /wget/.test(word.raw) ? "wget" : "curl";
  return { command: { name }, at: word.span, text: word.raw };
}

/** Whether a shell with these arguments takes its script from its input. */
function readsInput(args: readonly string[]): boolean {
  if (args.some((arg) => /^-[a-zA-Z]*c$/.test(arg))) return false;
  if (args.some((arg) => /^-[a-zA-Z]*s$/.test(arg))) return true;
  return args.every((arg) => arg.startsWith("-") || arg === "/dev/stdin");
}

function hostIn(text: string): string | undefined {
  return /https?:\/\/([\w.-]{1,253})/.exec(text)?.[1];
}
