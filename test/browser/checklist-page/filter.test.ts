import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { useChecklist } from "./support/harness";
import { aPhase, aPlan, aState, richPlan, withItem } from "./support/plan";

describe("checklist page: filters and search", () => {
  const open = useChecklist();

  const shown = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("li[data-row]")].map((row) => row.dataset.row),
    );

  it("counts what each filter shows", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    const chips = await page.getByRole("toolbar", { name: "Filter" }).getByRole("button").allTextContents();
    assert.deepEqual(chips, [
      "All 11",
      "Due soon 1",
      "Critical 5",
      "Unverified 2",
      "Regressed 1",
      "Ready 1",
      "Open 6",
    ]);
  });

  it("shows matching items with the parents they stand under", async () => {
    const { page, show, item } = await open();
    await show(aState(richPlan()));
    await page.getByRole("button", { name: /^Unverified/ }).click();
    assert.deepEqual(await shown(page), ["item:server", "item:server-size", "item:restore"]);
    assert.equal(await page.getByRole("heading", { name: "Security and configuration first" }).count(), 0);
    await page.getByText("2 of 11 items").waitFor();
    assert.equal(await item("server").row.count(), 1);
  });

  it("lets go of an item that stops matching", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    await page.getByRole("button", { name: /^Regressed/ }).click();
    assert.deepEqual(await shown(page), ["item:credentials"]);
    await show(
      aState(withItem(richPlan(), "credentials", { shown: "verified", verdict: "pass", evidence: [] })),
    );
    assert.deepEqual(await shown(page), []);
    await page.getByText("Nothing has regressed.").waitFor();
    await page.getByRole("button", { name: "Show all items" }).click();
    assert.equal((await shown(page)).length, 12);
  });

  it("finds every word in title, notes, owner, evidence, rule and headings", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    const search = page.getByRole("textbox", { name: "Search items" });
    const cases: [string, string[]][] = [
      ["RUNBOOK kim", ["item:restore"]],
      ["settings.py", ["item:credentials"]],
      ["http/cors", ["item:cors"]],
      ["machines keys", ["item:server", "item:server-ssh"]],
      ["certificates renew", ["item:proxy"]],
    ];
    for (const [query, expected] of cases) {
      await search.fill(query);
      assert.deepEqual(await shown(page), expected, query);
    }
  });

  it("says what was not found, and how many were", async () => {
    const { page, show, said } = await open();
    await show(aState(richPlan()));
    await page.getByRole("textbox", { name: "Search items" }).fill("kubernetes");
    await page.getByText("No item matches “kubernetes”.").waitFor();
    await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "No items.");
    await page.getByRole("textbox", { name: "Search items" }).fill("dns");
    await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "1 item.");
    assert.equal(await said(), "1 item.");
  });

  it("unfolds folded phases while it filters and folds them again after", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    await page.getByRole("button", { name: "Core infrastructure" }).click();
    await page.getByRole("button", { name: /^Unverified/ }).click();
    assert.deepEqual(await shown(page), ["item:server", "item:server-size", "item:restore"]);
    await page.getByRole("button", { name: /^All/ }).click();
    assert.deepEqual(await shown(page), [
      "item:credentials",
      "item:cors",
      "item:rate-limit",
      "item:rotation",
    ]);
  });

  it("moves to a blocker that the filter hides", async () => {
    const { page, show, focused } = await open();
    await show(aState(richPlan()));
    await page.getByRole("button", { name: /^Ready/ }).click();
    await page.getByRole("complementary").getByRole("button", { name: "Certificate issued" }).click();
    assert.equal(await focused(), "item:certificate");
  });

  it("explains a plan without items, and a phase without items", async () => {
    const { page, show, sent } = await open();
    await show(aState(aPlan([])));
    await page.getByRole("heading", { name: "This plan has no items yet" }).waitFor();
    await page.getByRole("button", { name: "Open the text" }).click();
    assert.deepEqual(await sent(), [{ type: "openText" }]);
    await show(aState(aPlan([...richPlan().phases, aPhase("later", [])])));
    await page.getByText("No items in this phase.").waitFor();
  });
});
