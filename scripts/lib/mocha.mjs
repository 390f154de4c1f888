// Runs bundled test files with mocha in a process of its own, and brings the counts back.
import { fileURLToPath } from "node:url";
import { start, within } from "./processes.mjs";
import { root } from "./project.mjs";

const limit = 10 * 60_000;

/**
 * Resolves to { passed, failed, skipped }. `reporter` is one of mocha's, `timeout` is for one test, in
 * milliseconds, `env` is added to the environment. Rejects when the process ends without a result.
 */
export async function runMocha({ title, files, reporter, timeout, grep, env = {} }) {
  const request = { files, reporter, timeout, grep };
  const script = fileURLToPath(import.meta.url);
  const { child, exited, stop } = start(process.execPath, ["--enable-source-maps", script], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    endWith: "SIGTERM", // so that browser sessions remove their folders
  });
  let result;
  child.on("message", (message) => {
    result = message;
  });
  child.send(request);
  try {
    await within(limit, exited, `the ${title} tests did not end within 10 minutes`);
  } finally {
    stop("SIGKILL");
  }
  if (!result) throw new Error(`the ${title} tests ended without a result`);
  return result;
}

async function runInThisProcess({ files, reporter, timeout, grep }) {
  const { default: Mocha } = await import("mocha");
  const color = Boolean(process.stdout.isTTY);
  const mocha = new Mocha({ ui: "bdd", reporter, timeout, color, ...(grep ? { grep } : {}) });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const runner = mocha.run(() => {
    const { passes, failures, pending } = runner.stats;
    // A test that leaves a socket or a timer behind must not keep the run alive.
    process.send({ passed: passes, failed: failures, skipped: pending }, () => process.exit(0));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.once("message", runInThisProcess);
