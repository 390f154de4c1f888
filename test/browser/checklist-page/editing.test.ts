import assert from "node:assert/strict";
import { type ChecklistPage, eventually, useChecklist } from "./support/harness";
import { aState, richPlan, withItem } from "./support/plan";

describe("checklist page: notes, status and actions", () => {
  const open = useChecklist();

  async function withPlan(over: Parameters<typeof aState>[1] = {}): Promise<ChecklistPage> {
    const checklist = await open();
    await checklist.show(aState(richPlan(), over));
    return checklist;
  }

  async function editNotes(checklist: ChecklistPage, id: string): Promise<void> {
    await checklist.item(id).menuButton.click();
    await checklist.page.getByRole("menuitem", { name: /notes…$/ }).click();
    assert.equal(await checklist.focused(), "draft");
  }

  it("saves notes with the button and with Ctrl+Enter, and goes back to the item", async () => {
    const checklist = await withPlan();
    const { page } = checklist;
    await editNotes(checklist, "restore");
    const field = page.getByRole("textbox", { name: "Notes on Restore rehearsed" });
    await eventually(
      () => field.inputValue(),
      "14 minutes into staging on 18 November.\nThe log is in the runbook.",
    );
    await field.fill("Took 12 minutes.\nAgain in March.");
    await page.getByRole("button", { name: "Save notes" }).click();
    assert.equal(await checklist.focused(), "item:restore");
    await editNotes(checklist, "dns");
    await page.keyboard.type("Ask the registrar");
    await page.keyboard.press("Control+Enter");
    assert.deepEqual(await checklist.sent(), [
      { type: "notes", itemId: "restore", notes: "Took 12 minutes.\nAgain in March." },
      { type: "notes", itemId: "dns", notes: "Ask the registrar" },
    ]);
    assert.equal(await page.locator(".editor").count(), 0);
  });

  it("leaves notes as they were with Escape", async () => {
    const checklist = await withPlan();
    await editNotes(checklist, "restore");
    await checklist.page.keyboard.type("nonsense");
    await checklist.page.keyboard.press("Escape");
    assert.equal(await checklist.page.locator(".editor").count(), 0);
    assert.equal(await checklist.focused(), "item:restore");
    assert.deepEqual(await checklist.sent(), []);
  });

  it("keeps the text and the caret while the plan changes, and says when the notes did", async () => {
    const checklist = await withPlan();
    await editNotes(checklist, "restore");
    const field = checklist.page.getByRole("textbox", { name: "Notes on Restore rehearsed" });
    await field.fill("one three");
    await checklist.page.keyboard.press("Home");
    for (let step = 0; step < 4; step += 1) await checklist.page.keyboard.press("ArrowRight");
    await checklist.show(aState(withItem(richPlan(), "restore", { notes: "Somebody wrote this." })));
    await checklist.page.keyboard.type("two ");
    await eventually(() => field.inputValue(), "one two three");
    await checklist.page.getByText("The plan was changed here meanwhile").waitFor();
  });

  it("brings an unsaved text back when the page is opened again", async () => {
    const first = await withPlan();
    await editNotes(first, "restore");
    await first.page.keyboard.press("Control+A");
    await first.page.keyboard.type("Half a sent");
    const second = await open({ kept: await first.kept() });
    await second.show(aState(richPlan()));
    const field = second.page.getByRole("textbox", { name: "Notes on Restore rehearsed" });
    await eventually(() => field.inputValue(), "Half a sent");
  });

  it("brings a refused text back", async () => {
    const checklist = await withPlan();
    await editNotes(checklist, "restore");
    await checklist.page.keyboard.press("Control+A");
    await checklist.page.keyboard.type("Too long");
    await checklist.page.keyboard.press("Control+Enter");
    await checklist.post({ type: "refused", message: "The plan has changed." });
    const field = checklist.page.getByRole("textbox", { name: "Notes on Restore rehearsed" });
    await eventually(() => field.inputValue(), "Too long");
  });

  it("sets every status from the menu", async () => {
    const checklist = await withPlan();
    const { page, item } = checklist;
    await item("dns").menuButton.click();
    assert.equal(
      await page.getByRole("menuitemradio", { name: "To do" }).getAttribute("aria-checked"),
      "true",
    );
    await page.getByRole("menuitemradio", { name: "Doing" }).click();
    assert.equal(await checklist.focused(), "menu:dns");
    assert.deepEqual(await checklist.sent(), [{ type: "claim", itemId: "dns", claim: "doing" }]);
  });

  it("drives the menu by keyboard and closes it with Escape", async () => {
    const checklist = await withPlan();
    const { page, item } = checklist;
    const current = () => page.evaluate(() => document.activeElement?.textContent);
    await item("dns").menuButton.focus();
    await page.keyboard.press("Enter");
    assert.equal(await item("dns").menuButton.getAttribute("aria-expanded"), "true");
    assert.equal(await current(), "To do");
    await page.keyboard.press("ArrowUp");
    assert.equal(await current(), "Show in the plan");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    assert.equal(await current(), "Doing");
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("menu").count(), 0);
    assert.equal(await checklist.focused(), "menu:dns");
    assert.deepEqual(await checklist.sent(), []);
  });

  it("closes the menu when the pointer goes elsewhere", async () => {
    const { page, item } = await withPlan();
    await item("dns").menuButton.click();
    await page.getByRole("heading", { level: 1 }).click();
    assert.equal(await page.getByRole("menu").count(), 0);
  });

  it("keeps the menu inside the window", async () => {
    const checklist = await open({ viewport: { width: 400, height: 600 } });
    await checklist.show(aState(richPlan()));
    for (const id of ["credentials", "dns"]) {
      await checklist.item(id).menuButton.click();
      const box = await checklist.page.getByRole("menu").boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 400 && box.y + box.height <= 600);
      await checklist.page.keyboard.press("Escape");
    }
  });

  it("asks for a reason before an item does not apply", async () => {
    const checklist = await withPlan();
    const { page, item } = checklist;
    await item("dns").menuButton.click();
    await page.getByRole("menuitemradio", { name: "Not applicable…" }).click();
    assert.equal(await checklist.focused(), "draft");
    await page.keyboard.press("Enter");
    assert.equal(await checklist.said(), "A reason is needed.");
    await page.locator(".editor").getByText("A reason is needed.").waitFor();
    assert.equal(await checklist.focused(), "draft");
    assert.deepEqual(await checklist.sent(), []);
    await page.keyboard.type("  The domain is the client's ");
    await page.keyboard.press("Enter");
    const claim = { type: "claim", itemId: "dns", claim: "na", reason: "The domain is the client's" };
    assert.deepEqual(await checklist.sent(), [claim]);
  });

  it("does not send more than the host takes", async () => {
    const checklist = await withPlan();
    await editNotes(checklist, "dns");
    await checklist.page.getByRole("textbox", { name: /^Notes on/ }).fill("x".repeat(20_001));
    await checklist.page.getByRole("button", { name: "Save notes" }).click();
    await checklist.page
      .locator(".editor")
      .getByText("This is 20001 characters long; 20000 are possible.")
      .waitFor();
    assert.deepEqual(await checklist.sent(), []);
  });

  it("offers no notes where the plan cannot hold them", async () => {
    const { page, item } = await withPlan({ fields: false, path: "LAUNCH.md" });
    await item("dns").twistie.click();
    assert.equal(await item("dns").row.getByText(/notes/).count(), 0);
    await item("dns").menuButton.click();
    assert.equal(await page.getByRole("menuitem", { name: /notes/ }).count(), 0);
    assert.equal(await page.getByRole("menuitemradio").count(), 4);
  });

  it("leads to evidence, fixes, rules, files to generate and the text", async () => {
    const checklist = await withPlan();
    const { page, item } = checklist;
    const credentials = item("credentials").row;
    await credentials.getByRole("button", { name: "Open app/settings.py:8" }).click();
    await credentials.getByRole("button", { name: /^Fix: / }).click();
    await credentials.getByRole("button", { name: "Show rule: secrets/hardcoded" }).click();
    await item("cors").row.getByRole("button", { name: "Open app/main.py:21" }).click();
    await item("proxy").twistie.click();
    await item("proxy").row.getByRole("button", { name: "Generate the missing files" }).click();
    await item("proxy").row.getByRole("button", { name: "Show in the plan" }).click();
    await page.getByRole("button", { name: ".liftoff/plan.yaml" }).click();
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("button", { name: "Check again" }).click();
    assert.deepEqual(await checklist.sent(), [
      { type: "openEvidence", itemId: "credentials", index: 1 },
      { type: "fixEvidence", itemId: "credentials", index: 0 },
      { type: "showRule", itemId: "credentials", index: 1 },
      { type: "openEvidence", itemId: "cors", index: 0 },
      { type: "scaffold", itemId: "proxy" },
      { type: "openItem", itemId: "proxy" },
      { type: "openText" },
      { type: "exportPlan" },
      { type: "checkWorkspace" },
    ]);
  });

  it("goes from a blocked item to the item or the phase it waits for", async () => {
    const checklist = await withPlan();
    const { item, show, focused } = checklist;
    await item("certificate").row.getByRole("button", { name: "DNS records point to the server" }).click();
    assert.equal(await focused(), "item:dns");
    const blockedBy = [{ id: "security", title: "Security and configuration first" }];
    await show(aState(withItem(richPlan(), "certificate", { blockedBy })));
    await item("certificate").row.getByRole("button", { name: "Security and configuration first" }).click();
    assert.equal(await focused(), "phase:security");
  });
});
