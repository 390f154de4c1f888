import type { Span } from "../../text/span";
import { type JsonArray, parseJsonArray } from "./json-form";
import type { LogicalText } from "./logical";
import { parseShell, type ShellCommand, type ShellScript, type ShellWord, toolOf } from "./shell";

/** `["node", "server.js"]`: run as it is. */
export interface ExecCommand extends JsonArray {
  readonly form: "exec";
}

/** `node server.js`: run through the stage's shell. */
export interface ShellFormCommand {
  readonly form: "shell";
  readonly span: Span;
  readonly text: LogicalText;
  readonly script: ShellScript;
  /** Begins with `[`, but is no JSON array of strings, so that a shell gets it after all. */
  readonly isBrokenJson: boolean;
}

/** What RUN, CMD, ENTRYPOINT, SHELL and HEALTHCHECK run. */
export type Command = ExecCommand | ShellFormCommand;

/** Reads the arguments of such an instruction; undefined when there are none. */
export function parseCommand(text: LogicalText): Command | undefined {
  if (text.length === 0) return undefined;
  const array = parseJsonArray(text);
  return array ? { form: "exec", ...array } : shellForm(text);
}

/** `text` as shell text, whatever it begins with; parsed on first use. */
export function shellForm(text: LogicalText): ShellFormCommand {
  let script: ShellScript | undefined;
  return {
    form: "shell",
    span: text.span,
    text,
    get script() {
      script ??= parseShell(text);
      return script;
    },
    isBrokenJson: text.text.startsWith("["),
  };
}

const shells = new Set(["sh", "bash", "ash", "dash", "zsh", "ksh", "fish", "busybox"]);
const windowsShells = new Set(["cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe"]);

/** Whether `name` (a path or not) is a shell, of Windows too. */
export function isShell(name: string): boolean {
  const tool = toolOf({ name: name.replaceAll("\\", "/") });
  return shells.has(tool) || windowsShells.has(tool.toLowerCase());
}

/**
 * The index of the script in an argument list such as `sh -ec "…"` or `tini -- bash -c "…"`; -1 when no shell is
 * asked to run one.
 */
export function scriptIndex(argv: readonly string[]): number {
  const shell = argv.findIndex(isShell);
  if (shell < 0) return -1;
  for (let i = shell + 1; i < argv.length; i++) {
    const option = argv[i] ?? "";
    if (/^-[A-Za-z]*c$/.test(option) || /^(\/c|-command)$/i.test(option))
      return i + 1 < argv.length ? i + 1 : -1;
  }
  return -1;
}

/** The commands that run: those of the shell text, of the script of `["sh", "-c", "…"]`, or the one of an exec form. */
export function commandsOf(command: Command | undefined): readonly ShellCommand[] {
  if (!command) return [];
  if (command.form === "shell") return command.script.commands;
  const script = command.strings[scriptIndex(command.strings.map(({ value }) => value))];
  if (script) return parseShell(script.text).commands;
  const words: ShellWord[] = command.strings.map(({ value, text, span }) => {
    return { raw: text.text, text: value, value, span: text.length > 0 ? text.span : span };
  });
  if (words.length === 0) return [];
  return [
    {
      name: words[0]?.text ?? "",
      words,
      args: words.slice(1),
      envPrefix: [],
      redirects: [],
      span: command.span,
      before: undefined,
      pipedFrom: undefined,
      isCondition: false,
      isSubstitution: false,
    },
  ];
}
