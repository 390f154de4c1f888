// VS Code's server and web workbench, from the npm package code-server: the host to use where the desktop
// VS Code cannot be downloaded, and the one the browser suite drives.
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { discard, ensureInstalled, npmInstall } from "./cache.mjs";
import { capture, onExit, start, within } from "./processes.mjs";

const codeServer = "4.139.1";
const node = "24.21.0";

const nodeBinary = path.join(
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const serverDir = path.join("node_modules", "code-server", "lib", "vscode");
const serverMain = path.join(serverDir, "out", "server-main.js");

/** Installs the server when it is not in the cache; returns the paths of its Node and of its main script. */
export async function ensureServer() {
  const folder = await ensureInstalled({
    name: `vscode-server-${codeServer}-node-${node}-${process.platform}-${process.arch}`,
    title: `the VS Code server (code-server ${codeServer})`,
    files: [nodeBinary, serverMain, path.join(serverDir, "node_modules", ".package-lock.json")],
    install,
  });
  return { folder, node: path.join(folder, nodeBinary), main: path.join(folder, serverMain) };
}

async function install(folder) {
  await npmInstall(folder, [`code-server@${codeServer}`, `node@${node}`]);
  // The package `node` fetches the binary in its install script, the only script that we want to run.
  const nodePackage = path.join(folder, "node_modules", "node");
  const fetched = await capture(process.execPath, ["installArchSpecificPackage"], { cwd: nodePackage });
  if (fetched.code !== 0) throw new Error(`fetching Node ${node} failed:\n${fetched.output.trim()}`);
  // Half of what that script leaves behind is a second copy of the binary.
  await rm(path.join(nodePackage, "node_modules"), { recursive: true, force: true });
  await npmInstall(path.join(folder, serverDir), []);
}

/**
 * Starts a server on a free port of the loopback interface, with a data folder of its own that is removed
 * when it stops. A server that does not come up is installed anew, once. `settings` are the user settings of
 * workbenches that have no user data of their own.
 */
export async function startServer(settings = {}) {
  const paths = await ensureServer();
  try {
    return await launch(paths, settings);
  } catch (error) {
    console.log(`The VS Code server did not start (${error.message}); installing it again`);
    await discard(paths.folder);
    return launch(await ensureServer(), settings);
  }
}

async function launch(paths, settings) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "liftoff-server-"));
  const user = path.join(dataDir, "data", "User");
  await mkdir(user, { recursive: true });
  await writeFile(path.join(user, "settings.json"), JSON.stringify(settings, undefined, 2));
  const removeData = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  const forget = onExit(removeData);
  const server = start(paths.node, [paths.main, ...flags(dataDir)], {
    cwd: dataDir,
    stdio: ["ignore", "pipe", "pipe"],
    env: serverEnvironment(),
  });
  const stop = async () => {
    server.stop();
    await server.exited;
    forget();
    removeData();
  };
  try {
    const port = await within(60_000, listeningPort(server), "no answer within 60 s");
    return { port, origin: `http://127.0.0.1:${port}`, dataDir, exited: server.exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function flags(dataDir) {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"],
    ...["--server-data-dir", dataDir, "--telemetry-level", "off", "--enable-smoke-test-driver"],
  ];
}

/** Our own environment, without what a surrounding VS Code or Node process left in it. */
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept);
}

function listeningPort({ child, exited }) {
  return new Promise((resolve, reject) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        // Once the port is known the rest is the server's log, read only to keep the pipe from filling.
        if (output.length < 100_000) output += text;
        const found = /Extension host agent listening on (\d+)/.exec(output);
        if (found) resolve(Number(found[1]));
      });
    }
    exited.then(({ code, error }) => {
      reject(new Error(error?.message ?? `exit code ${code}: ${output.trim().slice(-400)}`));
    });
  });
}
