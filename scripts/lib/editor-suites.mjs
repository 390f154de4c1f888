// Runs the in-editor suites, each in a VS Code of its own: a window of the desktop VS Code, or a page on the
// VS Code server. Either host only has to carry the lines that test/editor/index.ts prints.
import { setTimeout as sleep } from "node:timers/promises";
import { within } from "./processes.mjs";
import { at } from "./project.mjs";
import { isolateUserData, prepareSession, workbenchAddress } from "./workbench.mjs";

const suiteTimeout = 10 * 60_000;
const marker = "liftoff-test|";
const endMarker = "liftoff-end|";

/**
 * Resolves to { passed, failed, skipped, version }. `runWindow` runs one suite in its host and resolves when
 * VS Code has ended; it calls `onText` with whatever the window printed.
 */
export async function runEditorSuites(suites, extensionPath, runWindow) {
  const total = { passed: 0, failed: 0, skipped: 0, version: undefined };
  for (const suite of suites) {
    console.log(`\n  suite ${suite.name}${suite.trusted ? "" : " (Restricted Mode)"}`);
    try {
      const { passes, failures, pending, vscode } = await runSuite(suite, extensionPath, runWindow);
      total.passed += passes;
      total.failed += failures;
      total.skipped += pending;
      total.version = vscode;
    } catch (error) {
      // A suite that breaks its VS Code counts as one failure; the others have a VS Code of their own.
      console.error(`    ${error.message}`);
      total.failed += 1;
    }
  }
  return total;
}

async function runSuite(suite, extensionPath, runWindow) {
  const workspace = suite.workspace && at("test/editor/workspaces", suite.workspace);
  const session = await prepareSession({ ...suite, workspace });
  const results = new Results();
  try {
    const ended = runWindow({ ...suite, extensionPath, session, onText: (text) => results.add(text) });
    await within(suiteTimeout, ended, `suite ${suite.name} did not end within 10 minutes`);
    return await results.end();
  } catch (error) {
    results.showNoise();
    throw error;
  } finally {
    await session.dispose();
  }
}

/** Picks the tests' lines out of all that VS Code prints; keeps the rest for when something goes wrong. */
class Results {
  #noise = [];
  #end;

  add(text) {
    for (const line of text.split("\n")) {
      const found = line.indexOf(marker);
      const end = line.indexOf(endMarker);
      if (end >= 0) this.#end = JSON.parse(line.slice(end + endMarker.length));
      else if (found >= 0) console.log(`    ${line.slice(found + marker.length)}`);
      else if (this.#noise.push(line) > 500) this.#noise.shift();
    }
  }

  /** The counts. They may come a moment after the window has ended. */
  async end() {
    for (let tries = 0; !this.#end && tries < 50; tries++) await sleep(100);
    if (!this.#end) throw new Error("VS Code ended before the tests did; the last it said is above");
    return this.#end;
  }

  showNoise() {
    console.error(this.#noise.slice(-60).join("\n"));
  }
}

/** A `runWindow` that opens a page of the VS Code server. */
export function serverWindow(server, browser) {
  return async ({ testsPath, extensionPath, session, onText }) => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    try {
      const page = await context.newPage();
      const ended = new Promise((resolve, reject) => {
        page.once("crash", () => reject(new Error("the browser page crashed")));
        server.exited.then(({ code }) => reject(new Error(`the VS Code server ended with code ${code}`)));
        page.exposeFunction("codeAutomationExit", resolve).catch(reject);
      });
      ended.catch(() => {}); // it is awaited below; until then a rejection has nobody to handle it
      await page.exposeFunction("codeAutomationLog", (_type, args) => onText(args.map(String).join(" ")));
      await isolateUserData(page, session.user);
      await page.goto(
        workbenchAddress({ origin: server.origin, opened: session.opened, extensionPath, testsPath }),
      );
      await ended;
    } finally {
      await context.close();
    }
  };
}
