import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { type EditorSession, useEditor } from "./support/session";

const PLAN = ".liftoff/plan.yaml";

/** The row of the tree whose label holds `label`. */
function row(page: Page, label: string) {
  return page.locator(".pane-body .monaco-list-row").filter({ hasText: label }).first();
}

async function showTree(page: Page): Promise<void> {
  const tab = page.locator(".activitybar").getByRole("tab", { name: /^Liftoff/ });
  // A window starts with what the one before showed, and a second click would hide it.
  if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  await row(page, "Tag the image").waitFor();
}

function onDisk({ workspaceDir }: EditorSession): Promise<string> {
  return readFile(path.join(workspaceDir, PLAN), "utf8");
}

async function until(probe: () => Promise<boolean>, message: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await probe())) {
    assert.ok(Date.now() < deadline, `gave up waiting for ${message}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether VS Code has put away the unsaved text, as it does a moment after each keystroke. */
async function hasBackup({ userDir }: EditorSession, words: string): Promise<boolean> {
  const files = await readdir(userDir, { recursive: true, withFileTypes: true });
  for (const file of files) {
    if (!file.isFile() || !file.parentPath.includes("Backups")) continue;
    const text = await readFile(path.join(file.parentPath, file.name), "utf8").catch(() => "");
    if (text.includes(words)) return true;
  }
  return false;
}

const ticked = (text: string, title: string) =>
  text.replace(new RegExp(`status: todo(\\n +title: ${title})`), "status: done$1");

describe("two windows on one plan", () => {
  const editor = useEditor({ workspace: "test/editor/workspaces/work" });

  it("each shows what the other ticks, and the file has both", async () => {
    const { page, openWindow } = editor();
    const original = await onDisk(editor());
    await showTree(page);
    const other = await openWindow();
    await showTree(other);
    await row(page, "Tag the image").getByRole("checkbox").click();
    const first = ticked(original, "Tag the image with the commit");
    await until(async () => (await onDisk(editor())) === first, "the first tick on disk");
    await row(other, "Tag the image").getByRole("checkbox", { checked: true }).waitFor();
    await row(other, "Run as an ordinary").getByRole("checkbox").click();
    const both = ticked(first, "Run as an ordinary user");
    await until(async () => (await onDisk(editor())) === both, "both ticks on disk");
    await row(page, "Run as an ordinary").getByRole("checkbox", { checked: true }).waitFor();
    await other.close();
  });
});

describe("an editor that is killed", () => {
  const editor = useEditor({
    workspace: "test/editor/workspaces/work",
    settings: { "files.autoSave": "off" },
  });

  it("between keystroke and save loses nothing: the file is as it was, the words come back", async () => {
    const { page, runCommand, openWindow } = editor();
    const original = await onDisk(editor());
    await runCommand("Liftoff: Open Plan as Text");
    await page.locator(".view-line").filter({ hasText: "Kite launch" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" with words nobody saved");
    await page.locator(".tab.dirty").waitFor();
    await until(() => hasBackup(editor(), "with words nobody saved"), "the unsaved text to be put away");
    // No handler of the page runs any more: neither one that saves nor one that asks.
    await page.close({ runBeforeUnload: false });
    assert.equal(await onDisk(editor()), original);
    const again = await openWindow();
    await again.locator(".view-line").filter({ hasText: "Kite launch with words nobody saved" }).waitFor();
    await again.locator(".tab.dirty").waitFor();
    assert.equal(await onDisk(editor()), original);
  });
});
