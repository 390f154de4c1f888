import { setTimeout as pause } from "node:timers/promises";
import { start } from "../../../scripts/lib/processes.mjs";
import { listens } from "./http";

/** How long a server may take until it listens, in milliseconds. */
const patience = 20_000;
const interval = 20;

export interface Running {
  stop(): Promise<void>;
  /** Asks it to end, as a platform does before it takes an instance away. */
  terminate(): void;
  /** What it has printed so far. */
  output(): string;
}

/** Starts a server and resolves once it takes connections at all of `ports`; rejects with its output when it does not. */
export async function startServer(
  command: string,
  args: readonly string[],
  { cwd, env, ports }: { cwd: string; env: NodeJS.ProcessEnv; ports: readonly number[] },
): Promise<Running> {
  const { child, exited, stop } = start(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  let ended = false;
  void exited.then(({ error }) => {
    ended = true;
    if (error) text += error.message;
  });
  const deadline = Date.now() + patience;
  for (const port of ports) {
    while (!(await listens(port))) {
      if (ended || Date.now() > deadline) {
        stop();
        throw new Error(`${command} ${args.join(" ")} does not listen on port ${port}:\n${text}`);
      }
      await pause(interval);
    }
  }
  return {
    output: () => text,
    terminate: () => stop("SIGTERM"),
    async stop() {
      stop("SIGKILL");
      await exited;
    },
  };
}
