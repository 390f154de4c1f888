// Child processes that never outlive us: each is stopped with everything it started.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

const windows = process.platform === "win32";
const running = new Set();
const cleanups = new Set();

/**
 * Runs `cleanup` when the script ends, however it ends short of SIGKILL, after the processes it started were
 * stopped. It must be synchronous. Returns a function that takes it back.
 */
export function onExit(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

process.on("exit", () => {
  for (const stop of [...running]) stop();
  for (const cleanup of cleanups) cleanup();
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

// npm passes SIGTERM to the shell between us, which dies of it and leaves us running: notice and follow.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(128 + constants.signals.SIGTERM);
  }, 1_000).unref();
}

/**
 * Starts a process in a group of its own. `stop(signal)` ends the whole group, and so does our own end;
 * a process that has to clean up behind itself asks for `endWith: "SIGTERM"`.
 */
export function start(command, args, { endWith = "SIGKILL", ...options } = {}) {
  const child = spawn(command, args, { detached: !windows, windowsHide: true, ...options });
  const stop = (signal = endWith) => {
    running.delete(stop);
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (windows) spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    else if (options.detached === false) child.kill(signal);
    else killGroup(child.pid, signal);
  };
  running.add(stop);
  // Without a listener a missing executable would throw past the caller; `exited` reports it instead.
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  exited.then(() => running.delete(stop));
  return { child, exited, stop };
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Runs a command to its end with inherited output; resolves to its exit code (1 when it could not start). */
export async function run(command, args, options = {}) {
  // The terminal's Ctrl+C must reach the child too, so it stays in our process group.
  const { exited } = start(command, args, {
    ...{ stdio: "inherit", detached: false, endWith: "SIGTERM" },
    ...options,
  });
  const { code, error } = await exited;
  if (error) console.error(`${command}: ${error.message}`);
  return code ?? 1;
}

/** Runs a Node script (path of a .js or .mjs file) to its end; resolves to its exit code. */
export function runNode(script, args = [], options = {}) {
  return run(process.execPath, [script, ...args], options);
}

/** Runs a command quietly; resolves to { code, output }, output being stdout and stderr together. */
export async function capture(command, args, options = {}) {
  const { child, exited } = start(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const { code, error } = await exited;
  return { code: code ?? 1, output: error ? error.message : output };
}

/** How to call npm: the very npm that runs us when there is one, so that no PATH or shell is involved. */
export function npm(args) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script))
    return { command: process.execPath, args: [script, ...args] };
  return { command: windows ? "npm.cmd" : "npm", args, options: { shell: windows } };
}

/** Rejects with `message` when `promise` takes longer than `milliseconds`. */
export async function within(milliseconds, promise, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
