import assert from "node:assert/strict";
import path from "node:path";
import type { Page } from "playwright-core";
import { StubTools, zizmorReport } from "../support/stub-tools";
import { useEditor } from "./support/session";

const file = ".github/workflows/ci.yml";
const title = "Liftoff: Check Workflows with actionlint or zizmor";
const text = "\n\n\n\n\n\n\n\n      - run: echo $done\n";

/** What there is to say stands behind the bell: the workbench of the tests shows no toasts. */
async function message(page: Page, words: string) {
  const found = page.locator(".notifications-center .notification-list-item").filter({ hasText: words });
  await page.locator(".statusbar-item .codicon-bell-dot").click();
  await found.waitFor();
  return found;
}

/** The message goes at once; the system takes a moment longer to end the process. */
async function untilGone(pid: number): Promise<void> {
  const deadline = Date.now() + 20_000;
  const isThere = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (isThere()) {
    assert.ok(Date.now() < deadline, `gave up waiting for process ${pid} to end`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("checking workflows with the user's own tools, as a person sees it", () => {
  const tools = new StubTools();
  after(() => tools.remove());
  const editor = useEditor({
    workspace: "test/editor/workspaces/tools",
    settings: { "files.autoSave": "off" },
    viewport: { width: 1280, height: 800 },
  });

  afterEach(() => editor().runCommand("Notifications: Clear All Notifications"));

  it("says where to say where they are", async () => {
    const { page, runCommand, screenshot } = editor();
    await runCommand(title);
    const found = await message(page, "Neither actionlint nor zizmor is on the PATH.");
    await screenshot("tools-1-missing");
    await found.getByRole("button", { name: "Open Settings" }).click();
    await page.locator(".settings-editor").getByText("Absolute path of your own zizmor").waitFor();
    await screenshot("tools-2-settings");
  });

  it("shows what they found and counts it", async () => {
    const { page, runCommand, openFile, screenshot } = editor();
    tools.write("zizmor", {
      out: JSON.stringify([zizmorReport(file, text, "echo $done", "obfuscation")]),
      code: 14,
    });
    const setting = page.locator(".setting-item-contents").filter({ hasText: "own zizmor, for" });
    await setting.locator("input").fill(path.join(tools.folder, "zizmor"));
    await page.keyboard.press("Tab");
    await setting.and(page.locator(".is-configured")).waitFor();
    await openFile(file);
    await runCommand(title);
    await message(page, "zizmor: 2 workflows checked, 1 more finding.");
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    await screenshot("tools-3-found");
  });

  it("stops a slow one when the progress is cancelled", async () => {
    const { page, runCommand, screenshot } = editor();
    const before = tools.runsOf("zizmor").length;
    tools.write("zizmor", { hangs: true });
    await runCommand(title);
    const progress = await message(page, "Checking workflows with zizmor");
    await screenshot("tools-4-progress");
    await progress.getByRole("button", { name: "Cancel" }).click();
    await progress.waitFor({ state: "hidden" });
    const runs = tools.runsOf("zizmor").slice(before);
    assert.equal(runs.length, 1);
    await untilGone(runs[0]?.pid ?? 0);
  });
});
