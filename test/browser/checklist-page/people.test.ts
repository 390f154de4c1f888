import assert from "node:assert/strict";
import { fullState } from "./support/full-plan";
import { type ChecklistPage, eventually, useChecklist } from "./support/harness";
import { aState, richPlan, withItem } from "./support/plan";

describe("checklist page: what people add to items", () => {
  const open = useChecklist();

  async function withFullPlan(): Promise<ChecklistPage> {
    const checklist = await open();
    await checklist.show(fullState());
    return checklist;
  }

  async function choose({ page, item }: ChecklistPage, id: string, entry: string): Promise<void> {
    await item(id).menuButton.click();
    await page.getByRole("menuitem", { name: entry }).click();
  }

  it("sets an owner with Enter, offering the people that the plan knows", async () => {
    const checklist = await withFullPlan();
    const { page } = checklist;
    await choose(checklist, "certificate", "Set owner…");
    const field = page.getByRole("combobox", { name: "Owner of Certificate issued" });
    assert.equal(await checklist.focused(), "draft");
    const offers = await page
      .locator("datalist option")
      .evaluateAll((all) => all.map((one) => one.textContent));
    assert.deepEqual(offers, ["kim", "ana"]);
    await field.fill(" ana ");
    await page.keyboard.press("Enter");
    assert.equal(await checklist.focused(), "item:certificate");
    assert.deepEqual(await checklist.sent(), [{ type: "owner", itemId: "certificate", owner: "ana" }]);
  });

  it("takes an item for the user, where it is known who that is", async () => {
    const checklist = await withFullPlan();
    await choose(checklist, "dns", "Take it");
    assert.deepEqual(await checklist.sent(), [{ type: "owner", itemId: "dns", owner: "kim" }]);
    await checklist.item("restore").menuButton.click();
    assert.equal(await checklist.page.getByRole("menuitem", { name: "Take it" }).count(), 0);
  });

  it("sets and removes a due date, from the details as well", async () => {
    const checklist = await withFullPlan();
    const { page, item } = checklist;
    await choose(checklist, "certificate", "Set due date…");
    await page.getByLabel("Day on which Certificate issued is due").fill("2026-12-01");
    await page.getByRole("button", { name: "Save date" }).click();
    await item("dns").twistie.click();
    await item("dns")
      .row.getByRole("button", { name: /^Due of DNS records.*Nov 27\. Change$/ })
      .click();
    await page.getByLabel(/^Day on which DNS records/).fill("");
    await page.keyboard.press("Enter");
    assert.deepEqual(await checklist.sent(), [
      { type: "due", itemId: "certificate", due: "2026-12-01" },
      { type: "due", itemId: "dns", due: "" },
    ]);
  });

  it("writes down what was seen, with where it can be seen", async () => {
    const checklist = await withFullPlan();
    const { page } = checklist;
    await choose(checklist, "restore", "Add evidence…");
    await page.keyboard.press("Control+Enter");
    assert.equal(await checklist.said(), "Say what you saw.");
    await page.keyboard.type("12 minutes");
    await page.getByRole("textbox", { name: /^Where the evidence/ }).fill("docs/drill.md");
    await page.keyboard.press("Control+Enter");
    await choose(checklist, "dns", "Add evidence…");
    await page.keyboard.type("It resolves");
    await page.locator(".editor").getByRole("button", { name: "Add evidence" }).click();
    assert.deepEqual(await checklist.sent(), [
      { type: "record", itemId: "restore", text: "12 minutes", link: "docs/drill.md" },
      { type: "record", itemId: "dns", text: "It resolves" },
    ]);
  });

  it("accepts a failure until a day that is still to come, and takes that back", async () => {
    const checklist = await withFullPlan();
    const { page, item } = checklist;
    await item("credentials").row.getByRole("button", { name: "Accept for now" }).click();
    const until = page.getByLabel(/^Last day on which No credential/);
    assert.equal(await until.inputValue(), "2026-12-09");
    await page.keyboard.press("Enter");
    assert.equal(await checklist.said(), "A reason is needed.");
    await page.keyboard.type("The keys are of a sandbox");
    await until.fill("2026-11-24");
    await page.getByRole("button", { name: "Accept until then" }).click();
    assert.equal(await checklist.said(), "Choose a day that is still to come.");
    await until.fill("2026-11-30");
    await until.press("Enter");
    await item("pool").twistie.click();
    await item("pool").row.getByRole("button", { name: "Take back" }).click();
    assert.deepEqual(await checklist.sent(), [
      { type: "waive", itemId: "credentials", reason: "The keys are of a sandbox", until: "2026-11-30" },
      { type: "unwaive", itemId: "pool" },
    ]);
  });

  it("keeps a draft with both of its fields when the page is opened again", async () => {
    const first = await withFullPlan();
    await choose(first, "dns", "Accept for now…");
    await first.page.keyboard.type("Half a rea");
    await first.page.getByLabel(/^Last day/).fill("2026-12-24");
    const second = await open({ kept: await first.kept() });
    await second.show(fullState());
    await eventually(
      () => second.page.getByRole("textbox", { name: /is accepted for now$/ }).inputValue(),
      "Half a rea",
    );
    assert.equal(await second.page.getByLabel(/^Last day/).inputValue(), "2026-12-24");
  });

  it("shows evidence of people with its age, its link and when it has expired", async () => {
    const checklist = await withFullPlan();
    const { item } = checklist;
    assert.match((await item("restore").row.textContent()) ?? "", /This counted until Nov 20; look again\./);
    await item("restore").twistie.click();
    const seen = item("restore").row.getByRole("list", { name: "What people saw" }).getByRole("listitem");
    assert.match((await seen.first().textContent()) ?? "", /^Aug 22, kim: 14 minutes into staging/);
    await item("restore")
      .row.getByRole("button", { name: "Open https://wiki.shop.example/drills/2" })
      .click();
    assert.deepEqual(await checklist.sent(), [{ type: "openRecord", itemId: "restore", index: 1 }]);
  });

  it("says until when a failure is accepted, and when that is over", async () => {
    const { page, show, item } = await open();
    await show(fullState());
    assert.match(
      (await item("pool").row.textContent()) ?? "",
      /waived until Dec 31: Traffic is low until January/,
    );
    await item("pool").twistie.click();
    await item("pool").row.getByText("(until Dec 31, kim)").waitFor();
    await show(fullState({ today: "2027-01-01" }));
    await page.getByText("this is over").waitFor();
  });

  it("offers none of it where nothing can be written", async () => {
    const { page, show, item } = await open();
    await show(aState(withItem(richPlan(), "dns", { owner: undefined }), { fields: false }));
    await item("dns").twistie.click();
    for (const name of [/Owner/, /Due/, "Add evidence", "Accept for now"]) {
      assert.equal(await item("dns").row.getByRole("button", { name }).count(), 0, String(name));
    }
    await item("dns").menuButton.click();
    assert.deepEqual(await page.getByRole("menuitem").allTextContents(), ["Show in the plan"]);
  });
});
