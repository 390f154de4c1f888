import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { useEditor } from "./support/session";

const widget = (page: Page) => page.locator(".quick-input-widget");
const rows = (page: Page) => widget(page).locator(".monaco-list-row");
const tab = (page: Page, label: string) => page.locator(".tab").filter({ hasText: label });

describe("generating files, as a person sees it", () => {
  const editor = useEditor({
    workspace: "test/editor/workspaces/bare",
    settings: { "files.autoSave": "off" },
    viewport: { width: 1280, height: 800 },
  });

  it("offers what can be made here", async () => {
    const { page, startCommand, screenshot } = editor();
    await startCommand("Liftoff: Generate Files…");
    await widget(page).getByText("dockerignore", { exact: true }).waitFor();
    await screenshot("scaffold-1-list");
  });

  it("shows what would be written before it writes", async () => {
    const { page, screenshot, workspaceDir } = editor();
    const typed = widget(page).locator("input[type=text]").first();
    for (const id of ["dockerignore", "rollback.md"]) {
      await typed.fill(id);
      await rows(page).filter({ hasText: id }).first().click();
    }
    await widget(page).getByRole("button", { name: "OK" }).click();
    for (const step of ["(1/2)", "(2/2)"]) {
      await widget(page).getByText(step).waitFor();
      await page.keyboard.press("Enter");
    }
    await rows(page).filter({ hasText: "Write 2 files" }).waitFor();
    await tab(page, "to be created").first().waitFor();
    await screenshot("scaffold-2-preview");
    assert.equal(existsSync(path.join(workspaceDir, ".dockerignore")), false);
  });

  it("writes all of it, and nothing over a file that is there", async () => {
    const { page, startCommand, screenshot, workspaceDir } = editor();
    await rows(page).filter({ hasText: "Write 2 files" }).click();
    await tab(page, "to be created").first().waitFor({ state: "detached" });
    await tab(page, ".dockerignore").first().waitFor();
    await screenshot("scaffold-3-written");
    const before = await readFile(path.join(workspaceDir, ".dockerignore"), "utf8");
    assert.match(before, /node_modules/);
    await startCommand("Liftoff: Generate Files…");
    await widget(page).locator("input[type=text]").first().fill("dockerignore");
    await rows(page).first().click();
    await widget(page).getByRole("button", { name: "OK" }).click();
    await page.getByText(".dockerignore is there already").first().waitFor();
    await screenshot("scaffold-4-there");
    assert.equal(await readFile(path.join(workspaceDir, ".dockerignore"), "utf8"), before);
  });
});
