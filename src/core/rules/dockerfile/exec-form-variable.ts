import { type Command, type ExecCommand, isShell, scriptIndex } from "../../files/dockerfile/command";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { InstructionOf } from "../../files/dockerfile/instruction";
import { contentSpan } from "../../files/dockerfile/json-form";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { replacement } from "../../text/edits";
import { overlaps, type Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { shellScriptOf } from "./shell-script";

type Start = InstructionOf<"CMD" | "ENTRYPOINT">;

export const execFormVariable = defineRule({
  id: "dockerfile/exec-form-variable",
  on: "dockerfile",
  severity: "error",
  title: "Expand variables of an exec-form command with a shell",
  why: "The exec form starts the program without a shell, so the program gets the text `$PORT` itself: servers stop because that is no port.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#exec-form",
    "https://docs.docker.com/reference/dockerfile/#shell-form",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "«$PORT»"]\n',
      good: 'FROM python:3.13-slim\nCMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}"]\n',
    },
    {
      title: "the port that EXPOSE names is the default",
      bad: 'FROM node:24-slim\nEXPOSE 4000\nCMD ["serve", "-s", "dist", "-l", "tcp://0.0.0.0:«${PORT}»"]\n',
      good: 'FROM node:24-slim\nEXPOSE 4000\nCMD ["sh", "-c", "exec serve -s dist -l tcp://0.0.0.0:${PORT:-4000}"]\n',
    },
    {
      title: "arguments of CMD still reach the entry point",
      bad: 'FROM acme/tool:1\nENTRYPOINT ["tool", "--workers", "«$WORKERS»"]\nCMD ["serve"]\n',
      good: 'FROM acme/tool:1\nENTRYPOINT ["sh", "-c", "exec tool --workers $WORKERS \\"$@\\"", "--"]\nCMD ["serve"]\n',
    },
  ],
  *check({ file }) {
    for (const stage of file.form.stages) {
      for (const instruction of [...stage.all("CMD"), ...stage.all("ENTRYPOINT")]) {
        const { command } = instruction;
        if (!command) continue;
        const expanded = expandedByShell(command);
        if (expanded) yield { proves: expanded, message: "A shell expands this variable." };
        const variable = command.form === "exec" && firstVariable(command, instruction, stage);
        if (!variable || command.form !== "exec") continue;
        yield {
          at: variable.at,
          severity: isForScript(stage) ? "info" : "error",
          message: `Nothing expands \`${variable.name}\` here: the exec form starts the program without a shell.`,
          fixes: fixesFor(instruction, command, stage, file.form),
        };
      }
    }
  },
});

/** `$NAME` or `${NAME…}`, not behind a backslash or another dollar sign. */
const reference = /(?<![\\$])\$(?:[A-Za-z_]\w*|\{[A-Za-z_][^}]*\})/;

/** The first variable that nothing will expand; undefined when there is none or a shell comes in after all. */
function firstVariable(command: ExecCommand, instruction: Start, stage: Stage) {
  const argv = command.strings.map(({ value }) => value);
  if (scriptIndex(argv) >= 0 || isReadByShell(instruction, stage)) return undefined;
  for (const [i, { value, text }] of command.strings.entries()) {
    const match = hasMeaningOfItsOwn(argv, i) ? null : reference.exec(value);
    if (match) return { name: match[0], at: text.spanOf(match.index, match.index + match[0].length) };
  }
  return undefined;
}

/** The first variable in what a shell reads: the shell form, or the script of `["sh", "-c", "…"]`. */
function expandedByShell(command: Command): Span | undefined {
  const script =
    command.form === "exec"
      ? command.strings[scriptIndex(command.strings.map(({ value }) => value))]
      : undefined;
  const text = command.form === "shell" ? command.text : script?.text;
  const match = text && reference.exec(text.text);
  return match ? text.spanOf(match.index, match.index + match[0].length) : undefined;
}

/** Whether the strings of a CMD become the script of `ENTRYPOINT ["sh", "-c"]`, or a shell-form one drops them. */
function isReadByShell(instruction: Start, stage: Stage): boolean {
  const entrypoint = stage.effects.entrypoint?.command;
  if (instruction.kind !== "CMD" || !entrypoint) return false;
  if (entrypoint.form === "shell") return true;
  const argv = entrypoint.strings.map(({ value }) => value);
  return argv.some(isShell) && /^-[A-Za-z]*c$/.test(argv.at(-1) ?? "");
}

const templating = new Set(["awk", "gawk", "jq", "envsubst", "confd", "gomplate"]);
const interpreters = new Set(["python", "python3", "node", "deno", "bun", "ruby", "perl", "php"]);
const codeOptions = new Set(["-c", "-e", "-p", "-r", "--eval", "--print", "eval"]);

/** Whether `$` is part of what the program reads: code behind `-e`, a template, a placeholder of Spring. */
function hasMeaningOfItsOwn(argv: readonly string[], index: number): boolean {
  const tool = toolOf({ name: argv[0] ?? "" });
  if (templating.has(tool)) return true;
  if (tool === "java") return /^(-D|--)[^$]*\$\{/.test(argv[index] ?? "");
  return interpreters.has(tool) && codeOptions.has(argv[index - 1] ?? "");
}

/** Whether a script starts the program: it may expand its arguments, likely as it is that it does not. */
function isForScript(stage: Stage): boolean {
  const entrypoint = stage.effects.entrypoint?.command;
  const script = entrypoint?.form === "exec" ? (entrypoint.strings[0]?.value ?? "") : "";
  return /\.sh$|entrypoint$/.test(script);
}

const inits = new Set(["tini", "dumb-init", "catatonit"]);

function fixesFor(instruction: Start, command: ExecCommand, stage: Stage, form: DockerfileForm): Fix[] {
  const content = contentSpan(command);
  const hasComment = form.comments.some(({ inside, span }) => inside && overlaps(span, content));
  if (hasComment || (instruction.kind === "CMD" && !isStartedAsItIs(stage))) return [];
  const script = shellScriptOf(
    command.strings.map(({ value }) => value),
    stage,
  );
  const takesMore = instruction.kind === "ENTRYPOINT" && stage.effects.cmd !== undefined;
  const argv = takesMore ? ["sh", "-c", `${script} "$@"`, "--"] : ["sh", "-c", script];
  const text = argv.map((word) => JSON.stringify(word)).join(", ");
  return [
    { title: `Let a shell start it: \`${script}\``, kind: "safe", edits: [replacement(content, text)] },
  ];
}

/** Whether a CMD is a program of its own: no entry point, or one that passes on (an init, an entry point script). */
function isStartedAsItIs(stage: Stage): boolean {
  const entrypoint = stage.effects.entrypoint?.command;
  if (!entrypoint || isForScript(stage)) return true;
  return entrypoint.form === "exec" && inits.has(toolOf({ name: entrypoint.strings[0]?.value ?? "" }));
}
