import { LogicalText } from "../../files/dockerfile/logical";
import { parseShell, type ShellCommand } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { type DevCommand, devCommandIn } from "../dev-command";
import { isLoopback, portValue, type Server, type Setting, serverIn } from "../dockerfile/server";
import { addArguments, removeWord, type Started } from "../dockerfile/start";
import { programOf } from "../program";
import type { Fix, Problem } from "../rule";

/** A program that a command of a platform starts. */
export interface Start {
  readonly program: ShellCommand;
  readonly dev: DevCommand | undefined;
  readonly server: Server | undefined;
}

/** The programs in a command whose text stands at `offset`; none when a quote is left open. */
export function startsIn(command: string, offset: number): readonly Start[] {
  const { commands, open } = parseShell(LogicalText.of(command, offset));
  if (open) return [];
  return commands
    .filter(({ isSubstitution }) => !isSubstitution)
    .map((each) => {
      const started: Started = { program: programOf(each), form: "shell" };
      return { program: started.program, dev: devCommandIn(each), server: serverIn(started) };
    });
}

/** The fixes of a start that is made for development. */
export function devFixes(
  { at, what, removable, instead }: DevCommand,
  server: Server | undefined,
  { text }: SourceFile,
): Fix[] {
  if (instead !== undefined)
    return [{ title: `Run ${instead} instead`, kind: "review", edits: [replacement(at, instead)] }];
  const edit = removable && server ? removeWord(server.started, at, text) : undefined;
  return edit ? [{ title: `Remove ${what}`, kind: "review", edits: [edit] }] : [];
}

/**
 * Why nobody reaches a server on a `platform` that says in PORT where it sends requests; undefined when they arrive, or
 * when that is decided elsewhere.
 */
export function unreachable(server: Server, platform: string): Problem | undefined {
  const { name, host, port, kind, isOpen, started } = server;
  if (isOpen) return undefined;
  if (host && isLoopback(host.text) && host.text !== "") {
    const edits = isPlain(host) ? [replacement(host.at, "0.0.0.0")] : [];
    return {
      at: host.at,
      message: `${name} listens at ${host.text} only, where ${platform}'s router does not reach it.`,
      fixes: edits.length > 0 ? [{ title: "Listen at 0.0.0.0", kind: "review", edits }] : [],
    };
  }
  if (port) {
    const value = portValue(port.text);
    if (value?.variable !== undefined || value?.value === undefined) return undefined;
    return {
      at: port.at,
      message: `${name} listens at ${port.text}, and ${platform} sends requests to the port in PORT.`,
      fixes: isPlain(port)
        ? [{ title: "Listen at $PORT", kind: "review", edits: [replacement(port.at, "$PORT")] }]
        : [],
    };
  }
  // Gunicorn reads PORT by itself, and then listens to all.
  if (kind.readsPort || !kind.port || kind.usualPort === 0) return undefined;
  const [word] = started.program.words;
  const [option] = kind.port;
  if (!word || option === undefined || (host && host.text === "")) return undefined;
  const extra = [...(host || !kind.isLocal ? [] : kind.open), option, "$PORT"];
  const edit = addArguments(started, extra);
  return {
    at: word.span,
    message: `${name} listens at ${kind.usualPort}, its own port, and ${platform} sends requests to the port in PORT.`,
    fixes: edit ? [{ title: `Add \`${extra.join(" ")}\``, kind: "review", edits: [edit] }] : [],
  };
}

function isPlain({ text, at }: Setting): boolean {
  return at.end - at.start === text.length;
}
