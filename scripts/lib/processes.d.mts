import type { ChildProcess, SpawnOptions } from "node:child_process";

/** See processes.mjs. */
export function start(
  command: string,
  args: readonly string[],
  options?: SpawnOptions & { endWith?: NodeJS.Signals },
): {
  readonly child: ChildProcess;
  readonly exited: Promise<{
    readonly code: number | null;
    readonly signal?: NodeJS.Signals | null;
    readonly error?: Error;
  }>;
  stop(signal?: NodeJS.Signals): void;
};

/** See processes.mjs. */
export function onExit(cleanup: () => void): () => boolean;
