import { type LogOutputChannel, window } from "vscode";

export type Log = LogOutputChannel;

/** The output channel "Liftoff". Its level is the user's choice (Developer: Set Log Level); it never opens by itself. */
export function createLog(): Log {
  return window.createOutputChannel("Liftoff", { log: true });
}

/** What went wrong, with the stack where there is one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
