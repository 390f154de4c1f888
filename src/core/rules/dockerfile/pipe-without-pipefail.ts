import { hasTool, osOf } from "../../data/images";
import { isShell } from "../../files/dockerfile/command";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { insertion } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { insertAbove } from "./insert";
import { type RunStep, runSteps } from "./run-commands";
import { isWindows } from "./windows";

export const pipeWithoutPipefail = defineRule({
  id: "dockerfile/pipe-without-pipefail",
  on: "dockerfile",
  severity: "warning",
  title: "Let a failed download in a pipe fail the build",
  why: "A shell takes the result of the last command of a pipe for the whole. When the download before it fails, the build goes on with nothing or half of it, and the image is published.",
  references: [
    "https://docs.docker.com/build/building/best-practices/#using-pipes",
    "https://docs.docker.com/reference/dockerfile/#shell",
  ],
  equivalents: ["hadolint DL4006"],
  deviations: {
    "hadolint DL4006":
      "Only pipes that start with a download are found: for others an early end of the reader is often meant, and pipefail would turn that into a failure.",
  },
  alsoSilencedBy: ["trivy DS-0032"],
  fix: "review",
  examples: [
    {
      bad: "FROM alpine:3.23\nRUN «wget» -qO- https://example.com/install.sh | sh\n",
      good: "FROM alpine:3.23\nRUN set -o pipefail && wget -qO- https://example.com/install.sh | sh\n",
    },
    {
      title: "the shell of Debian knows no pipefail",
      bad: "FROM node:24\nRUN «curl» -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt\n",
      good: 'FROM node:24\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt\n',
    },
  ],
  *check({ file }) {
    for (const step of runSteps(file.form)) {
      const shell = shellOf(step);
      if (shell === "other" || isScriptOfItsOwn(step, file)) continue;
      let isSet = shell === "safe" || argvOf(step).includes("pipefail");
      for (const { command, program } of step.commands) {
        if (program.name === "set") isSet ||= setsPipefail(program);
        const source = command.pipedFrom;
        const at = source?.words.find(({ text }) => isDownload(text))?.span;
        if (!at || !source || !isDownload(programNameOf(source))) continue;
        if (isSet) {
          yield { proves: at, message: "A failed download fails the whole pipe." };
          continue;
        }
        yield {
          at,
          severity: usesAsItIs(program) && !command.isSubstitution ? "warning" : "info",
          message: `When \`${toolOf({ name: programNameOf(source) })}\` fails here, \`${toolOf(program) || "the next command"}\` gets nothing or half of it, and the build goes on.`,
          fixes: fixesFor(step, shell, file),
        };
      }
    }
  },
});

function isDownload(name: string): boolean {
  return /^(curl|wget)$/.test(toolOf({ name }));
}

/** The program of a pipe's first part, `sudo` and variables in front of it left out. */
function programNameOf({ words }: ShellCommand): string {
  return words.find(({ text }) => !/^(sudo|env|command|time|-\S+|\w+=.*)$/.test(text))?.text ?? "";
}

/** Programs that run, unpack or store whatever they get. */
function usesAsItIs(program: ShellCommand): boolean {
  const tool = toolOf(program);
  return isShell(tool) || /^(python[\d.]*|perl|ruby|node|php|tar|bsdtar|cpio|tee|dd|gunzip|xz)$/.test(tool);
}

function setsPipefail({ args }: ShellCommand): boolean {
  return args.some(({ text }, i) => text === "pipefail" && /^-[a-z]*o$/.test(args[i - 1]?.text ?? ""));
}

type Shell = "default" | "bash" | "safe" | "other";

/** The shell that runs the step: `safe` stops at a failed part of a pipe, `other` knows no pipes of this kind. */
function shellOf({ run, stage }: RunStep): Shell {
  if (stage && isWindows(stage)) return "other";
  const set = stage?.all("SHELL").findLast(({ index }) => index < run.index) ?? stage?.parent?.effects.shell;
  if (!set) return "default";
  if (set.command?.form !== "exec") return "other";
  const [name = "", ...options] = set.command.strings.map(({ value }) => value);
  const tool = toolOf({ name: name.replaceAll("\\", "/") });
  const has = options.some((text, i) => text === "pipefail" && /^-[a-z]*o$/.test(options[i - 1] ?? ""));
  if (/^(bash|zsh|ash|ksh)$/.test(tool)) return has ? "safe" : "bash";
  if (tool !== "sh") return tool === "dash" ? "default" : "other";
  // Only the `sh` of Alpine is known to take the option.
  return has && stage?.base && osOf(stage.base) === "alpine" ? "safe" : "default";
}

/** A heredoc that another program than the step's shell reads, with options of its own. */
function isScriptOfItsOwn({ run }: RunStep, file: SourceFile): boolean {
  const [heredoc] = run.heredocs;
  if (!heredoc?.body) return false;
  const isBare = run.args.text === file.text.slice(heredoc.marker.start, heredoc.marker.end);
  return !isBare || file.text.startsWith("#!", heredoc.body.start);
}

function argvOf({ run }: RunStep): readonly string[] {
  return run.command?.form === "exec" ? run.command.strings.map(({ value }) => value) : [];
}

/** A heredoc needs more than pipefail to stop: there is no `&&` between its lines. */
function fixesFor(step: RunStep, shell: Shell, file: SourceFile<"dockerfile">): Fix[] {
  const { run, stage, isTrigger } = step;
  if (!stage || run.command?.form !== "shell" || run.heredocs.length > 0) return [];
  if (shell === "bash" || isAlpine(stage)) return [setFix(step)];
  if (isTrigger || !stage.base || hasTool(stage.base, "bash") !== true) return [];
  return [
    {
      title: "Run this and what follows with Bash and pipefail",
      kind: "review",
      edits: [insertAbove(file, run, ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]'])],
    },
  ];
}

function isAlpine({ base }: Stage): boolean {
  return base !== undefined && osOf(base) === "alpine";
}

function setFix({ run, commands }: RunStep): Fix {
  const first = commands[0]?.command;
  const [options, ...others] = first?.name === "set" ? first.args : [];
  const isGroup = options !== undefined && others.length === 0 && /^-[a-np-z]+$/.test(options.raw);
  const edit = isGroup
    ? insertion(options.span.end, "o pipefail")
    : insertion(run.args.span.start, "set -o pipefail && ");
  return { title: "Set pipefail for this RUN", kind: "review", edits: [edit] };
}
