import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Severity } from "../core/api";
import { CannotRun } from "./exit";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Parses the arguments of one command. Throws `CannotRun` with a sentence on an unknown option. */
export function readArgs<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CannotRun(`${message.split(". ")[0]}. See liftoff --help.`);
  }
}

/** `value` as one of `choices`. Throws `CannotRun` naming them otherwise. */
export function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new CannotRun(`${option} takes ${choices.join(", ")}; got ${value}`);
  return found;
}

export const severities = ["error", "warning", "info", "hint"] as const satisfies readonly Severity[];
