// What it takes to open one workbench of its own: a copy of a workspace, user settings, and the address.
// The in-editor suites (scripts) and the browser suite (test/browser) both start from here.
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onExit } from "./processes.mjs";

const quietSettings = {
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/**
 * Makes a folder that holds everything one session may change: `user` (user data, with settings.json) and
 * `work` (a copy of the workspace). `workspace` is the absolute path of a folder or of a .code-workspace file
 * (the folder it lies in is copied), or undefined for a window without a folder.
 * Restricted Mode needs no more than `trusted: false`: Workspace Trust stays on, nothing is asked at startup,
 * and a folder nobody has trusted is restricted. With `trusted` the feature itself is off.
 */
export async function prepareSession({ workspace, trusted = true, settings = {} }) {
  const dir = await mkdtemp(path.join(os.tmpdir(), "liftoff-session-"));
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = onExit(remove);
  const user = path.join(dir, "user");
  await mkdir(path.join(user, "User"), { recursive: true });
  const all = { ...quietSettings, "security.workspace.trust.enabled": !trusted, ...settings };
  await writeFile(path.join(user, "User", "settings.json"), JSON.stringify(all, undefined, 2));
  const opened = workspace === undefined ? undefined : await copyWorkspace(workspace, path.join(dir, "work"));
  const dispose = async () => {
    forget();
    remove();
  };
  return { dir, user, opened, dispose };
}

async function copyWorkspace(workspace, target) {
  const file = workspace.endsWith(".code-workspace") ? path.basename(workspace) : "";
  const folder = file ? path.dirname(workspace) : workspace;
  const copy = path.join(target, path.basename(folder));
  await cp(folder, copy, { recursive: true });
  return path.join(copy, file);
}

/** The address of a workbench on `origin` that opens a folder or .code-workspace file with our extension. */
export function workbenchAddress({ origin, opened, extensionPath, testsPath }) {
  const authority = new URL(origin).host;
  const remote = (file) => `vscode-remote://${authority}${urlPath(file)}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extensionPath)],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  if (testsPath) payload.push(["extensionTestsPath", remote(testsPath)]);
  const address = new URL(origin);
  if (opened)
    address.searchParams.set(opened.endsWith(".code-workspace") ? "workspace" : "folder", urlPath(opened));
  else address.searchParams.set("ew", "true");
  address.searchParams.set("payload", JSON.stringify(payload));
  return address.href;
}

function urlPath(file) {
  const slashed = file.split(path.sep).join("/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

/**
 * Makes the workbench of a page, or of all pages of a browser context, keep its user data in `user` instead of the server's folder, so that pages on one
 * server share neither settings nor state. Call it before the page goes anywhere.
 * The server writes its configuration into an element of the page, which the workbench reads once the page is
 * parsed; it is changed in between. (Changing the HTML on its way would make Chromium take the page for one
 * from elsewhere, which may not open sockets to this machine.)
 */
export async function isolateUserData(page, user) {
  await page.addInitScript((userDataPath) => {
    const observer = new MutationObserver(() => {
      const element = document.getElementById("vscode-workbench-web-configuration");
      if (!element) return;
      observer.disconnect();
      element.dataset.settings = JSON.stringify({ ...JSON.parse(element.dataset.settings), userDataPath });
    });
    observer.observe(document, { childList: true, subtree: true });
  }, user);
}
