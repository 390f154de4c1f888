import assert from "node:assert/strict";
import { useChecklist } from "./support/harness";
import { aState, longPlan, withItem } from "./support/plan";

describe("checklist page: a plan of 300 items", () => {
  const open = useChecklist();

  it("touches little of the page when one item changes, and does it at once", async () => {
    const { page, show, item } = await open();
    const plan = longPlan(300);
    await show(aState(plan));
    await page.evaluate(() => {
      const counts = { changes: 0, longest: 0 };
      Object.assign(globalThis, { counts });
      const options = { subtree: true, childList: true, attributes: true, characterData: true };
      new MutationObserver((records) => {
        counts.changes += records.length;
      }).observe(document.body, options);
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) counts.longest = Math.max(counts.longest, duration);
      }).observe({ type: "longtask" });
    });
    await show(aState(withItem(plan, "i150", { claim: "done", shown: "verified" }), { revision: 2 }));
    await item("i150").row.getByText("verified").waitFor();
    const counts = await page.evaluate(() => ({
      ...(globalThis as unknown as { counts: { changes: number; longest: number } }).counts,
    }));
    console.log(
      `      one of 300 items: ${counts.changes} changes, longest task ${Math.round(counts.longest)} ms`,
    );
    assert.ok(counts.changes < 80, `${counts.changes} changes of the page for one item`);
    // No measurement, which would depend on the machine: a bound that only a lost reuse of elements exceeds.
    assert.ok(counts.longest < 1000, `a task of ${counts.longest} ms`);
  });

  it("keeps up with typing in the search", async () => {
    const { page, show } = await open();
    await show(aState(longPlan(300)));
    const search = page.getByRole("textbox", { name: "Search items" });
    await search.pressSequentially("step 29");
    await page.getByText("13 of 300 items").waitFor();
    assert.equal(await search.inputValue(), "step 29");
  });
});
