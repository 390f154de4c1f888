// npm start [folder]: builds the extension and opens VS Code with it, on a copy of the sample workspace or on
// the folder named. Stays until VS Code is closed or Ctrl+C.
import { existsSync, rmSync, statSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { onExit, run, runNode } from "./lib/processes.mjs";
import { at, root } from "./lib/project.mjs";

const sample = "samples/launch-demo";
const settings = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

async function main() {
  const [named] = process.argv.slice(2);
  const folder = named && path.resolve(process.env.INIT_CWD ?? process.cwd(), named);
  if (folder && !(existsSync(folder) && statSync(folder).isDirectory())) {
    throw new Error(`${folder} is not a folder`);
  }
  await ensureDependencies();
  if ((await runNode(at("scripts/build.mjs"), ["--dev"], { cwd: root })) !== 0)
    throw new Error("the build failed");
  const dir = await temporaryFolder();
  const opened = folder ?? (await copySample(dir));
  const { downloadedDesktop, installedDesktop } = await import("./lib/desktop.mjs");
  const installed = installedDesktop();
  const desktop = installed ? { executable: installed } : await downloadedDesktop();
  if (desktop.executable) await openDesktop(desktop.executable, opened, dir);
  else await serve(opened, desktop.missing);
}

async function temporaryFolder() {
  const dir = await mkdtemp(path.join(os.tmpdir(), "liftoff-start-"));
  onExit(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  return dir;
}

/** The sample is there to be edited; a copy keeps the repository clean. */
async function copySample(dir) {
  const copy = path.join(dir, path.basename(sample));
  await cp(at(sample), copy, { recursive: true });
  return copy;
}

async function openDesktop(executable, folder, dir) {
  console.log(`Opening ${folder} in ${executable}`);
  const args = [
    folder,
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${path.join(dir, "user")}`,
    `--extensions-dir=${path.join(dir, "extensions")}`,
    ...["--new-window", "--wait", "--disable-workspace-trust", "--skip-welcome", "--skip-release-notes"],
  ];
  const code = await run(executable, args, { shell: executable.endsWith(".cmd") });
  if (code !== 0) throw new Error(`VS Code ended with code ${code}`);
}

async function serve(folder, reason) {
  console.log(`Using the VS Code server: ${reason}`);
  const { startServer } = await import("./lib/vscode-server.mjs");
  const { workbenchAddress } = await import("./lib/workbench.mjs");
  const server = await startServer(settings);
  const address = workbenchAddress({ origin: server.origin, opened: folder, extensionPath: root });
  const short = await redirectTo(address);
  console.log(`\nLiftoff is ready, on ${folder}\n\n  ${short}\n\nCtrl+C ends it.`);
  const { code } = await server.exited;
  throw new Error(`the VS Code server ended with code ${code}`);
}

/** The workbench's address carries its options and fills four lines; people copy this one instead. */
function redirectTo(address) {
  const redirect = createServer((_, response) => response.writeHead(302, { location: address }).end());
  return new Promise((resolve, reject) => {
    redirect.once("error", reject);
    redirect.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${redirect.address().port}/`));
  });
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(`start: ${error.message}`);
  process.exit(1);
}
