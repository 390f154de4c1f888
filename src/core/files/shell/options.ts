import { type ShellCommand, toolOf } from "../dockerfile/shell";

/** What of strict mode is in force. */
export interface ShellOptions {
  /** `set -e` */
  readonly errexit: boolean;
  /** `set -u` */
  readonly nounset: boolean;
  readonly pipefail: boolean;
}

export const noOptions: ShellOptions = { errexit: false, nounset: false, pipefail: false };

const letters: Readonly<Record<string, keyof ShellOptions>> = { e: "errexit", u: "nounset" };

function isOption(name: string): name is keyof ShellOptions {
  return Object.hasOwn(noOptions, name);
}

/** The options of `before` after arguments such as `-Eeuo pipefail` or `+e`: those of `set`, of a shell, of a `#!` line. */
export function withArguments(before: ShellOptions, args: readonly string[]): ShellOptions {
  const after = { ...before };
  for (let i = 0; i < args.length; i++) {
    const match = /^([-+])([A-Za-z]+)$/.exec(args[i] ?? "");
    if (!match) {
      if (args[i] === "--" || args[i] === "-") break;
      continue;
    }
    const on = match[1] === "-";
    for (const letter of match[2] ?? "") {
      const name = letter === "o" ? args[i + 1] : letters[letter];
      if (name !== undefined && isOption(name)) after[name] = on;
    }
    if (match[2]?.includes("o")) i++;
  }
  return after;
}

/** Whether `command` is `set` with options. */
export function isSet(command: ShellCommand): boolean {
  return toolOf(command) === "set" && command.args.length > 0;
}

/** The options after `command`; the same when it sets none. */
export function optionsAfter(before: ShellOptions, command: ShellCommand): ShellOptions {
  return isSet(command)
    ? withArguments(
        before,
        command.args.map(({ text }) => text),
      )
    : before;
}
