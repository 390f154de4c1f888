import { type Command, commandsOf, scriptIndex } from "../../files/dockerfile/command";
import type { ShellCommand } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { programOf } from "../program";
import { isWindows } from "./windows";

/** A program that runs when the container starts. */
export interface Started {
  /** With what only starts it taken off. */
  readonly program: ShellCommand;
  /** How its words are written: one string each, as shell text, or as shell text inside a string. */
  readonly form: "exec" | "shell" | "script";
}

/**
 * What the container of `stage` starts, in order: ENTRYPOINT with the arguments of CMD, or CMD, as Docker puts them
 * together. Empty where nothing is written and for the shells of Windows.
 */
export function startedBy(stage: Stage): readonly Started[] {
  const command = startCommand(stage);
  if (!command || isForWindows(stage)) return [];
  const form = command.form === "shell" ? "shell" : hasScript(command) ? "script" : "exec";
  return commandsOf(command)
    .filter(({ isSubstitution }) => !isSubstitution)
    .map((each) => ({ program: programOf(each), form }));
}

/** ENTRYPOINT and CMD of `stage` as one command; undefined when neither is written. */
function startCommand({ effects }: Stage): Command | undefined {
  const entrypoint = effects.entrypoint?.command;
  const cmd = effects.cmd?.command;
  if (!entrypoint) return cmd;
  if (entrypoint.form === "shell" || !cmd) return entrypoint;
  // Behind an entry point the shell form is the three arguments `/bin/sh -c "…"`, which scripts and inits run.
  if (cmd.form === "shell") return hasScript(entrypoint) ? entrypoint : cmd;
  return { form: "exec", strings: [...entrypoint.strings, ...cmd.strings], span: cmd.span };
}

function hasScript(command: Command): boolean {
  return command.form === "exec" && scriptIndex(command.strings.map(({ value }) => value)) >= 0;
}

function isForWindows(stage: Stage): boolean {
  const shell = stage.effects.shell?.command;
  const name = shell?.form === "exec" ? (shell.strings[0]?.value ?? "") : "";
  return isWindows(stage) || /(cmd|powershell|pwsh)(\.exe)?$/i.test(name);
}

/** Adds arguments behind the last one of a program. */
export function addArguments({ program, form }: Started, words: readonly string[]): TextEdit | undefined {
  const last = program.words.at(-1);
  if (!last || last.text === "") return undefined;
  if (form === "exec")
    return insertion(last.span.end + 1, words.map((word) => `, ${JSON.stringify(word)}`).join(""));
  return insertion(last.span.end, words.map((word) => ` ${word}`).join(""));
}

/** Takes the word at `at` out of a program of `text`, with what divides it from its neighbour. */
export function removeWord({ program, form }: Started, at: Span, text: string): TextEdit | undefined {
  const { words } = program;
  const index = words.findIndex((word) => word.span.start === at.start && word.span.end === at.end);
  const quote = form === "exec" ? 1 : 0;
  const [before, after] = [words[index - 1], words[index + 1]];
  const start = before && before.span.end + quote;
  if (index < 0) return undefined;
  if (start !== undefined && divides(text.slice(start, at.start - quote)))
    return replacement(span(start, at.end + quote), "");
  const end = after && after.span.start - quote;
  return end !== undefined && divides(text.slice(at.end + quote, end))
    ? replacement(span(at.start - quote, end), "")
    : undefined;
}

/** Whether nothing stands between two words but blanks, commas and continued line ends. */
function divides(between: string): boolean {
  return /^[\s,\\`]*$/.test(between);
}
