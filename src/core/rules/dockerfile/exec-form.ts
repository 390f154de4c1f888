import { hasTool } from "../../data/images";
import { scriptIndex } from "../../files/dockerfile/command";
import type { InstructionOf } from "../../files/dockerfile/instruction";
import { unquoteShell } from "../../files/dockerfile/shell-words";
import type { Stage } from "../../files/dockerfile/stage";
import { defineRule, type Fix, type Report } from "../rule";
import { execedProgram, type Rewrite, rewriteOf } from "./argv";
import { isWindows } from "./windows";

type Start = InstructionOf<"CMD" | "ENTRYPOINT">;

export const execForm = defineRule({
  id: "dockerfile/exec-form",
  on: "dockerfile",
  severity: "warning",
  title: "Start the program without a shell in front of it",
  why: "In the shell form `/bin/sh` is the first process and gets the signal to stop. It need not pass it on: the container is killed after ten seconds, with requests still open.",
  references: [
    "https://docs.docker.com/reference/build-checks/json-args-recommended/",
    "https://docs.docker.com/reference/dockerfile/#exec-form",
  ],
  equivalents: ["hadolint DL3025", "buildkit JSONArgsRecommended"],
  deviations: {
    "hadolint DL3025":
      "HEALTHCHECK may use the shell form: no signal has to reach it, and `|| exit 1` needs a shell. Stages that are not shipped, Windows images and stages with a SHELL of their own are left alone.",
    "buildkit JSONArgsRecommended": "Only what the shipped stage runs is judged.",
  },
  fix: "safe",
  examples: [
    {
      bad: "FROM node:24-slim\n«CMD» node server.js\n",
      good: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
    },
    {
      title: "a shell is needed for the variable, and steps aside",
      bad: "FROM python:3.13-slim\n«CMD» gunicorn --bind 0.0.0.0:${PORT:-8000} app:app\n",
      good: 'FROM python:3.13-slim\nCMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:${PORT:-8000} app:app"]\n',
    },
    {
      title: "several commands: the last one takes the place of the shell",
      bad: "FROM python:3.13-slim\n«CMD» python manage.py migrate && gunicorn app:app\n",
      good: 'FROM python:3.13-slim\nCMD ["sh", "-c", "python manage.py migrate && exec gunicorn app:app"]\n',
    },
    {
      title: "an entry point",
      bad: "FROM alpine:3.22\n«ENTRYPOINT» /usr/local/bin/backup --all\n",
      good: 'FROM alpine:3.22\nENTRYPOINT ["/usr/local/bin/backup", "--all"]\n',
    },
  ],
  *check({ file }) {
    const stage = file.form.finalStage;
    if (!stage || stage.effects.shell || file.form.escape === "`" || isWindows(stage)) return;
    const { cmd, entrypoint } = stage.effects;
    for (const start of [entrypoint, cmd]) if (start) yield* judge(start, stage);
  },
});

function* judge(start: Start, stage: Stage): Generator<Report> {
  const { command, keyword } = start;
  if (command?.form === "exec") {
    const script = command.strings[scriptIndex(command.strings.map(({ value }) => value))];
    if (!script || /(^|[;&|]\s{0,8})exec\s/.test(script.value))
      yield { proves: command.span, message: "No shell stays in front of the program." };
    return;
  }
  // What begins with a bracket was meant as JSON: that is another rule's business.
  if (!command || command.isBrokenJson || command.script.open) return;
  const handedOver = execedProgram(command.text);
  const rewrite = rewriteOf(command.text);
  const program = handedOver === undefined ? nameOf(rewrite) : unquoteShell(handedOver).text;
  yield {
    at: start.keywordSpan,
    severity: handedOver === undefined ? "warning" : "info",
    message:
      handedOver === undefined
        ? `${keyword} starts a shell, which need not tell ${program} when the container has to stop.`
        : `${keyword} starts a shell that makes way for \`${program}\`. A JSON array says so without it.`,
    fixes: rewrite ? fixesFor(start, rewrite, stage) : [],
  };
}

/** What the shell form starts, for a message. */
function nameOf(rewrite: Rewrite | undefined): string {
  const program = rewrite?.program;
  return program === undefined || program.includes("`") ? "the program" : `\`${program}\``;
}

function fixesFor(start: Start, rewrite: Rewrite, stage: Stage): Fix[] {
  const hasShell = !(stage.base && hasTool(stage.base, "sh") === false);
  if (rewrite.becomes !== "array" && !hasShell) return [];
  const { note, kind } = consequence(start, rewrite, stage);
  return [{ title: `${titleOf(rewrite)}${note}`, kind, edits: rewrite.edits }];
}

function titleOf({ becomes, program }: Rewrite): string {
  if (becomes === "array") return `Start \`${program}\` itself`;
  if (becomes === "script") return "Name the shell, which stays in front";
  return program === undefined ? "Write it as JSON" : `Let \`${program}\` take the place of the shell`;
}

/** What else changes: reasons to look at the result before it ships. */
function consequence(
  start: Start,
  { becomes, program }: Rewrite,
  stage: Stage,
): Pick<Fix, "kind"> & { note: string } {
  if (start.kind === "ENTRYPOINT") {
    const note = becomes === "array" ? "; arguments of CMD and `docker run` reach it then" : "";
    return { kind: "review", note };
  }
  if (stage.effects.entrypoint) return { kind: "review", note: "; ENTRYPOINT gets other arguments then" };
  // Without a first line `#!…` a script runs in a shell only.
  if (becomes === "array" && program?.endsWith(".sh"))
    return { kind: "review", note: "; it has to begin with `#!`" };
  return { kind: becomes === "script" ? "review" : "safe", note: "" };
}
