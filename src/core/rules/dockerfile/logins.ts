import { commandsOf } from "../../files/dockerfile/command";
import type { RunInstruction } from "../../files/dockerfile/instruction";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Span } from "../../text/span";

/** A command that leaves a credential behind in the layer of its RUN. */
export interface Login {
  readonly at: Span;
  /** The command as far as it is always the same: `aws configure set`. */
  readonly name: string;
  /** Whether the credential itself is written in the file. */
  readonly isLiteral: boolean;
}

interface Shape {
  readonly words: readonly string[];
  /** The word or option behind which the credential stands; all of them store what they are given. */
  readonly behind: RegExp;
}

const shapes: Readonly<Record<string, Shape>> = {
  aws: { words: ["configure", "set"], behind: /^aws_(?:access_key_id|secret_access_key|session_token)$/ },
  gcloud: { words: ["auth", "activate-service-account"], behind: /^--key-file\b/ },
  az: { words: ["login"], behind: /^(?:-p|--password|--federated-token)(?:=|$)/ },
  doctl: { words: ["auth", "init"], behind: /^(?:-t|--access-token)(?:=|$)/ },
  docker: { words: ["login"], behind: /^(?:-p|--password)(?:=|$)/ },
  podman: { words: ["login"], behind: /^(?:-p|--password)(?:=|$)/ },
};

/** The commands of a RUN that log in to a service without a secret that is mounted for it. */
export function loginsIn(run: RunInstruction): Login[] {
  if (run.mounts.some(({ type }) => type === "secret")) return [];
  return run.scripts.flatMap((script) => commandsOf(script).flatMap((command) => loginOf(command) ?? []));
}

function loginOf(command: ShellCommand): Login | undefined {
  const tool = toolOf(command);
  const shape = Object.hasOwn(shapes, tool) ? shapes[tool] : undefined;
  if (!shape?.words.every((word, i) => command.args[i]?.text === word)) return undefined;
  const at = command.args.findIndex(({ text }) => shape.behind.test(text));
  if (at < 0) return undefined;
  const key = command.args[at];
  const value = key?.text.includes("=") ? key : command.args[at + 1];
  return {
    at: command.span,
    name: [tool, ...shape.words].join(" "),
    isLiteral: tool !== "gcloud" && value?.value !== undefined,
  };
}
