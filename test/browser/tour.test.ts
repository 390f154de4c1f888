import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { useEditor } from "./support/session";

/** The row of the tree whose label starts with `label`. */
function row(page: Page, label: string) {
  return page.locator(".pane-body .monaco-list-row").filter({ hasText: label }).first();
}

/** Drags the edge of the side bar, so that pictures show whole titles. */
async function widenSideBar(page: Page, by: number): Promise<void> {
  const box = await page.locator(".part.sidebar").boundingBox();
  assert.ok(box);
  const x = box.x + box.width;
  await page.mouse.move(x, 400);
  await page.mouse.down();
  await page.mouse.move(x + by, 400, { steps: 5 });
  await page.mouse.up();
}

describe("the loop, as a person sees it", () => {
  const editor = useEditor({ workspace: "samples/launch-demo", viewport: { width: 1440, height: 900 } });

  it("shows the launch phases beside the code", async () => {
    const { page, screenshot } = editor();
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Liftoff/ })
      .click();
    await row(page, "Containers that survive production").waitFor();
    await row(page, "One server with Compose").waitFor();
    await widenSideBar(page, 120);
    await screenshot("tour-1-phases");
  });

  it("marks what is wrong in a Dockerfile and offers to fix it", async () => {
    const { page, openFile, screenshot } = editor();
    await openFile("api/Dockerfile");
    await page.locator(".monaco-editor .squiggly-warning, .monaco-editor .squiggly-error").first().waitFor();
    await page.locator(".view-line").filter({ hasText: "CMD [" }).click();
    await page.keyboard.press("End");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ControlOrMeta+.");
    await page.locator(".action-widget").getByText("Let a shell start it", { exact: false }).waitFor();
    await screenshot("tour-2-quick-fix");
    await page.keyboard.press("Enter");
    await page.locator(".view-line").filter({ hasText: "exec uvicorn" }).waitFor();
  });

  it("tells until when an image gets security fixes", async () => {
    const { page, screenshot } = editor();
    const from = page.locator(".view-line").filter({ hasText: "FROM python" }).first();
    await from.getByText("python", { exact: false }).last().hover();
    const hover = page.locator(".monaco-hover:visible");
    await hover.getByText("Security fixes until").waitFor();
    await hover.getByText("About dockerfile/eol-base-image").waitFor();
    await screenshot("tour-hover");
    await page.keyboard.press("Escape");
  });

  it("shows the item ready once the code is right", async () => {
    const { page, screenshot } = editor();
    const item = row(page, "The container listens where the platform says");
    await item.filter({ hasText: /ready/i }).waitFor();
    await screenshot("tour-3-ready");
  });

  it("shows the same in the checklist", async () => {
    const { page, runCommand, webviewFrame, screenshot } = editor();
    await runCommand("Liftoff: Open Checklist");
    const frame = await webviewFrame();
    await frame.getByRole("heading", { name: "Parcels goes live" }).waitFor();
    const text = await frame.locator("body").innerText();
    assert.match(text, /The container listens where the platform says\s+ready/);
    await page.keyboard.press("ControlOrMeta+B");
    await screenshot("tour-4-checklist");
    await page.keyboard.press("ControlOrMeta+B");
  });
});
