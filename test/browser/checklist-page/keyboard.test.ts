import assert from "node:assert/strict";
import { type ChecklistPage, eventually, useChecklist } from "./support/harness";
import { anItem, aPhase, aPlan, aSection, aState, longPlan, richPlan, withItem } from "./support/plan";

describe("checklist page: keyboard and focus", () => {
  const open = useChecklist();

  async function atItem(id: string): Promise<ChecklistPage> {
    const checklist = await open();
    await checklist.show(aState(richPlan()));
    await checklist.item(id).checkbox.focus();
    return checklist;
  }

  async function press({ page }: ChecklistPage, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }

  it("moves through phases, items and children with the arrows, Home and End", async () => {
    const checklist = await atItem("rotation");
    const visited: string[] = [];
    for (const key of [
      "ArrowDown",
      "ArrowDown",
      "ArrowDown",
      "ArrowUp",
      "End",
      "ArrowDown",
      "Home",
      "ArrowUp",
    ]) {
      await press(checklist, key);
      visited.push(await checklist.focused());
    }
    const expected = [
      "phase:infrastructure",
      "item:server",
      "item:server-size",
      "item:server",
      "item:dns",
      "item:dns",
    ];
    assert.deepEqual(visited, [...expected, "phase:security", "phase:security"]);
  });

  it("is one tab stop: Tab goes on to the row's own controls, then leaves", async () => {
    const checklist = await atItem("cors");
    await press(checklist, "Tab");
    const first = await checklist.page.evaluate(() => document.activeElement?.textContent);
    assert.equal(first, "app/main.py:21");
    await press(checklist, "Tab");
    assert.equal(await checklist.focused(), "menu:cors");
    await press(checklist, "Tab");
    assert.equal(await checklist.focused(), "blocker:credentials");
    await press(checklist, "Shift+Tab", "Shift+Tab", "Shift+Tab");
    assert.equal(await checklist.focused(), "item:cors");
  });

  it("opens and closes details with Enter, Right and Left", async () => {
    const checklist = await atItem("restore");
    const details = checklist.item("restore").row.locator(".details");
    await press(checklist, "Enter");
    assert.equal(await details.count(), 1);
    await press(checklist, "Enter");
    assert.equal(await details.count(), 0);
    await press(checklist, "ArrowRight");
    assert.match((await details.textContent()) ?? "", /The log is in the runbook/);
    await press(checklist, "ArrowLeft");
    assert.equal(await details.count(), 0);
    assert.equal(await checklist.focused(), "item:restore");
  });

  it("goes up with Left, folds the phase and unfolds it again", async () => {
    const checklist = await atItem("server-ssh");
    await press(checklist, "ArrowLeft");
    assert.equal(await checklist.focused(), "item:server");
    await press(checklist, "ArrowLeft");
    assert.equal(await checklist.focused(), "phase:infrastructure");
    await press(checklist, "ArrowLeft");
    assert.equal(await checklist.item("server").row.count(), 0);
    assert.equal(await checklist.focused(), "phase:infrastructure");
    await press(checklist, "ArrowRight");
    assert.equal(await checklist.item("server").row.count(), 1);
  });

  it("searches from anywhere with / and comes back with Escape", async () => {
    const checklist = await open();
    await checklist.show(aState(richPlan()));
    await press(checklist, "/");
    assert.equal(await checklist.focused(), "search");
    await checklist.page.keyboard.type("nginx/");
    await eventually(
      () => checklist.page.getByRole("textbox", { name: "Search items" }).inputValue(),
      "nginx/",
    );
    await press(checklist, "Escape");
    assert.equal(await checklist.focused(), "search");
    await eventually(() => checklist.page.getByRole("textbox", { name: "Search items" }).inputValue(), "");
    await press(checklist, "Escape");
    assert.equal(await checklist.focused(), "phase:security");
  });

  it("leaves a row's controls for the row with Escape", async () => {
    const checklist = await atItem("cors");
    await press(checklist, "Tab", "Escape");
    assert.equal(await checklist.focused(), "item:cors");
  });

  it("moves between the filters with Left and Right", async () => {
    const checklist = await open();
    await checklist.show(aState(richPlan()));
    await checklist.page.getByRole("button", { name: /^All/ }).focus();
    await press(checklist, "ArrowRight", "ArrowRight", "ArrowRight");
    assert.equal(await checklist.focused(), "filter:unverified");
    await press(checklist, "Enter");
    assert.equal(
      await checklist.page.getByRole("button", { name: /^Unverified/ }).getAttribute("aria-pressed"),
      "true",
    );
  });

  it("keeps the focused element itself when items before it come, go and change places", async () => {
    const checklist = await open();
    const { page, show, item, focused } = checklist;
    const planOf = (...ids: string[]) =>
      aState(
        aPlan([
          aPhase("p", [
            aSection(
              "s",
              ids.map((id) => anItem(id)),
            ),
          ]),
        ]),
      );
    await show(planOf("a", "b", "c"));
    await item("b").checkbox.focus();
    const before = await page.evaluateHandle(() => document.activeElement);
    for (const order of [
      ["b", "c"],
      ["x", "y", "b"],
      ["b", "y", "x"],
      ["c", "a", "b"],
    ]) {
      await show(planOf(...order));
      assert.equal(await page.evaluate((element) => element === document.activeElement, before), true);
      assert.equal(await focused(), "item:b");
    }
    assert.equal(await item("b").checkbox.getAttribute("aria-label"), "Item b");
    assert.equal(await item("b").checkbox.getAttribute("tabindex"), "0");
  });

  it("goes to the row that takes the place when the focused one is gone", async () => {
    const checklist = await open();
    const planOf = (...ids: string[]) =>
      aState(
        aPlan([
          aPhase("p", [
            aSection(
              "s",
              ids.map((id) => anItem(id)),
            ),
          ]),
        ]),
      );
    await checklist.show(planOf("a", "b", "c"));
    await checklist.item("b").checkbox.focus();
    await checklist.show(planOf("a", "c"));
    assert.equal(await checklist.focused(), "item:c");
    await checklist.show(planOf("a"));
    assert.equal(await checklist.focused(), "item:a");
  });

  it("keeps the caret and the text in the search box when the plan changes", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    await page.keyboard.press("/");
    await page.keyboard.type("serve");
    await page.keyboard.press("ArrowLeft");
    await show(aState(withItem(richPlan(), "server-ssh", { claim: "done", shown: "claimed" })));
    await page.keyboard.type("r");
    await eventually(() => page.getByRole("textbox", { name: "Search items" }).inputValue(), "servre");
  });

  it("reaches the last of 300 items and ticks it", async () => {
    const checklist = await open();
    await checklist.show(aState(longPlan(300)));
    assert.equal(await checklist.page.getByRole("checkbox").count(), 300);
    await checklist.item("i0").checkbox.focus();
    await press(checklist, "End", "Space");
    assert.equal(await checklist.focused(), "item:i299");
    assert.deepEqual(await checklist.sent(), [{ type: "claim", itemId: "i299", claim: "done" }]);
    assert.ok(await checklist.item("i299").row.isVisible());
    const stops = await checklist.page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>(".phases [tabindex='0']")].filter((e) =>
          e.closest("[data-row]"),
        ).length,
    );
    assert.ok(stops <= 3, `${stops} tab stops in the list`);
  });

  it("moves to an item that the host reveals, through a fold and a filter", async () => {
    const checklist = await open();
    await checklist.show(aState(richPlan()));
    await checklist.page.getByRole("button", { name: "Core infrastructure" }).click();
    await checklist.page.getByRole("button", { name: /^Regressed/ }).click();
    await checklist.post({ type: "reveal", itemId: "dns" });
    assert.equal(await checklist.focused(), "item:dns");
    assert.ok(await checklist.item("dns").row.isVisible());
  });

  it("reveals an item that was asked for before the plan came", async () => {
    const checklist = await open();
    await checklist.post({ type: "reveal", itemId: "dns" });
    await checklist.show(aState(richPlan()));
    assert.equal(await checklist.focused(), "item:dns");
  });
});
