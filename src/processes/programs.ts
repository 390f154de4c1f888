import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

/** Whether programs can be started here at all; `no-programs` says the contrary in a browser. */
export const canStartPrograms: boolean = true;

/** More than this is no report that anybody reads, in bytes. */
const MAX_OUTPUT = 20_000_000;

export interface RunOptions {
  /** The folder that the program works in. */
  readonly cwd: string;
  /** After this long it is stopped, in milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** How a program ended: by itself, with what it printed, or not at all. */
export type Ending =
  | { readonly how: "exited"; readonly code: number; readonly out: string; readonly err: string }
  | { readonly how: "cancelled" | "timed-out" | "too-much-output" }
  | { readonly how: "failed"; readonly reason: string };

/**
 * The absolute path of the program `name` on the user's PATH; undefined where it is not there. Folders that are not
 * absolute are left out, so that nothing in a workspace is ever taken for it.
 */
export async function programOnPath(name: string): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const file = process.platform === "win32" ? `${name}.exe` : name;
  for (const folder of folders) {
    const candidate = path.join(folder, file);
    if (await isProgram(candidate)) return candidate;
  }
  return undefined;
}

/** Whether an absolute path names a file that may be run. */
export async function isProgram(file: string): Promise<boolean> {
  if (!path.isAbsolute(file)) return false;
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs `program` (an absolute path) without a shell and with nothing to read, and waits for its end. Never rejects. A
 * program that is stopped gets no time to clean up.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, timeout, signal }: RunOptions,
): Promise<Ending> {
  return new Promise((resolve) => {
    const options = {
      cwd,
      timeout,
      env: { ...process.env, NO_COLOR: "1" },
      killSignal: "SIGKILL" as const,
      maxBuffer: MAX_OUTPUT,
      windowsHide: true,
      encoding: "utf8" as const,
      ...(signal ? { signal } : {}),
    };
    try {
      const child = execFile(program, args, options, (error, out, err) => {
        if (!error) resolve({ how: "exited", code: 0, out, err });
        else if (signal?.aborted) resolve({ how: "cancelled" });
        else if (typeof error.code === "number") resolve({ how: "exited", code: error.code, out, err });
        else if (String(error.code) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER")
          resolve({ how: "too-much-output" });
        else if (error.killed) resolve({ how: "timed-out" });
        else resolve({ how: "failed", reason: error.message });
      });
      child.stdin?.on("error", () => {});
      child.stdin?.end();
    } catch (error) {
      resolve({ how: "failed", reason: error instanceof Error ? error.message : String(error) });
    }
  });
}
