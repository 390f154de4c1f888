import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { useEditor } from "./support/session";

const widget = (page: Page) => page.locator(".quick-input-widget");
const rows = (page: Page) => widget(page).locator(".monaco-list-row");

describe("inserting security headers, as a person sees it", () => {
  const editor = useEditor({
    workspace: "test/editor/workspaces/protect",
    settings: { "files.autoSave": "off" },
    viewport: { width: 1280, height: 800 },
  });

  it("names the layers that lack them, the outermost first", async () => {
    const { page, openFile, startCommand, screenshot } = editor();
    await openFile("nginx/app.conf");
    await startCommand("Liftoff: Insert Security Headers…");
    await rows(page).filter({ hasText: "api/main.py" }).waitFor();
    const texts = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
    assert.equal(texts.length, 2);
    assert.match(texts[0] ?? "", /nginx\/app\.conf ?web server in front Add the four security headers/);
    assert.match(texts[1] ?? "", /api\/main\.py ?application Add a middleware/);
    assert.match((await rows(page).first().getAttribute("class")) ?? "", /focused/);
    await screenshot("insert-1-layers");
  });

  it("shows what the picked one would get, and writes it on a word", async () => {
    const { page, screenshot, workspaceDir } = editor();
    await rows(page).filter({ hasText: "api/main.py" }).click();
    await page.locator(".tab").filter({ hasText: "to be changed" }).waitFor();
    await rows(page).filter({ hasText: "Cancel" }).waitFor();
    await page
      .locator(".monaco-diff-editor .view-line")
      .filter({ hasText: "def security_headers" })
      .waitFor();
    await screenshot("insert-2-preview");
    await rows(page).first().click();
    await page.locator(".view-line").filter({ hasText: "security_headers" }).first().waitFor();
    await page.locator(".tab").filter({ hasText: "to be changed" }).waitFor({ state: "detached" });
    await screenshot("insert-3-applied");
    const saved = await readFile(path.join(workspaceDir, "api/main.py"), "utf8");
    assert.doesNotMatch(saved, /security_headers/);
    await page.keyboard.press("ControlOrMeta+z");
    await page.locator(".view-line").filter({ hasText: "security_headers" }).waitFor({ state: "detached" });
  });

  it("offers the application instead where one limit in front is enough", async () => {
    const { page, startCommand, screenshot } = editor();
    await startCommand("Liftoff: Add Rate Limiting…");
    await rows(page).filter({ hasText: "api/main.py" }).waitFor();
    const texts = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
    assert.match(texts.join("\n"), /^nginx\/app\.conf[^\n]*\napi\/main\.py[^\n]*or here instead/);
    await screenshot("insert-5-instead");
    await page.keyboard.press("Escape");
  });

  it("says who limits CORS already, and opens the place", async () => {
    const { page, startCommand, screenshot } = editor();
    await startCommand("Liftoff: Restrict CORS…");
    await rows(page).filter({ hasText: "Cancel" }).waitFor();
    await rows(page).first().click();
    await page.locator(".view-line").filter({ hasText: "https://app.example.com" }).first().waitFor();
    await page.locator(".tab").filter({ hasText: "to be changed" }).waitFor({ state: "detached" });
    await page.locator(".monaco-editor.focused").filter({ hasText: "https://app.example.com" }).waitFor();
    await startCommand("Liftoff: Restrict CORS…");
    // The workbench of the tests shows no toasts; what there is to say stands behind the bell.
    await page.locator(".statusbar-item .codicon-bell-dot").click();
    const message = page.locator(".notifications-center").filter({ hasText: "Nothing to insert." });
    await message.getByText("CORS is limited to https://app.example.com").waitFor();
    await screenshot("insert-4-covered");
    await message.getByRole("button", { name: "Open api/main.py" }).click();
    await message.waitFor({ state: "hidden" });
    await page
      .locator(".statusbar-item")
      .filter({ hasText: /Ln 5, Col \d\d/ })
      .waitFor();
  });
});
