// The test suites of `npm test`. Each resolves to { passed, failed, skipped }.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { ensureChromium } from "./chromium.mjs";
import { desktopWindow, downloadedDesktop } from "./desktop.mjs";
import { runEditorSuites, serverWindow } from "./editor-suites.mjs";
import { runMocha } from "./mocha.mjs";
import { at, root } from "./project.mjs";
import { bundleBrowserTests, bundleEditorSuites, bundleUnitTests, findTests } from "./test-bundles.mjs";
import { startServer } from "./vscode-server.mjs";
import { unzipExtension } from "./vsix.mjs";

export { runLive } from "./live.mjs";

export async function runUnit({ grep }) {
  const bundle = await bundleUnitTests(await findTests(at("test/unit")), at("dist/test/unit"));
  return runMocha({ title: "unit", files: [bundle], reporter: "dot", timeout: 20_000, grep });
}

/** Calls `work` with the folder of the extension under test: the repository, or the unpacked package. */
export async function withExtension(options, work) {
  if (!options.package) return work(root);
  const dir = await mkdtemp(path.join(os.tmpdir(), "liftoff-vsix-"));
  try {
    const { version } = JSON.parse(await readFile(at("package.json"), "utf8"));
    return await work(await unzipExtension(at(`liftoff-${version}.vsix`), dir));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export async function runEditor(extensionPath, { suite: names, grep }) {
  if (grep) process.env.LIFTOFF_GREP = grep; // every host hands its environment on to the tests
  const suites = await bundleEditorSuites(names);
  const desktop = await downloadedDesktop();
  const run = (window) => runEditorSuites(suites, extensionPath, window);
  if (desktop.missing) console.log(`  using the VS Code server: ${desktop.missing}`);
  const result = desktop.missing ? await onServer(run) : await run(desktopWindow(desktop.executable));
  console.log(`\n  ran in VS Code ${result.version}${desktop.missing ? " (server)" : ""}`);
  return result;
}

async function onServer(run) {
  const server = await startServer();
  try {
    const browser = await chromium.launch(await ensureChromium());
    try {
      return await run(serverWindow(server, browser));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

export async function runBrowser(extensionPath, { grep }) {
  const files = await bundleBrowserTests(await findTests(at("test/browser")), at("dist/test/browser"));
  const server = await startServer();
  try {
    const host = { root, origin: server.origin, extensionPath, chromium: await ensureChromium() };
    const env = { LIFTOFF_TEST_HOST: JSON.stringify(host) };
    return await runMocha({ title: "browser", files, reporter: "spec", timeout: 60_000, grep, env });
  } finally {
    await server.stop();
  }
}
