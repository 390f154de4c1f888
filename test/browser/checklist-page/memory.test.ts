import assert from "node:assert/strict";
import { eventually, useChecklist } from "./support/harness";
import { aState, longPlan, richPlan } from "./support/plan";

describe("checklist page: what it remembers", () => {
  const open = useChecklist();

  it("comes back with filter, search, folds and details as they were left", async () => {
    const first = await open();
    await first.show(aState(richPlan()));
    await first.page.getByRole("button", { name: "Security and configuration first" }).click();
    await first.item("restore").twistie.click();
    await first.item("dns").checkbox.focus();
    const second = await open({ kept: await first.kept() });
    await second.show(aState(richPlan()));
    assert.equal(await second.item("cors").row.count(), 0);
    assert.equal(await second.item("restore").row.locator(".details").count(), 1);
    assert.equal(await second.item("dns").checkbox.getAttribute("tabindex"), "0");
    await second.page.getByRole("button", { name: /^Open/ }).click();
    await second.page.getByRole("textbox", { name: "Search items" }).fill("dns");
    const third = await open({ kept: await second.kept() });
    await third.show(aState(richPlan()));
    await eventually(() => third.page.getByRole("textbox", { name: "Search items" }).inputValue(), "dns");
    assert.equal(
      await third.page.getByRole("button", { name: /^Open/ }).getAttribute("aria-pressed"),
      "true",
    );
    assert.deepEqual(await third.sent(), []);
  });

  it("comes back to where it was scrolled", async () => {
    const first = await open();
    await first.show(aState(longPlan(100)));
    await first.page.evaluate(() => window.scrollTo(0, 900));
    await first.page.waitForFunction(() => {
      const { kept } = globalThis as unknown as { kept: { scroll?: number } | null };
      return kept?.scroll === 900;
    });
    const second = await open({ kept: await first.kept() });
    await second.show(aState(longPlan(100)));
    assert.equal(await second.page.evaluate(() => window.scrollY), 900);
  });

  it("keeps details that the user closed closed, and opens those of what regresses", async () => {
    const { show, item } = await open();
    await show(aState(richPlan()));
    assert.equal(await item("credentials").row.locator(".details").count(), 1);
    await item("credentials").twistie.click();
    await show(aState(richPlan(), { revision: 2 }));
    assert.equal(await item("credentials").row.locator(".details").count(), 0);
  });
});
