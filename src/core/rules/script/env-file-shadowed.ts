import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { ShellUnit } from "../../files/shell/unit";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { callOf, composeOf } from "./commands";
import { lineAbove } from "./insert";
import { isForOthers } from "./purpose";

export const envFileShadowed = defineRule({
  id: "script/env-file-shadowed",
  on: "shell",
  severity: "warning",
  title: "Let the environment file decide which release runs",
  why: "Compose takes a variable of the shell before one of a file. While the script has it exported, whatever it writes into the file counts for nothing, and going back starts the broken release again.",
  references: ["https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: `#!/usr/bin/env bash
set -Eeuo pipefail
previous="$(sed -n 's/^IMAGE_TAG=//p' .env.release)"
«export IMAGE_TAG="$1"»
docker compose pull
if ! docker compose up -d --wait; then
  echo "IMAGE_TAG=$previous" >.env.release
  docker compose --env-file .env.release up -d --wait
fi
`,
      good: `#!/usr/bin/env bash
set -Eeuo pipefail
previous="$(sed -n 's/^IMAGE_TAG=//p' .env.release)"
export IMAGE_TAG="$1"
docker compose pull
if ! docker compose up -d --wait; then
  echo "IMAGE_TAG=$previous" >.env.release
  unset IMAGE_TAG
  docker compose --env-file .env.release up -d --wait
fi
`,
    },
  ],
  *check({ file }) {
    if (!file.form.clean || isForOthers(file)) return;
    for (const unit of file.form.units) {
      const calls = unit.commands.filter((command) => composeOf(callOf(command))?.verb === "up");
      if (calls.length === 0) continue;
      const writes = firstWrites(unit);
      for (const { name, at } of exportsIn(unit)) {
        const write = writes.get(name);
        // The first start behind a line that writes another value into the file.
        const call = calls.find(
          ({ span }) => span.start > at.start && write !== undefined && write < span.start,
        );
        if (!call || isUnset(unit, name, at.start, call.span.start)) continue;
        yield {
          at,
          message: `Compose takes ${name} from the shell, whatever the script writes into the file.`,
          fixes: fixesFor(file, unit, call, name),
        };
      }
    }
  },
});

/** Variables that the shell hands to what it starts. */
function exportsIn({ assignments, commands }: ShellUnit): { name: string; at: Span }[] {
  const later = new Map<string, Span>();
  for (const command of commands) {
    if (command.name !== "export") continue;
    for (const { text } of command.args) if (/^[A-Za-z_]\w*$/.test(text)) later.set(text, command.span);
  }
  const found = new Map<string, Span>();
  for (const { name, exported, command } of assignments) {
    const at = exported ? command.span : later.get(name);
    if (at && !found.has(name)) found.set(name, at);
  }
  return [...found].map(([name, at]) => ({ name, at }));
}

/** Where each variable first gets another value than its own in an environment file. */
function firstWrites({ commands }: ShellUnit): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { name, at, sameValue } of commands.flatMap(writesOf)) {
    if (!sameValue) first.set(name, Math.min(at, first.get(name) ?? at));
  }
  return first;
}

interface Write {
  readonly name: string;
  readonly at: number;
  /** Whether the value is that of the variable itself. */
  readonly sameValue: boolean;
}

const assignment = /(?:^|[^\w$])([A-Z][A-Z0-9_]{1,60})=([^\s"']*)/g;
const envFile = /(?:^|\/)\.env(?:[.\w-]*)$|\.env$/;

/** The variables that `command` writes into an environment file. */
function writesOf(command: ShellCommand): Write[] {
  const tool = toolOf(command);
  const target = command.redirects.some(
    ({ operator, target: word }) => /^1?>>?\|?$/.test(operator) && word !== undefined && isEnvFile(word.text),
  );
  const isEdit = tool === "sed" && command.args.some(({ text }) => /^-\w*i/.test(text));
  if (!target && !(isEdit && command.args.some(({ text }) => isEnvFile(text)))) return [];
  const texts = [
    ...command.args.map(({ text }) => text),
    ...command.redirects.flatMap(({ heredoc }) => (heredoc ? [heredoc.text.text] : [])),
  ];
  // `printf 'TAG=%s\n' "$TAG"`: the value is another argument.
  const all = texts.join(" ");
  return [...all.matchAll(assignment)].map(([, name = "", value = ""]) => ({
    name,
    at: command.span.start,
    sameValue: new RegExp(`^\\$\\{?${name}\\b`).test(
      value.startsWith("%s") ? (command.args.at(-1)?.text ?? "") : value,
    ),
  }));
}

/** A file of variables, or one that is moved there once it is whole. */
function isEnvFile(path: string): boolean {
  return envFile.test(path.replace(/\.(?:new|tmp|partial)$/, ""));
}

function isUnset({ commands }: ShellUnit, name: string, from: number, to: number): boolean {
  return commands.some(
    (command) =>
      command.name === "unset" &&
      command.span.start > from &&
      command.span.start < to &&
      command.args.some(({ text }) => text === name),
  );
}

function fixesFor(file: SourceFile<"shell">, unit: ShellUnit, call: ShellCommand, name: string): Fix[] {
  if (unit !== file.form.main) return [];
  // A script that reads the variable later needs it.
  const isRead = new RegExp(`\\$\\{?${name}\\b`).test(file.text.slice(call.span.start));
  const edit = isRead ? undefined : lineAbove(file, call, `unset ${name}`);
  return edit ? [{ title: `Take ${name} out of the shell before`, kind: "review", edits: [edit] }] : [];
}
