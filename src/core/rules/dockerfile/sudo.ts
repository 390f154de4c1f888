import { commandsOf } from "../../files/dockerfile/command";
import type { Instruction } from "../../files/dockerfile/instruction";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { isRoot } from "./account";
import { everyInstruction } from "./every-instruction";

export const sudo = defineRule({
  id: "dockerfile/sudo",
  on: "dockerfile",
  severity: "warning",
  title: "Choose the user with USER instead of sudo",
  why: "A build runs as root already, and where it does not, an account that may use sudo without a password is root for everybody who breaks into the container.",
  references: ["https://docs.docker.com/build/building/best-practices/#user"],
  equivalents: ["hadolint DL3004", "trivy DS-0010", "checkov CKV2_DOCKER_1"],
  fix: "review",
  examples: [
    {
      bad: "FROM debian:13-slim\nRUN «sudo» apt-get update\n",
      good: "FROM debian:13-slim\nRUN apt-get update\n",
    },
    {
      title: "as another user",
      bad: "FROM debian:13-slim\nUSER app\nRUN «sudo» apt-get update\n",
      good: "FROM debian:13-slim\nUSER root\nRUN apt-get update\nUSER app\n",
      fix: null,
    },
  ],
  *check({ file }) {
    for (const { instruction, stage } of everyInstruction(file.form)) {
      if (instruction.kind !== "RUN") continue;
      const user = userOf(instruction, stage);
      for (const command of instruction.scripts.flatMap((script) => commandsOf(script))) {
        const [word] = command.words;
        if (!word || toolOf(command) !== "sudo") continue;
        yield {
          at: word.span,
          message:
            user === "other"
              ? "This needs `sudo` because another user than root is set. Set USER root for the step, and the user again behind it."
              : "A build runs as root unless USER says otherwise, so `sudo` has no use here.",
          fixes: user === "root" ? fixesFor(command, file.text) : [],
        };
      }
    }
  },
});

/** Who runs `instruction`: what the base image says is known of official images only. */
function userOf(instruction: Instruction, stage: Stage | undefined): "root" | "other" | "unknown" {
  if (!stage) return "unknown";
  const user =
    stage.all("USER").findLast(({ index }) => index < instruction.index) ?? stage.parent?.effects.user;
  if (!user?.value) return stage.base?.official === undefined ? "unknown" : "root";
  const name = stage.expand(user.value, instruction.index).text;
  if (name === undefined) return "unknown";
  return isRoot(name) ? "root" : "other";
}

/** Only where nothing but the name has to go: options of sudo mean something. */
function fixesFor({ words }: ShellCommand, text: string): Fix[] {
  const [word, next] = words;
  if (!word || !next || next.text.startsWith("-") || next.text.includes("=")) return [];
  const at = { start: word.span.start, end: next.span.start };
  if (!/^[ \t]+$/.test(text.slice(word.span.end, at.end))) return [];
  return [{ title: `Run \`${next.text}\` without sudo`, kind: "review", edits: [replacement(at, "")] }];
}
