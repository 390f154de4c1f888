// The desktop VS Code: finding or downloading it, and running a suite in one of its windows.
import { accessSync, constants, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "./processes.mjs";
import { at } from "./project.mjs";

const cachePath = at(".vscode-test");
const patience = 5_000;

/**
 * Resolves to { executable } of a VS Code that @vscode/test-electron downloaded, now or before, or to
 * { missing: reason }. `LIFTOFF_VSCODE` decides instead when it is set: "server", or the path of an executable.
 */
export async function downloadedDesktop() {
  const wish = process.env.LIFTOFF_VSCODE;
  if (wish === "server") return { missing: "LIFTOFF_VSCODE asks for the server" };
  if (wish) return { executable: wish };
  if (!hasDisplay()) return { missing: "this machine has no display" };
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  if (!hasDownload() && !(await downloadHostAnswers())) {
    return { missing: "update.code.visualstudio.com does not answer" };
  }
  try {
    return { executable: await downloadAndUnzipVSCode({ version: "stable", cachePath }) };
  } catch (error) {
    return { missing: `the desktop VS Code could not be downloaded: ${error.message}` };
  }
}

/** The `code` command of an installed VS Code, where it can open windows on this machine's display. */
export function installedDesktop() {
  // Inside a remote or integrated server terminal, `code` speaks to that window and cannot load an extension.
  if (process.env.LIFTOFF_VSCODE || !hasDisplay() || process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const places = (process.env.PATH ?? "").split(path.delimiter).map((dir) => path.join(dir, name));
  places.push("/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code");
  return places.find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function hasDownload() {
  try {
    return readdirSync(cachePath).some((entry) => entry.startsWith("vscode-"));
  } catch {
    return false;
  }
}

async function downloadHostAnswers() {
  const { fetchStableVersions } = await import("@vscode/test-electron/out/download.js");
  return fetchStableVersions(true, patience).then(
    () => true,
    () => false,
  );
}

/** A `runWindow` (see editor-suites.mjs) that opens a window of the desktop VS Code. */
export function desktopWindow(executable) {
  return async ({ testsPath, extensionPath, session, trusted, onText }) => {
    const script = fileURLToPath(new URL("./desktop-window.mjs", import.meta.url));
    const request = JSON.stringify({ executable, testsPath, extensionPath, session, trusted });
    const { child, exited, stop } = start(process.execPath, [script, request], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) readLines(stream, onText);
    try {
      await exited;
    } finally {
      stop();
    }
  };
}

/** Output arrives in pieces of any length; a line must arrive whole. */
function readLines(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => onLine(rest));
}
