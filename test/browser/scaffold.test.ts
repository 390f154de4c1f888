import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
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
    await rows(page).filter({ hasText: "Continue" }).first().click();
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
    await rows(page).filter({ hasText: "Continue" }).first().click();
    await widget(page).getByText("dockerignore", { exact: true }).waitFor();
    await widget(page).locator("input[type=text]").first().fill("dockerignore");
    await rows(page).first().click();
    await widget(page).getByRole("button", { name: "OK" }).click();
    await page.getByText(".dockerignore is there already").first().waitFor();
    await screenshot("scaffold-4-there");
    assert.equal(await readFile(path.join(workspaceDir, ".dockerignore"), "utf8"), before);
  });
});

/** Presses Escape until no question is open: a list that has just appeared may not have the keyboard yet. */
async function untilGone(page: Page): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    await page.keyboard.press("Escape");
    const isGone = widget(page).waitFor({ state: "hidden", timeout: 1_000 });
    if (
      await isGone.then(
        () => true,
        () => false,
      )
    )
      return;
    assert.ok(Date.now() < deadline, "gave up waiting for the question to be closed");
  }
}

describe("generating files, called off", () => {
  const editor = useEditor({
    workspace: "test/editor/workspaces/bare",
    settings: { "files.autoSave": "off", "workbench.reduceMotion": "on" },
    viewport: { width: 1280, height: 800 },
  });
  const steps: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
    ["at what was detected", () => Promise.resolve()],
    ["at the list", (page) => rows(page).filter({ hasText: "Continue" }).first().click()],
    [
      "at a question",
      async (page) => {
        await widget(page).getByText("dockerignore", { exact: true }).waitFor();
        await widget(page).locator("input[type=text]").first().fill("rollback.md");
        await rows(page).filter({ hasText: "rollback.md" }).first().click();
        await widget(page).getByRole("button", { name: "OK" }).click();
        await widget(page).getByText("(1/2)").waitFor();
      },
    ],
    [
      "at the preview",
      async (page) => {
        await page.keyboard.press("Enter");
        await widget(page).getByText("(2/2)").waitFor();
        await page.keyboard.press("Enter");
        await rows(page)
          .filter({ hasText: /^Write / })
          .first()
          .waitFor();
        await tab(page, "to be created").first().waitFor();
      },
    ],
  ];
  for (const [i, [where]] of steps.entries()) {
    it(`${where}, leaves nothing`, async () => {
      const { page, startCommand, workspaceDir } = editor();
      const before = (await readdir(workspaceDir, { recursive: true })).sort();
      await startCommand("Liftoff: Generate Files…");
      await rows(page).filter({ hasText: "Continue" }).first().waitFor();
      for (const [, go] of steps.slice(0, i + 1)) await go(page);
      await untilGone(page);
      await tab(page, "to be created").first().waitFor({ state: "detached" });
      assert.deepEqual((await readdir(workspaceDir, { recursive: true })).sort(), before);
    });
  }
});

for (const theme of ["Dark Modern", "Light Modern"]) {
  const name = theme.split(" ")[0]?.toLowerCase() ?? "";
  describe(`the detected stack, as a person sees it (${name})`, () => {
    const editor = useEditor({
      workspace: "samples/launch-demo",
      theme,
      settings: { "files.autoSave": "off", "workbench.reduceMotion": "on" },
      viewport: { width: 1280, height: 800 },
    });
    const row = (page: Page, text: string | RegExp) => rows(page).filter({ hasText: text }).first();

    /** The row may be further down than what the list draws. */
    const find = async (page: Page, text: string) => {
      await row(page, "Continue").waitFor();
      await widget(page).locator("input[type=text]").first().fill(text);
      await row(page, text).waitFor();
    };

    it("is shown with the places that show it, and goes on with Enter", async () => {
      const { page, startCommand, screenshot } = editor();
      await startCommand("Liftoff: Generate Files…");
      await row(page, "Framework: FastAPI").waitFor();
      await row(page, "api/app/main.py:6").waitFor();
      await screenshot(`stack-1-${name}`);
      await page.keyboard.press("Enter");
      await widget(page).getByText("dockerignore", { exact: true }).waitFor();
    });

    it("comes back with the way back, and takes a correction", async () => {
      const { page, screenshot } = editor();
      await widget(page).getByRole("button", { name: "Back" }).click();
      await row(page, "Port: 8000").click();
      const typed = widget(page).locator("input[type=text]").first();
      await widget(page).getByText("On which port does api listen?").waitFor();
      await typed.fill("many");
      await widget(page).getByText("A port from 10 to 65535.").waitFor();
      await screenshot(`stack-2-${name}`);
      await typed.fill("9000");
      await page.keyboard.press("Enter");
      await row(page, "changed by you, kept for this workspace; the files say 8000").waitFor();
      await screenshot(`stack-3-${name}`);
      await find(page, "Database: PostgreSQL");
      await row(page, "Database: PostgreSQL").click();
      await row(page, "MongoDB").waitFor();
      await screenshot(`stack-4-${name}`);
      await row(page, "MySQL").click();
      await widget(page)
        .getByPlaceholder(/^Detected: .*MySQL/)
        .waitFor();
      await find(page, "Database: MySQL");
    });

    it("is remembered, and taken back with one press", async () => {
      const { page, startCommand, screenshot } = editor();
      await page.keyboard.press("Escape");
      await startCommand("Liftoff: Generate Files…");
      await row(page, "Port: 9000").waitFor();
      await row(page, "Port: 9000").hover();
      await row(page, "Port: 9000").getByRole("button", { name: "Take back what you changed" }).click();
      await row(page, "Port: 8000").waitFor();
      await screenshot(`stack-5-${name}`);
      const all = widget(page).getByRole("button", { name: "Take back everything that you changed" });
      // What hovers over the list would be in the way of the pointer.
      await all.focus();
      await page.keyboard.press("Enter");
      await all.waitFor({ state: "detached" });
      await find(page, "Database: PostgreSQL");
      await page.keyboard.press("Escape");
    });
  });
}
